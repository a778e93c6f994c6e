// SPDX-License-Identifier: Apache-2.0
import type { CustomSeriesRenderItemAPI } from 'echarts';
import type { EChartsCoreOption } from 'echarts/core';
import type { PortfolioRow } from '../api';
import { measured } from '../format';
import { fontFamily, type Palette } from '../palette';

type Api = CustomSeriesRenderItemAPI;

/** Forecast interval as a bar with end caps and a tick at the median. */
function interval(api: Api, palette: Palette) {
    const year = api.value(0);
    const [x, bottom] = api.coord([year, api.value(1)]) as [number, number];
    const [, middle] = api.coord([year, api.value(2)]) as [number, number];
    const [, top] = api.coord([year, api.value(3)]) as [number, number];
    const line = (y: number, half: number, lineWidth: number) => ({
        type: 'line' as const,
        shape: { x1: x - half, x2: x + half, y1: y, y2: y },
        style: { stroke: palette.muted, lineWidth },
    });
    return {
        type: 'group' as const,
        children: [
            {
                type: 'rect' as const,
                shape: { x: x - 7, y: top, width: 14, height: bottom - top },
                style: { fill: palette.line, stroke: palette.muted, lineWidth: 1 },
            },
            line(bottom, 7, 2),
            line(top, 7, 2),
            line(middle, 7, 2),
        ],
    };
}

/** Observed value: a filled dot inside the interval, a hollow diamond outside. */
function observed(api: Api, palette: Palette) {
    const [cx, cy] = api.coord([api.value(0), api.value(1)]) as [number, number];
    if (api.value(2) === 1) {
        return { type: 'circle' as const, shape: { cx, cy, r: 5.5 }, style: { fill: palette.good, stroke: palette.surface, lineWidth: 1.5 } };
    }
    const points = [[cx, cy - 8], [cx + 8, cy], [cx, cy + 8], [cx - 8, cy]];
    return { type: 'polygon' as const, shape: { points }, style: { fill: palette.surface, stroke: palette.bad, lineWidth: 2.5 } };
}

/** Ends of everything drawn. */
function extent(rows: PortfolioRow[]): [number, number] {
    const values = rows.flatMap(({ lower, upper, observed }) => [lower, upper, observed]);
    return [Math.min(...values), Math.max(...values)];
}

/** Whether the values span so many orders that a linear scale would crowd most of them at its foot. */
export function needsLogarithm(rows: PortfolioRow[]): boolean {
    const [low, high] = extent(rows);
    return low > 0 && high / low > 20;
}

/** Logarithmic for wide positive values, else linear with air around them, but none below zero for positive values. */
function scaleOf(rows: PortfolioRow[]) {
    if (needsLogarithm(rows)) {
        return { type: 'log' as const };
    }
    const [low, high] = extent(rows);
    const air = (high - low) * 0.08;
    return {
        type: 'value' as const,
        scale: true,
        splitNumber: 4,
        boundaryGap: [low >= 0 && low < air ? 0 : '8%', '8%'] as [number | string, string],
    };
}

function tooltip(row: PortfolioRow): string {
    return [
        `<strong>${row.year}</strong>`,
        `observed ${measured(row.observed)}, ${row.inside ? 'inside' : 'outside'}`,
        `forecast ${measured(row.lower)} – ${measured(row.upper)}`,
        `median ${measured(row.median)}`,
    ].join('<br>');
}

/** Forecast intervals and what was observed, for the rows of one indicator of one claim in order of year. */
export function trackChart(rows: PortfolioRow[], palette: Palette): EChartsCoreOption {
    const text = { color: palette.muted, fontSize: 12 };
    return {
        animation: false,
        grid: { left: 10, right: 14, top: 12, bottom: 6, containLabel: true },
        textStyle: { fontFamily },
        tooltip: {
            confine: true,
            backgroundColor: palette.surface,
            borderColor: palette.line,
            textStyle: { color: palette.ink, fontSize: 12 },
            formatter: ({ dataIndex }: { dataIndex: number }) => tooltip(rows[dataIndex]!),
        },
        xAxis: {
            type: 'category',
            data: rows.map(({ year }) => String(year)),
            axisLabel: text,
            axisTick: { show: false },
            axisLine: { lineStyle: { color: palette.muted } },
        },
        yAxis: {
            ...scaleOf(rows),
            axisLabel: { ...text, formatter: (value: number) => value.toLocaleString('en', { notation: 'compact' }) },
            splitLine: { lineStyle: { color: palette.line } },
        },
        series: [
            {
                id: 'forecast',
                type: 'custom',
                data: rows.map((row, index) => [index, row.lower, row.median, row.upper]),
                encode: { x: 0, y: [1, 2, 3] },
                renderItem: (_: unknown, api: Api) => interval(api, palette),
            },
            {
                id: 'observed',
                type: 'custom',
                z: 3,
                data: rows.map((row, index) => [index, row.observed, row.inside ? 1 : 0]),
                encode: { x: 0, y: 1 },
                renderItem: (_: unknown, api: Api) => observed(api, palette),
            },
        ],
    };
}
