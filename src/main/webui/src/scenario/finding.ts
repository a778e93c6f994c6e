// SPDX-License-Identifier: Apache-2.0
import type { Effect, IndicatorSummary, Scenario, WorldName } from '../api';
import { percent, quantity, shareOfDraws, signedQuantity, unitOf, wordsOf } from '../format';

export interface WorldSummary {
    world: WorldName;
    indicators: IndicatorSummary[];
}

/** Every world of a scenario, the mechanisms first. */
export function worldsOf({ mechanisms, withoutProject }: Scenario): WorldSummary[] {
    const worlds: WorldSummary[] = mechanisms.map(({ mechanism, indicators }) => ({ world: mechanism, indicators }));
    return withoutProject.length > 0 ? [...worlds, { world: 'no-project', indicators: withoutProject }] : worlds;
}

/** What everything is compared with: no project where the preset has such a world, else cost sharing. */
export function referenceOf({ withoutProject }: Scenario): WorldName {
    return withoutProject.length > 0 ? 'no-project' : 'cost-sharing';
}

/** The indicators of a scenario as they are in its first world. */
export const indicatorsOf = (scenario: Scenario) => scenario.mechanisms[0]?.indicators ?? [];

export function summaryOf(scenario: Scenario, world: WorldName, indicator: string) {
    return worldsOf(scenario)
        .find((entry) => entry.world === world)
        ?.indicators.find((entry) => entry.indicator === indicator);
}

/** What stands after a number, such as " t per year"; nothing after a pure number. */
const after = (unit: string) => (unit === '1' ? '' : ` ${unitOf(unit)}`);

function finalOf(scenario: Scenario, world: WorldName, indicator: string) {
    const { years, unit, q05, q50, q95 } = summaryOf(scenario, world, indicator)!;
    const last = years.length - 1;
    return { year: years[last]!, unit, median: q50[last]!, lower: q05[last]!, upper: q95[last]! };
}

/** Whether an effect's interval leaves out zero. */
export const isClear = ({ lower, upper }: Effect) => lower > 0 || upper < 0;

function levels(scenario: Scenario, indicator: string): string {
    const ranked = scenario.mechanisms
        .map(({ mechanism }) => ({ mechanism, ...finalOf(scenario, mechanism, indicator) }))
        .sort((one, other) => other.median - one.median);
    const best = ranked[0]!;
    const shown = (value: number) => quantity(value, best.unit);
    const rest = ranked
        .slice(1)
        .map(({ mechanism, median }) => `${shown(median)} under ${wordsOf(mechanism)}`)
        .join(' and ');
    return (
        `After ${best.year} years ${wordsOf(indicator)} is highest under ${wordsOf(best.mechanism)}: ` +
        `median ${shown(best.median)} (90 % of futures ${shown(best.lower)}–${shown(best.upper)}), against ${rest}.`
    );
}

function contrast(scenario: Scenario, effect: Effect): string {
    const { unit } = summaryOf(scenario, effect.to, effect.indicator)!;
    const shown = (value: number) => signedQuantity(value, unit);
    const change = `Moving from ${wordsOf(effect.from)} to ${wordsOf(effect.to)}`;
    const size = `${shown(effect.mean)}${after(unit)} (${percent(effect.level)} interval ${shown(effect.lower)} to ${shown(effect.upper)})`;
    const indicator = wordsOf(effect.indicator);
    const better = shareOfDraws(effect.probabilityBetter, scenario.draws);
    return isClear(effect)
        ? `${change} changes ${indicator} by ${size} and is better in ${better} of paired futures.`
        : `${change} shows no clear change in ${indicator}: ${size}, better in ${better} of paired futures.`;
}

function medians(scenario: Scenario, indicator: string): string {
    const values = worldsOf(scenario).map(({ world }) => {
        const { median, unit } = finalOf(scenario, world, indicator);
        return `${quantity(median, unit)}${after(unit)} (${wordsOf(world)})`;
    });
    return `Median ${wordsOf(indicator)} in that year: ${values.join(', ')}.`;
}

/** The result in sentences, headline first: what the charts show, for those who read rather than look. */
export function finding(scenario: Scenario): string[] {
    const [first, second] = scenario.preset === 'published' ? ['forest-health', 'erosion'] : ['canopy-cover', 'sediment-yield'];
    const changes = scenario.effects.filter(
        ({ from, indicator }) => from === referenceOf(scenario) && indicator === first,
    );
    return [levels(scenario, first!), ...changes.map((effect) => contrast(scenario, effect)), medians(scenario, second!)];
}
