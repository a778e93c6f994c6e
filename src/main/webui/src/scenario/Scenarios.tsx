// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { api, type PresetName, type Scenario } from '../api';
import { csv, download } from '../download';
import { nameOf } from '../format';
import { announce } from '../live';
import { useResource } from '../resource';
import { DataTable } from './DataTable';
import { Effects } from './Effects';
import { Fans } from './Fans';
import { finding, worldsOf } from './finding';
import { SettingsPanel } from './SettingsPanel';
import { fromQuery, toQuery, toRequest, type Settings } from './settings';

/** Settings kept in the query string, so that the address bar always is a link to what is shown. */
function useSettings(): [Settings, (settings: Settings) => void] {
    const [settings, setSettings] = useState(() => fromQuery(location.search));
    const change = (next: Settings) => {
        setSettings(next);
        history.replaceState(null, '', `${location.pathname}${toQuery(next)}${location.hash}`);
    };
    return [settings, change];
}

export function Scenarios() {
    const [settings, setSettings] = useSettings();
    const query = toQuery(settings);
    const { value, error, pending } = useResource(
        query,
        (signal) => api.scenario(toRequest(settings), signal),
        { delay: 250 },
    );
    useEffect(() => {
        if (value) {
            announce(finding(value)[0]!);
        }
    }, [value]);
    return (
        <>
            <header className="view-head">
                <h1 tabIndex={-1}>Which way of paying restores more?</h1>
                <p className="lead">
                    One hillside above a reservoir, three ways to pay for its restoration. Every mechanism meets the same
                    weather, people and luck in each simulated future, so differences are due to the mechanism alone.
                </p>
            </header>
            <div className="scenario">
                <SettingsPanel settings={settings} onChange={setSettings} />
                <div className="scenario-result" aria-busy={pending}>
                    {error && <p className="notice error" role="alert">{error}</p>}
                    {value ? <Result scenario={value} /> : !error && <p className="notice">Simulating…</p>}
                </div>
            </div>
        </>
    );
}

function Result({ scenario }: { scenario: Scenario }) {
    const [headline, ...rest] = finding(scenario);
    return (
        <>
            <section className="card finding" aria-labelledby="finding">
                <h2 id="finding">What this run says</h2>
                <p className="headline">{headline}</p>
                {rest.map((sentence) => (
                    <p key={sentence}>{sentence}</p>
                ))}
            </section>
            <Fans scenario={scenario} />
            <Effects scenario={scenario} />
            <Caveats preset={scenario.preset} />
            <section className="card" aria-labelledby="data">
                <div className="card-head">
                    <h2 id="data">The numbers</h2>
                    <Button onPress={() => download('headwater-scenario.csv', asCsv(scenario))}>Download CSV</Button>
                </div>
                <DataTable scenario={scenario} />
                <p className="provenance">
                    Model {scenario.modelVersion}, {scenario.draws} draws, seed {scenario.seed}. The same settings give the same
                    draws to the bit; SHA-256 of the draws:
                </p>
                <ul className="provenance">
                    {Object.entries(scenario.digests).map(([world, digest]) => (
                        <li key={world}>{nameOf(world)} <code>{digest}</code></li>
                    ))}
                </ul>
            </section>
        </>
    );
}

const caveats: Record<PresetName, string[]> = {
    watershed: [
        'The place is made up: a catchment of 10,000 ha above a reservoir. Its parameters are ranges from the literature and, where ' +
            'there is none, choices that the documentation of the model calls illustrative; no measured place was fitted.',
        'The world without project is the model’s own: what each party would do unasked is an assumption, and additionality is a ' +
            'difference from it.',
        'Money is each party’s own in one year, in US dollars; payments between parties cancel over all of them.',
    ],
    published: [
        'Forest health and erosion are indices, not hectares or tonnes. Costs and carbon are not in this preset.',
        'The preset was fitted to six published means; its intervals are those of the model, not of any measured place.',
        'There is no world without a project here: cost sharing is the reference, and an effect is a difference from it, not ' +
            'additionality.',
    ],
};

function Caveats({ preset }: { preset: PresetName }) {
    return (
        <section className="card caveats" aria-labelledby="caveats">
            <h2 id="caveats">What the model cannot say</h2>
            <ul>
                {caveats[preset].map((caveat) => <li key={caveat}>{caveat}</li>)}
            </ul>
        </section>
    );
}

function asCsv(scenario: Scenario): string {
    const rows = worldsOf(scenario).flatMap(({ world, indicators }) =>
        indicators.flatMap((summary) =>
            summary.years.map((year, index) => [
                world,
                summary.indicator,
                summary.unit,
                year,
                ...[summary.mean, summary.sd, summary.q05, summary.q25, summary.q50, summary.q75, summary.q95].map(
                    (series) => series[index] ?? null,
                ),
            ]),
        ),
    );
    return csv(['mechanism', 'indicator', 'unit', 'year', 'mean', 'sd', 'q05', 'q25', 'q50', 'q75', 'q95'], rows);
}
