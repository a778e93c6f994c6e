// SPDX-License-Identifier: Apache-2.0
import type { EChartsCoreOption } from 'echarts/core';
import type { IndicatorSummary } from '../api';
import { compact, fixed, quantity } from '../format';
import { fontFamily, type Palette } from '../palette';

export interface Fan {
    summary: IndicatorSummary;
    /** Median of the world everything is compared with; absent in that world's own panel. */
    reference: number[] | null;
    color: string;
    /** The same in every panel of an indicator. */
    scale: Scale;
}

/** A vertical scale and the distance of its grid lines. */
export interface Scale {
    minimum: number;
    maximum: number;
    interval: number;
}

/** 1, 2, 2.5 or 5 times a power of ten, the first that is not below. */
function round(step: number): number {
    const power = 10 ** Math.floor(Math.log10(step));
    return power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= step * (1 - 1e-9))!;
}

/** A scale that holds the values of an indicator: from zero, unless they all lie far from it. */
export function scaleOf(values: number[], unit: string): Scale {
    const highest = Math.max(...values);
    const lowest = Math.min(...values);
    if (unit === '1') {
        return { minimum: Math.min(0, Math.floor(lowest * 4) / 4), maximum: Math.ceil(highest * 4) / 4, interval: 0.25 };
    }
    const high = Math.max(0, highest);
    const low = lowest > high / 2 ? lowest : Math.min(0, lowest);
    const interval = round((high - low || 1) / 4);
    return { minimum: Math.floor(low / interval) * interval, maximum: Math.ceil(high / interval) * interval, interval };
}

/** A number in the little room of an axis or a label. */
const brief = (value: number, unit: string) => (unit === '1' ? fixed(value) : compact(value));

const differences = (upper: number[], lower: number[]) => upper.map((value, index) => value - lower[index]!);

/** The bands as stacked areas; 'all' because the default strategy draws a wrong band below zero. */
function band(id: string, data: number[], color: string, opacity: number) {
    return {
        id,
        type: 'line',
        stack: 'bands',
        stackStrategy: 'all',
        data,
        silent: true,
        symbol: 'none',
        lineStyle: { opacity: 0 },
        areaStyle: { color, opacity },
        z: 1,
    };
}

function edge(id: string, data: number[], color: string) {
    return {
        id,
        type: 'line',
        data,
        silent: true,
        symbol: 'none',
        lineStyle: { color, width: 1, type: [4, 3] },
        z: 2,
    };
}

function median(fan: Fan, palette: Palette) {
    return {
        id: 'q50',
        type: 'line',
        data: fan.summary.q50,
        symbol: 'none',
        lineStyle: { color: fan.color, width: 2.5 },
        itemStyle: { color: fan.color },
        endLabel: {
            show: true,
            formatter: ({ value }: { value: number }) => brief(value, fan.summary.unit),
            color: palette.ink,
            fontWeight: 600,
            fontSize: 13,
            distance: 6,
        },
        z: 4,
    };
}

function reference(fan: Fan, palette: Palette) {
    return {
        id: 'reference',
        type: 'line',
        data: fan.reference ?? [],
        silent: true,
        symbol: 'none',
        lineStyle: { color: palette.muted, width: 1.5, type: 'dotted' },
        z: 3,
    };
}

function tooltip(fan: Fan, year: number): string {
    const { q05, q25, q50, q75, q95, unit } = fan.summary;
    const range = (lower: number[], upper: number[]) => `${quantity(lower[year]!, unit)} – ${quantity(upper[year]!, unit)}`;
    return [
        `Year ${fan.summary.years[year]}: <strong>${quantity(q50[year]!, unit)}</strong>`,
        `50 %: ${range(q25, q75)}`,
        `90 %: ${range(q05, q95)}`,
    ].join('<br>');
}

/** Median with the 25–75 % and 5–95 % bands of one indicator in one world, over the years. */
export function fanChart(fan: Fan, palette: Palette): EChartsCoreOption {
    const { q05, q25, q75, q95, unit, years } = fan.summary;
    const { minimum, maximum, interval } = fan.scale;
    const margins = unit === '1' ? { left: 34, right: 44 } : { left: 48, right: 54 };
    const text = { color: palette.muted, fontSize: 12 };
    return {
        animationDuration: 300,
        animationDurationUpdate: 250,
        grid: { ...margins, top: 10, bottom: 26 },
        textStyle: { fontFamily },
        tooltip: {
            trigger: 'axis',
            confine: true,
            position: [38, 132],
            padding: [3, 8],
            backgroundColor: palette.surface,
            borderColor: palette.line,
            textStyle: { color: palette.ink, fontSize: 11, lineHeight: 14 },
            formatter: (points: { dataIndex: number }[]) => tooltip(fan, points[0]?.dataIndex ?? 0),
        },
        xAxis: {
            type: 'category',
            data: years,
            boundaryGap: false,
            axisLabel: { ...text, interval: (index: number) => index % (years.length > 26 ? 10 : 5) === 0 },
            axisTick: { show: false },
            axisLine: { onZero: false, lineStyle: { color: palette.muted } },
        },
        yAxis: {
            type: 'value',
            min: minimum,
            max: maximum,
            interval,
            axisLabel: { ...text, formatter: (value: number) => (unit === '1' ? String(value) : compact(value)) },
            splitLine: { lineStyle: { color: palette.line } },
        },
        series: [
            band('base', q05, 'transparent', 0),
            band('q05-q25', differences(q25, q05), fan.color, 0.2),
            band('q25-q75', differences(q75, q25), fan.color, 0.5),
            band('q75-q95', differences(q95, q75), fan.color, 0.2),
            edge('q05', q05, fan.color),
            edge('q95', q95, fan.color),
            reference(fan, palette),
            median(fan, palette),
        ],
    };
}
