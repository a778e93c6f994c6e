// SPDX-License-Identifier: Apache-2.0
import { CustomChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { connect, init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useReducedMotion } from './palette';

use([LineChart, CustomChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** The chart's element, with its live instance for tests and for curious readers at the console. */
export type ChartElement = HTMLDivElement & { chart?: EChartsType };

interface Properties {
    option: EChartsCoreOption;
    /** What the chart shows, in a sentence: read out instead of the picture. */
    description: string;
    height: number;
    /** Charts of one group show their tooltips together. */
    group?: string;
}

export function Chart({ option, description, height, group }: Properties) {
    const element = useRef<ChartElement>(null);
    const reducedMotion = useReducedMotion();
    useEffect(() => {
        const node = element.current!;
        const chart = init(node, null, { renderer: 'svg' });
        node.chart = chart;
        if (group) {
            chart.group = group;
            connect(group);
        }
        const observer = new ResizeObserver(() => chart.resize());
        observer.observe(node);
        return () => {
            observer.disconnect();
            chart.dispose();
        };
    }, [group]);
    useEffect(() => {
        element.current!.chart!.setOption({
            animation: !reducedMotion,
            aria: { enabled: true, label: { description } },
            ...option,
        });
    }, [option, description, reducedMotion, group]);
    return <div ref={element} className="chart" style={{ height }} />;
}
