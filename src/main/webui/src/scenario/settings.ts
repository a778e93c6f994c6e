// SPDX-License-Identifier: Apache-2.0
import type { PresetName, ScenarioRequest } from '../api';

export interface Setting {
    /** Name in the query string and, of a parameter, in the service's JSON. */
    key: string;
    label: string;
    unit: string;
    minimum: number;
    maximum: number;
    step: number;
    /** Decimals of a typed value. */
    digits: number;
    /** Values below the first bound are low, below the second medium, else high. */
    bounds: [number, number];
    /** Where the slider stands at first; of a parameter that varies, the median of its prior. */
    typical: number;
    /** A parameter that the model draws anew in every future until it is set. */
    varies?: boolean;
    meaning: string;
}

/** What is not in `values` is as the preset has it. */
export interface Settings {
    preset: PresetName;
    values: Record<string, number>;
    seed: number;
}

export interface Group {
    title: string;
    settings: Setting[];
}

const mostYears = 40;

function run(mostDraws: number): Group {
    return {
        title: 'The run',
        settings: [
            {
                key: 'years',
                label: 'Horizon',
                unit: 'years',
                minimum: 5,
                maximum: mostYears,
                step: 1,
                digits: 0,
                bounds: [12, 28],
                typical: 20,
                meaning: 'Effects are read in the last year.',
            },
            {
                key: 'draws',
                label: 'Draws',
                unit: 'futures',
                minimum: 100,
                maximum: mostDraws,
                step: 100,
                digits: 0,
                bounds: [400, 2000],
                typical: 500,
                meaning: 'Simulated futures for each mechanism; more draws, smoother bands.',
            },
        ],
    };
}

/** The preset `published`: one fitted value of each parameter, the same in every future. */
const published: Group[] = [
    {
        title: 'The place',
        settings: [
            {
                key: 'initialForestHealth',
                label: 'Initial forest health',
                unit: 'index 0–1',
                minimum: 0.05,
                maximum: 0.9,
                step: 0.05,
                digits: 4,
                bounds: [0.25, 0.6],
                typical: 0.3,
                meaning: 'State of the hillside when the project starts; 1 is full, healthy cover.',
            },
            {
                key: 'growthRate',
                label: 'Growth rate',
                unit: 'per year',
                minimum: 0.1,
                maximum: 1,
                step: 0.05,
                digits: 4,
                bounds: [0.35, 0.65],
                typical: 0.4621,
                meaning: 'How fast cover recovers when every party contributes fully.',
            },
            {
                key: 'degradationRate',
                label: 'Degradation rate',
                unit: 'per year',
                minimum: 0,
                maximum: 0.6,
                step: 0.05,
                digits: 4,
                bounds: [0.15, 0.35],
                typical: 0.2745,
                meaning: 'How fast cover is lost when nobody contributes.',
            },
        ],
    },
    {
        title: 'The mechanisms',
        settings: [
            {
                key: 'paymentWeight',
                label: 'Payment weight',
                unit: 'share',
                minimum: 0,
                maximum: 1,
                step: 0.05,
                digits: 4,
                bounds: [0.3, 0.65],
                typical: 0.4807,
                meaning: 'Pull of the outcome payments of a performance contract on the contributions.',
            },
            {
                key: 'priceVolatility',
                label: 'Price volatility',
                unit: 'log sd per year',
                minimum: 0,
                maximum: 0.5,
                step: 0.02,
                digits: 4,
                bounds: [0.1, 0.25],
                typical: 0.0661,
                meaning: 'Year-to-year noise of the carbon price under credit trading.',
            },
        ],
    },
    run(5000),
];

/** The preset `watershed`: its parameters are uncertain, and vary from future to future until one is set. */
const watershed: Group[] = [
    {
        title: 'The place',
        settings: [
            {
                key: 'initial-cover',
                label: 'Initial canopy cover',
                unit: 'share',
                minimum: 0.05,
                maximum: 0.9,
                step: 0.05,
                digits: 4,
                bounds: [0.25, 0.6],
                typical: 0.2,
                varies: true,
                meaning: 'Share of the catchment under trees when the project starts.',
            },
            {
                key: 'growth-rate',
                label: 'Growth rate',
                unit: 'per year',
                minimum: 0.1,
                maximum: 1.5,
                step: 0.05,
                digits: 4,
                bounds: [0.45, 0.8],
                typical: 0.6,
                varies: true,
                meaning: 'How fast cover recovers when every party contributes fully.',
            },
            {
                key: 'degradation-rate',
                label: 'Degradation rate',
                unit: 'per year',
                minimum: 0,
                maximum: 0.3,
                step: 0.01,
                digits: 4,
                bounds: [0.03, 0.06],
                typical: 0.04,
                varies: true,
                meaning: 'How fast cover is lost when nobody contributes.',
            },
            {
                key: 'cover-exponent',
                label: 'Cover exponent',
                unit: 'per unit of cover',
                minimum: 0,
                maximum: 8,
                step: 0.5,
                digits: 2,
                bounds: [2.5, 6],
                typical: 4,
                varies: true,
                meaning: 'How strongly cover holds the soil back; plots say 2.5 to 6.',
            },
        ],
    },
    {
        title: 'Money',
        settings: [
            {
                key: 'restoration-cost',
                label: 'Restoration cost',
                unit: 'USD per ha and year',
                minimum: 10,
                maximum: 500,
                step: 10,
                digits: 2,
                bounds: [60, 160],
                typical: 100,
                varies: true,
                meaning: 'What a year of full effort costs.',
            },
            {
                key: 'initial-price',
                label: 'Carbon price',
                unit: 'USD per t, first year',
                minimum: 1,
                maximum: 100,
                step: 1,
                digits: 2,
                bounds: [10, 25],
                typical: 15,
                varies: true,
                meaning: 'Price of a credit at the start; it wanders from there.',
            },
        ],
    },
    run(2500),
];

export const groups: Record<PresetName, Group[]> = { watershed, published };

const settingsOf = (preset: PresetName) => groups[preset].flatMap((group) => group.settings);

/** A preset as its authors left it, 500 draws and 20 years. */
export function baseline(preset: PresetName): Settings {
    const fixed = settingsOf(preset).filter(({ varies }) => !varies);
    return { preset, values: Object.fromEntries(fixed.map(({ key, typical }) => [key, typical])), seed: 1 };
}

/** Another preset, over as many years and with as many draws as it can. */
export function switched({ values, seed }: Settings, preset: PresetName): Settings {
    const next = baseline(preset);
    const kept = settingsOf(preset)
        .filter(({ key }) => key === 'years' || key === 'draws')
        .map(({ key, maximum, typical }) => [key, Math.min(values[key] ?? typical, maximum)]);
    return { ...next, values: { ...next.values, ...Object.fromEntries(kept) }, seed };
}

/** Lets a parameter vary again, as the model has it. */
export function released(settings: Settings, key: string): Settings {
    const { [key]: _, ...values } = settings.values;
    return { ...settings, values };
}

export type Band = 'low' | 'medium' | 'high';

export function bandOf({ bounds }: Setting, value: number): Band {
    return value < bounds[0] ? 'low' : value < bounds[1] ? 'medium' : 'high';
}

/** What a screen reader says for a slider, such as "0.35, medium". */
export function spoken(setting: Setting, value: number | undefined): string {
    return value === undefined
        ? `varies between futures, median ${setting.typical}`
        : `${value}, ${bandOf(setting, value)}`;
}

function within(value: string | null, minimum: number, maximum: number): number | undefined {
    const number = Number(value);
    return value !== null && value !== '' && number >= minimum && number <= maximum ? number : undefined;
}

/** The preset that a query string speaks of; links from before there were two are of the published one. */
function presetOf(parameters: URLSearchParams): PresetName {
    const named = parameters.get('preset');
    return named === 'published' || (named === null && parameters.has('initialForestHealth')) ? 'published' : 'watershed';
}

/** Settings from a query string; what is missing, malformed or out of range is as in the baseline. */
export function fromQuery(query: string): Settings {
    const parameters = new URLSearchParams(query);
    const preset = presetOf(parameters);
    const read = settingsOf(preset).flatMap(({ key, minimum, maximum, digits }) => {
        const value = within(parameters.get(key), minimum, maximum);
        return value === undefined ? [] : [[key, digits === 0 ? Math.round(value) : value]];
    });
    const start = baseline(preset);
    const seed = Math.round(within(parameters.get('seed'), 0, Number.MAX_SAFE_INTEGER) ?? start.seed);
    return { preset, values: { ...start.values, ...Object.fromEntries(read) }, seed };
}

/** All settings as a query string, so that a shared link means the same when a baseline value changes later. */
export function toQuery({ preset, values, seed }: Settings): string {
    const entries = Object.entries({ ...values, seed }).map(([key, value]) => [key, String(value)]);
    return `?${new URLSearchParams([['preset', preset], ...entries])}`;
}

export function toRequest({ preset, values, seed }: Settings): ScenarioRequest {
    const { draws, years, ...parameters } = values;
    return { preset, draws: draws!, years: years!, seed, parameters };
}
