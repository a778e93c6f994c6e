// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import type { MechanismName } from './api';

/** Colours for the charts; the page's own colours live in the style sheet. */
export interface Palette {
    ink: string;
    muted: string;
    line: string;
    surface: string;
    good: string;
    bad: string;
    mechanism: Record<MechanismName, string>;
}

/** ECharts puts this into a `font` shorthand, where `inherit` would be invalid. */
export const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', sans-serif";

const light: Palette = {
    ink: '#17282a',
    muted: '#506163',
    line: '#d9e0da',
    surface: '#ffffff',
    good: '#17694b',
    bad: '#a3341f',
    mechanism: { 'cost-sharing': '#94591b', 'performance-contract': '#17735a', 'credit-trading': '#3758a8' },
};

const dark: Palette = {
    ink: '#e7f0ed',
    muted: '#a4b7b6',
    line: '#2c4046',
    surface: '#15252a',
    good: '#66cfa0',
    bad: '#ff9c85',
    mechanism: { 'cost-sharing': '#e2a763', 'performance-contract': '#61c9a1', 'credit-trading': '#93b2f4' },
};

function useMedia(query: string): boolean {
    return useSyncExternalStore(
        (changed) => {
            const media = matchMedia(query);
            media.addEventListener('change', changed);
            return () => media.removeEventListener('change', changed);
        },
        () => matchMedia(query).matches,
    );
}

export function usePalette(): Palette {
    return useMedia('(prefers-color-scheme: dark)') ? dark : light;
}

export function useReducedMotion(): boolean {
    return useMedia('(prefers-reduced-motion: reduce)');
}
