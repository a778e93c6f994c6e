// SPDX-License-Identifier: Apache-2.0
import type { Effect, IndicatorName, Scenario } from '../api';
import { IntervalBar } from '../charts/IntervalBar';
import { nameOf, percent, shareOfDraws, signed } from '../format';
import { isClear } from './finding';

/** Ends of a scale that holds all intervals and zero, with a little air. */
function scaleOf(effects: Effect[]): [number, number] {
    const low = Math.min(0, ...effects.map(({ lower }) => lower));
    const high = Math.max(0, ...effects.map(({ upper }) => upper));
    const air = (high - low || 1) * 0.06;
    return [low - air, high + air];
}

export function Effects({ scenario }: { scenario: Scenario }) {
    const scale = scaleOf(scenario.effects);
    const last = scenario.mechanisms[0]?.indicators[0]?.years.at(-1);
    const level = percent(scenario.effects[0]?.level ?? 0.9);
    return (
        <section className="card" aria-labelledby="effects">
            <h2 id="effects">Effect of changing the mechanism, year {last}</h2>
            <p className="explain">
                Difference within each simulated future; bar: {level} of the paired differences, diamond: their mean, rule: no
                difference. A bar that crosses the rule is not a clear effect.
            </p>
            {(['forest-health', 'erosion'] as const).map((indicator) => (
                <EffectTable
                    key={indicator}
                    indicator={indicator}
                    effects={scenario.effects.filter((effect) => effect.indicator === indicator)}
                    scale={scale}
                    draws={scenario.draws}
                />
            ))}
        </section>
    );
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
    indicator: IndicatorName;
    effects: Effect[];
    scale: [number, number];
    draws: number;
}

function EffectTable({ indicator, effects, scale, draws }: TableProperties) {
    return (
        <table className="effects" data-effects={indicator}>
            <caption>
                {nameOf(indicator)} <span className="unit">{indicator === 'erosion' ? 'negative is better' : 'positive is better'}</span>
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
                        <td data-label="Mean">{signed(effect.mean)} <span className="unit">± {effect.standardError.toFixed(4)} s.e.</span></td>
                        <td data-label="Interval">{signed(effect.lower)} to {signed(effect.upper)}</td>
                        <td data-label="P(better)">{shareOfDraws(effect.probabilityBetter, draws)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
