// SPDX-License-Identifier: Apache-2.0
import type { PortfolioRow } from '../api';

/** Wilson score interval (95 %) for a proportion of `inside` out of `total` trials. */
export function wilson(inside: number, total: number): [number, number] {
    const z = 1.959964;
    const share = inside / total;
    const centre = share + (z * z) / (2 * total);
    const half = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
    const scale = 1 + (z * z) / total;
    return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}

export interface Track {
    key: string;
    rows: PortfolioRow[];
}

/** Rows that share an axis: one indicator of one claim, in order of year. */
export function tracks(rows: PortfolioRow[]): Track[] {
    const byKey = Map.groupBy(rows, ({ claimId, indicator, unit }) => `${claimId} ${indicator} ${unit}`);
    return [...byKey].map(([key, group]) => ({ key, rows: group.toSorted((one, other) => one.year - other.year) }));
}
