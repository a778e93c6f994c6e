// SPDX-License-Identifier: Apache-2.0
import type { Effect, IndicatorName, MechanismName, Scenario } from '../api';
import { fixed, nameOf, percent, shareOfDraws, signed } from '../format';

export function summaryOf(scenario: Scenario, mechanism: MechanismName, indicator: IndicatorName) {
    return scenario.mechanisms
        .find((entry) => entry.mechanism === mechanism)
        ?.indicators.find((entry) => entry.indicator === indicator);
}

function finalOf(scenario: Scenario, mechanism: MechanismName, indicator: IndicatorName) {
    const summary = summaryOf(scenario, mechanism, indicator)!;
    const last = summary.years.length - 1;
    return { year: summary.years[last]!, median: summary.q50[last]!, lower: summary.q05[last]!, upper: summary.q95[last]! };
}

/** Whether an effect's interval leaves out zero. */
export const isClear = ({ lower, upper }: Effect) => lower > 0 || upper < 0;

function levels(scenario: Scenario): string {
    const ranked = scenario.mechanisms
        .map(({ mechanism }) => ({ mechanism, ...finalOf(scenario, mechanism, 'forest-health') }))
        .sort((one, other) => other.median - one.median);
    const best = ranked[0]!;
    const rest = ranked
        .slice(1)
        .map(({ mechanism, median }) => `${fixed(median)} under ${nameOf(mechanism).toLowerCase()}`)
        .join(' and ');
    return (
        `After ${best.year} years forest health is highest under ${nameOf(best.mechanism).toLowerCase()}: ` +
        `median ${fixed(best.median)} (90 % of futures ${fixed(best.lower)}–${fixed(best.upper)}), against ${rest}.`
    );
}

function contrast(effect: Effect, draws: number): string {
    const change = `Moving from ${nameOf(effect.from).toLowerCase()} to ${nameOf(effect.to).toLowerCase()}`;
    const size = `${signed(effect.mean)} (${percent(effect.level)} interval ${signed(effect.lower)} to ${signed(effect.upper)})`;
    const indicator = nameOf(effect.indicator).toLowerCase();
    return isClear(effect)
        ? `${change} changes ${indicator} by ${size} and is better in ${shareOfDraws(effect.probabilityBetter, draws)} of paired futures.`
        : `${change} shows no clear change in ${indicator}: ${size}, better in ${shareOfDraws(effect.probabilityBetter, draws)} of paired futures.`;
}

function erosion(scenario: Scenario): string {
    const values = scenario.mechanisms.map(
        ({ mechanism }) => `${fixed(finalOf(scenario, mechanism, 'erosion').median)} (${nameOf(mechanism).toLowerCase()})`,
    );
    return `Median erosion in that year: ${values.join(', ')}.`;
}

/** The result in sentences, headline first: what the charts show, for those who read rather than look. */
export function finding(scenario: Scenario): string[] {
    const forest = scenario.effects.filter(
        ({ from, indicator }) => from === 'cost-sharing' && indicator === 'forest-health',
    );
    return [levels(scenario), ...forest.map((effect) => contrast(effect, scenario.draws)), erosion(scenario)];
}
