// SPDX-License-Identifier: Apache-2.0
import type { Scenario } from '../api';
import { nameOf, quantity, unitOf } from '../format';
import { worldsOf } from './finding';

const columns = ['mean', 'sd', 'q05', 'q25', 'q50', 'q75', 'q95'] as const;

/** The years worth a row: every fifth and the last. The download holds all of them. */
function shown(years: number[]): number[] {
    return years.flatMap((year, index) => (year % 5 === 0 || index === years.length - 1 ? [index] : []));
}

/** Every figure of the fan charts as a table. */
export function DataTable({ scenario }: { scenario: Scenario }) {
    return (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Forecast by mechanism, indicator and year">
            <table className="data" data-table="scenario">
                <thead>
                    <tr>
                        <th scope="col">Mechanism</th>
                        <th scope="col">Indicator</th>
                        <th scope="col">Unit</th>
                        <th scope="col">Year</th>
                        {columns.map((column) => <th key={column} scope="col">{column}</th>)}
                    </tr>
                </thead>
                <tbody>
                    {worldsOf(scenario).flatMap(({ world, indicators }) =>
                        indicators.flatMap((summary) =>
                            shown(summary.years).map((index) => (
                                <tr key={`${world} ${summary.indicator} ${index}`}>
                                    <th scope="row">{nameOf(world)}</th>
                                    <td>{nameOf(summary.indicator)}</td>
                                    <td>{unitOf(summary.unit, summary.indicator)}</td>
                                    <td>{summary.years[index]}</td>
                                    {columns.map((column) => (
                                        <td key={column}>{quantity(summary[column][index]!, summary.unit, 3)}</td>
                                    ))}
                                </tr>
                            )),
                        ),
                    )}
                </tbody>
            </table>
        </div>
    );
}
