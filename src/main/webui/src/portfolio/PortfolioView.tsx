// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { api, type Portfolio, type PortfolioRow } from '../api';
import { Chart } from '../Chart';
import { needsLogarithm, trackChart } from '../charts/trackChart';
import { csv, download } from '../download';
import { fixed, measured, nameOf, percent, tokenAmount, unitOf } from '../format';
import { Labels } from '../Labels';
import { usePalette } from '../palette';
import { useResource } from '../resource';
import { paths } from '../route';
import { tracks, wilson, type Track } from './coverage';

export function PortfolioView() {
    const { value, error } = useResource('portfolio', api.portfolio, { repeat: () => 5000 });
    return (
        <>
            <header className="view-head">
                <h1 tabIndex={-1}>Were the forecasts right?</h1>
                <p className="lead">
                    Every forecast whose year has come, with what was observed. None is left out. Back‑tests are kept apart:
                    their forecasts were not frozen before the fact.
                </p>
            </header>
            {error && <p className="notice error" role="alert">{error}</p>}
            {!value && !error && <p className="notice">Loading…</p>}
            {value && <Tracks portfolio={value} />}
        </>
    );
}

function Tracks({ portfolio }: { portfolio: Portfolio }) {
    const { rows } = portfolio;
    return (
        <>
            <Headline portfolio={portfolio} />
            <Section title="Forecasts made before the fact" rows={rows.filter(({ backTest }) => !backTest)} />
            <Section title="Back-tests" rows={rows.filter(({ backTest }) => backTest)} />
            <section className="card" aria-labelledby="resolved">
                <div className="card-head">
                    <h2 id="resolved">All resolved forecasts</h2>
                    <Button onPress={() => download('headwater-portfolio.csv', asCsv(rows))}>Download CSV</Button>
                </div>
                <Rows rows={rows} />
            </section>
        </>
    );
}

function Headline({ portfolio: { rows, coverage, paid, pending, asOfBlock } }: { portfolio: Portfolio }) {
    const backTests = rows.filter(({ backTest }) => backTest).length;
    const synthetic = rows.filter(({ synthetic }) => synthetic).length;
    const [low, high] = coverage.total > 0 ? wilson(coverage.inside, coverage.total) : [0, 1];
    return (
        <ul className="figures">
            <li className="card">
                <p className="figure" data-figure="coverage">{coverage.inside} of {coverage.total}</p>
                <p>observations inside their {percent(coverage.level)} interval (n = {coverage.total})</p>
                <p className="explain">
                    {coverage.total > 0 && `True coverage plausibly ${percent(low)} to ${percent(high)}. `}
                    {coverage.total < 20 && 'Too few to judge calibration. '}
                    {backTests + synthetic > 0 && `Of these ${synthetic} are synthetic and ${backTests} back-tests.`}
                </p>
            </li>
            <li className="card">
                <p className="figure">{tokenAmount(paid)}</p>
                <p>dUSD paid out on verified results</p>
                <p className="explain">Demonstration tokens without value.{asOf(asOfBlock)}</p>
            </li>
            <li className="card">
                <p className="figure">{tokenAmount(pending)}</p>
                <p>dUSD still in escrow</p>
                <p className="explain">For milestones that are open, attested or disputed.{asOf(asOfBlock)}</p>
            </li>
        </ul>
    );
}

function asOf(block: number | null): string {
    return block === null ? '' : ` As of block ${block.toLocaleString('en')}.`;
}

function Section({ title, rows }: { title: string; rows: PortfolioRow[] }) {
    if (rows.length === 0) {
        return null;
    }
    const inside = rows.filter((row) => row.inside).length;
    return (
        <section className="card">
            <h2>{title}</h2>
            <p className="headline">
                {inside} of {rows.length} observations lie inside the forecast interval.
            </p>
            <Legend />
            <div className="tracks">
                {tracks(rows).map((track) => <TrackPanel key={track.key} track={track} />)}
            </div>
        </section>
    );
}

function TrackPanel({ track }: { track: Track }) {
    const palette = usePalette();
    const option = useMemo(() => trackChart(track.rows, palette), [track, palette]);
    const first = track.rows[0]!;
    const inside = track.rows.filter((row) => row.inside).length;
    const description =
        `${nameOf(first.indicator)} of ${first.projectName}: ${inside} of ${track.rows.length} observed values inside the ` +
        `${percent(first.level)} forecast interval. The numbers are in the table below.`;
    return (
        <figure className={track.rows.length > 3 ? 'track wide' : 'track'}>
            <figcaption>
                <a href={paths.claim(first.claimId)}>{first.projectName}</a> <Labels {...first} />
                <span className="track-indicator">
                    {nameOf(first.indicator)} <span className="unit">{unitOf(first.unit)}{needsLogarithm(track.rows) && ', logarithmic scale'}</span>
                </span>
            </figcaption>
            <Chart option={option} description={description} height={220} />
        </figure>
    );
}

function Legend() {
    return (
        <ul className="legend">
            <li><span className="key key-interval" aria-hidden="true" /> forecast interval, tick at the median</li>
            <li><span className="key key-inside" aria-hidden="true" /> observed, inside</li>
            <li><span className="key key-outside" aria-hidden="true" /> observed, outside</li>
        </ul>
    );
}

function Rows({ rows }: { rows: PortfolioRow[] }) {
    return (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="All resolved forecasts">
            <table className="data" data-table="portfolio">
                <thead>
                    <tr>
                        {['Project', 'Indicator', 'Year', 'Forecast interval', 'Median', 'Observed', 'Inside', 'CRPS', 'PIT'].map(
                            (name) => <th key={name} scope="col">{name}</th>,
                        )}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => <Row key={`${row.claimId} ${row.indicator} ${row.year}`} row={row} />)}
                </tbody>
            </table>
        </div>
    );
}

function Row({ row }: { row: PortfolioRow }) {
    return (
        <tr>
            <th scope="row"><a href={paths.claim(row.claimId)}>{row.projectName}</a> <Labels {...row} /></th>
            <td>{nameOf(row.indicator)} <span className="unit">{unitOf(row.unit)}</span></td>
            <td>{row.year}</td>
            <td>{measured(row.lower)} – {measured(row.upper)} <span className="unit">{percent(row.level)}</span></td>
            <td>{measured(row.median)}</td>
            <td>{measured(row.observed)}</td>
            <td className={row.inside ? 'inside' : 'outside'}>{row.inside ? '● inside' : '◇ outside'}</td>
            <td>{measured(row.crps)}</td>
            <td>{fixed(row.pit)}</td>
        </tr>
    );
}

const columns = [
    'claimId', 'projectName', 'mechanism', 'backTest', 'synthetic', 'indicator', 'unit', 'year',
    'lower', 'median', 'upper', 'level', 'observed', 'inside', 'crps', 'pit',
] as const;

function asCsv(rows: PortfolioRow[]): string {
    return csv([...columns], rows.map((row) => columns.map((column) => row[column])));
}
