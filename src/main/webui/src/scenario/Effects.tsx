// SPDX-License-Identifier: Apache-2.0
import type { Effect, IndicatorSummary, Scenario } from '../api';
import { IntervalBar } from '../charts/IntervalBar';
import { measured, nameOf, percent, shareOfDraws, signedQuantity, unitOf } from '../format';
import { indicatorsOf, isClear, referenceOf } from './finding';

/** Ends of a scale that holds all intervals and zero, with a little air. */
function scaleOf(effects: Effect[]): [number, number] {
    const low = Math.min(0, ...effects.map(({ lower }) => lower));
    const high = Math.max(0, ...effects.map(({ upper }) => upper));
    const air = (high - low || 1) * 0.06;
    return [low - air, high + air];
}

export function Effects({ scenario }: { scenario: Scenario }) {
    const indicators = indicatorsOf(scenario);
    const last = indicators[0]?.years.at(-1);
    const level = percent(scenario.effects[0]?.level ?? 0.9);
    return (
        <section className="card" aria-labelledby="effects">
            <h2 id="effects">Effect of changing the mechanism, year {last}</h2>
            <p className="explain">
                Difference within each simulated future; bar: {level} of the paired differences, diamond: their mean, rule: no
                difference. A bar that crosses the rule is not a clear effect.
                {referenceOf(scenario) === 'no-project' && ' What a mechanism adds to no project is its additionality.'}
            </p>
            {indicators.map((summary) => (
                <EffectTable
                    key={summary.indicator}
                    summary={summary}
                    effects={scenario.effects.filter(({ indicator }) => indicator === summary.indicator)}
                    scale={scaleOf(likewise(scenario, summary))}
                    draws={scenario.draws}
                />
            ))}
        </section>
    );
}

/** The effects on all indicators of one unit, which can be told apart by eye on one scale. */
function likewise(scenario: Scenario, { unit }: IndicatorSummary): Effect[] {
    const alike = indicatorsOf(scenario).filter((summary) => summary.unit === unit).map(({ indicator }) => indicator);
    return scenario.effects.filter(({ indicator }) => alike.includes(indicator));
}

function Arrow() {
    return (
        <>
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">to</span>
        </>
    );
}

interface TableProperties {
    summary: IndicatorSummary;
    effects: Effect[];
    scale: [number, number];
    draws: number;
}

function EffectTable({ summary: { indicator, unit, better }, effects, scale, draws }: TableProperties) {
    const shown = (value: number) => signedQuantity(value, unit);
    return (
        <table className="effects" data-effects={indicator}>
            <caption>
                {nameOf(indicator)}{' '}
                <span className="unit">{unitOf(unit, indicator)}, {better === 'less' ? 'negative is better' : 'positive is better'}</span>
            </caption>
            <thead>
                <tr>
                    <th scope="col">Change</th>
                    <th scope="col" className="plot-column"><span className="visually-hidden">Interval</span></th>
                    <th scope="col">Mean</th>
                    <th scope="col">{percent(effects[0]?.level ?? 0.9)} interval</th>
                    <th scope="col">P(better)</th>
                </tr>
            </thead>
            <tbody>
                {effects.map((effect) => (
                    <tr key={`${effect.from} ${effect.to}`} className={isClear(effect) ? 'clear' : 'unclear'}>
                        <th scope="row">
                            {nameOf(effect.from)} <Arrow /> {nameOf(effect.to)}
                        </th>
                        <td className="plot-column"><IntervalBar {...effect} scale={scale} /></td>
                        <td data-label="Mean">
                            {shown(effect.mean)}{' '}
                            <span className="unit">± {unit === '1' ? effect.standardError.toFixed(4) : measured(effect.standardError)} s.e.</span>
                        </td>
                        <td data-label="Interval">{shown(effect.lower)} to {shown(effect.upper)}</td>
                        <td data-label="P(better)">{shareOfDraws(effect.probabilityBetter, draws)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
