// SPDX-License-Identifier: Apache-2.0
import type { ScenarioRequest } from '../api';

export type SettingKey =
    | 'initialForestHealth'
    | 'growthRate'
    | 'degradationRate'
    | 'paymentWeight'
    | 'priceVolatility'
    | 'draws'
    | 'years';

export type Settings = Record<SettingKey, number> & { seed: number };

export interface Setting {
    key: SettingKey;
    label: string;
    unit: string;
    minimum: number;
    maximum: number;
    step: number;
    /** Decimals of a typed value. */
    digits: number;
    /** Values below the first bound are low, below the second medium, else high. */
    bounds: [number, number];
    meaning: string;
}

export const groups: { title: string; settings: Setting[] }[] = [
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
                meaning: 'Year-to-year noise of the carbon price under credit trading.',
            },
        ],
    },
    {
        title: 'The run',
        settings: [
            {
                key: 'years',
                label: 'Horizon',
                unit: 'years',
                minimum: 5,
                maximum: 40,
                step: 1,
                digits: 0,
                bounds: [12, 28],
                meaning: 'Effects are read in the last year.',
            },
            {
                key: 'draws',
                label: 'Draws',
                unit: 'futures',
                minimum: 100,
                maximum: 5000,
                step: 100,
                digits: 0,
                bounds: [400, 2000],
                meaning: 'Simulated futures for each mechanism; more draws, smoother bands.',
            },
        ],
    },
];

const settings = groups.flatMap((group) => group.settings);

/** The fitted values of the published preset, its 500 draws and 20 years. */
export const baseline: Settings = {
    initialForestHealth: 0.3,
    growthRate: 0.4621,
    degradationRate: 0.2745,
    paymentWeight: 0.4807,
    priceVolatility: 0.0661,
    draws: 500,
    years: 20,
    seed: 1,
};

export type Band = 'low' | 'medium' | 'high';

export function bandOf({ bounds }: Setting, value: number): Band {
    return value < bounds[0] ? 'low' : value < bounds[1] ? 'medium' : 'high';
}

/** What a screen reader says for a slider, such as "0.35, medium". */
export function spoken(setting: Setting, value: number): string {
    return `${value}, ${bandOf(setting, value)}`;
}

function within(value: string | null, minimum: number, maximum: number, otherwise: number): number {
    const number = Number(value);
    return value !== null && value !== '' && number >= minimum && number <= maximum ? number : otherwise;
}

/** Settings from a query string; what is missing, malformed or out of range takes its baseline value. */
export function fromQuery(query: string): Settings {
    const parameters = new URLSearchParams(query);
    const read = settings.map(({ key, minimum, maximum, digits }) => {
        const value = within(parameters.get(key), minimum, maximum, baseline[key]);
        return [key, digits === 0 ? Math.round(value) : value];
    });
    const seed = Math.round(within(parameters.get('seed'), 0, Number.MAX_SAFE_INTEGER, baseline.seed));
    return { ...baseline, ...(Object.fromEntries(read) as Partial<Settings>), seed };
}

/** All settings as a query string, so that a shared link means the same when a baseline value changes later. */
export function toQuery(values: Settings): string {
    return `?${new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)]))}`;
}

export function toRequest({ draws, years, seed, ...parameters }: Settings): ScenarioRequest {
    return { preset: 'published', draws, years, seed, parameters };
}
