// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import type { IndicatorName, MechanismName, Scenario } from '../api';
import { Chart } from '../Chart';
import { fanChart } from '../charts/fanChart';
import { fixed, nameOf } from '../format';
import { usePalette } from '../palette';
import { summaryOf } from './finding';

const meanings: Record<IndicatorName, string> = {
    'forest-health': 'index, more is better',
    erosion: 'index, less is better',
};

const reference: MechanismName = 'cost-sharing';

/** The smallest multiple of a quarter that holds every upper band of an indicator. */
function maximumOf(scenario: Scenario, indicator: IndicatorName): number {
    const tops = scenario.mechanisms.flatMap(({ mechanism }) => summaryOf(scenario, mechanism, indicator)?.q95 ?? []);
    return Math.ceil(Math.max(...tops) * 4) / 4;
}

export function Fans({ scenario }: { scenario: Scenario }) {
    return (
        <section className="card" aria-labelledby="fans">
            <h2 id="fans">Year by year</h2>
            <Legend />
            {(['forest-health', 'erosion'] as const).map((indicator) => (
                <div key={indicator} className="fan-row">
                    <h3>
                        {nameOf(indicator)} <span className="unit">{meanings[indicator]}</span>
                    </h3>
                    <div className="fans">
                        {scenario.mechanisms.map(({ mechanism }) => (
                            <Panel key={mechanism} scenario={scenario} mechanism={mechanism} indicator={indicator} />
                        ))}
                    </div>
                </div>
            ))}
        </section>
    );
}

interface PanelProperties {
    scenario: Scenario;
    mechanism: MechanismName;
    indicator: IndicatorName;
}

function Panel({ scenario, mechanism, indicator }: PanelProperties) {
    const palette = usePalette();
    const summary = summaryOf(scenario, mechanism, indicator)!;
    const option = useMemo(() => {
        const compared = mechanism === reference ? undefined : summaryOf(scenario, reference, indicator);
        return fanChart(
            {
                summary,
                reference: compared?.q50 ?? null,
                color: palette.mechanism[mechanism],
                maximum: maximumOf(scenario, indicator),
            },
            palette,
        );
    }, [scenario, mechanism, indicator, palette]);
    const last = summary.years.length - 1;
    const description =
        `${nameOf(indicator)} under ${nameOf(mechanism).toLowerCase()}: median ${fixed(summary.q50[0]!)} at the start, ` +
        `${fixed(summary.q50[last]!)} in year ${summary.years[last]}, 90 % of futures between ` +
        `${fixed(summary.q05[last]!)} and ${fixed(summary.q95[last]!)}. The numbers are in the table below.`;
    return (
        <figure className="fan" data-fan={`${mechanism} ${indicator}`}>
            <figcaption>
                <span className="swatch" style={{ background: palette.mechanism[mechanism] }} aria-hidden="true" />
                {nameOf(mechanism)}
            </figcaption>
            <Chart option={option} description={description} height={210} group={indicator} />
        </figure>
    );
}

function Legend() {
    return (
        <ul className="legend">
            <li><span className="key key-median" aria-hidden="true" /> median</li>
            <li><span className="key key-inner" aria-hidden="true" /> 50 % of futures</li>
            <li><span className="key key-outer" aria-hidden="true" /> 90 % of futures</li>
            <li><span className="key key-reference" aria-hidden="true" /> median under cost sharing</li>
        </ul>
    );
}
