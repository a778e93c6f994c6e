// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from 'react';
import type { IndicatorSummary, MechanismName, Scenario } from '../api';
import { Chart } from '../Chart';
import { fanChart, scaleOf } from '../charts/fanChart';
import { nameOf, quantity, unitOf, wordsOf } from '../format';
import { usePalette } from '../palette';
import { indicatorsOf, referenceOf, summaryOf, worldsOf } from './finding';

/** The ends of all bands of an indicator, in every world. */
function endsOf(scenario: Scenario, indicator: string): number[] {
    return worldsOf(scenario).flatMap(({ world }) => {
        const summary = summaryOf(scenario, world, indicator);
        return summary ? [...summary.q05, ...summary.q95] : [];
    });
}

const isMoney = ({ indicator }: IndicatorSummary) => indicator.startsWith('net-cash-flow/');

export function Fans({ scenario }: { scenario: Scenario }) {
    const indicators = indicatorsOf(scenario);
    const money = indicators.filter(isMoney);
    return (
        <section className="card" aria-labelledby="fans">
            <h2 id="fans">Year by year</h2>
            <Legend scenario={scenario} />
            {indicators.filter((summary) => !isMoney(summary)).map((summary) => (
                <FanRow key={summary.indicator} scenario={scenario} summary={summary} />
            ))}
            {money.length > 0 && <Money scenario={scenario} summaries={money} />}
        </section>
    );
}

/** A row for each party, drawn when asked for: fifteen charts cost time. */
function Money({ scenario, summaries }: { scenario: Scenario; summaries: IndicatorSummary[] }) {
    const [open, setOpen] = useState(false);
    return (
        <details className="fan-row" data-money onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>Money of each party</summary>
            {open && summaries.map((summary) => <FanRow key={summary.indicator} scenario={scenario} summary={summary} />)}
        </details>
    );
}

function FanRow({ scenario, summary: { indicator, unit, better } }: { scenario: Scenario; summary: IndicatorSummary }) {
    return (
        <div className="fan-row" data-indicator={indicator}>
            <h3>
                {nameOf(indicator)} <span className="unit">{unitOf(unit, indicator)}, {better} is better</span>
            </h3>
            <div className="fans">
                {scenario.mechanisms.map(({ mechanism }) => (
                    <Panel key={mechanism} scenario={scenario} mechanism={mechanism} indicator={indicator} />
                ))}
            </div>
        </div>
    );
}

interface PanelProperties {
    scenario: Scenario;
    mechanism: MechanismName;
    indicator: string;
}

function Panel({ scenario, mechanism, indicator }: PanelProperties) {
    const palette = usePalette();
    const summary = summaryOf(scenario, mechanism, indicator)!;
    const option = useMemo(() => {
        const reference = referenceOf(scenario);
        const compared = mechanism === reference ? undefined : summaryOf(scenario, reference, indicator);
        return fanChart(
            {
                summary,
                reference: compared?.q50 ?? null,
                color: palette.mechanism[mechanism],
                scale: scaleOf(endsOf(scenario, indicator), summary.unit),
            },
            palette,
        );
    }, [scenario, mechanism, indicator, palette]);
    const last = summary.years.length - 1;
    const shown = (value: number) => quantity(value, summary.unit);
    const description =
        `${nameOf(indicator)}, ${unitOf(summary.unit, indicator)} under ${wordsOf(mechanism)}: median ${shown(summary.q50[0]!)} at the ` +
        `start, ${shown(summary.q50[last]!)} in year ${summary.years[last]}, 90 % of futures between ` +
        `${shown(summary.q05[last]!)} and ${shown(summary.q95[last]!)}. The numbers are in the table below.`;
    return (
        <figure className="fan" data-fan={`${mechanism} ${indicator}`}>
            <figcaption>
                <span className="swatch" style={{ background: palette.mechanism[mechanism] }} aria-hidden="true" />
                {nameOf(mechanism)}
            </figcaption>
            <Chart option={option} description={description} height={210} group={indicator} />
        </figure>
    );
}

function Legend({ scenario }: { scenario: Scenario }) {
    const reference = referenceOf(scenario);
    return (
        <ul className="legend">
            <li><span className="key key-median" aria-hidden="true" /> median</li>
            <li><span className="key key-inner" aria-hidden="true" /> 50 % of futures</li>
            <li><span className="key key-outer" aria-hidden="true" /> 90 % of futures</li>
            <li>
                <span className="key key-reference" aria-hidden="true" />{' '}
                {reference === 'no-project' ? 'median without project' : `median under ${wordsOf(reference)}`}
            </li>
        </ul>
    );
}
