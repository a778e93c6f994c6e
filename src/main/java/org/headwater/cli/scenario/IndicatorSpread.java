// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.stream.IntStream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.WorldSummaries;

/**
 * One indicator of one world in one year.
 *
 * @param unit of all numbers but the year
 * @param standardError Monte Carlo standard error of the mean
 */
record IndicatorSpread(
        String indicator,
        String unit,
        int year,
        double mean,
        double standardError,
        double sd,
        double q05,
        double q25,
        double q50,
        double q75,
        double q95) {

    static final List<String> COLUMNS = List.of(
            "world", "indicator", "unit", "year", "mean", "standardError", "sd", "q05", "q25", "q50", "q75", "q95");

    static IndicatorSpread of(Indicator indicator, int year, Summary summary) {
        return new IndicatorSpread(
                indicator.label(),
                indicator.unit(),
                year,
                summary.mean(),
                summary.standardError(),
                summary.sd(),
                summary.q05(),
                summary.q25(),
                summary.q50(),
                summary.q75(),
                summary.q95());
    }

    /** All indicators of a world in its last year. */
    static List<IndicatorSpread> atTheEnd(Trajectories world) {
        return world.indicators().stream()
                .map(indicator -> of(indicator, world.years(), Summary.of(world.at(indicator, world.years()))))
                .toList();
    }

    /** The same of a world whose draws were not kept. */
    static List<IndicatorSpread> atTheEnd(WorldSummaries world) {
        return world.indicators().stream()
                .map(indicator -> of(indicator, world.years(), world.at(indicator, world.years())))
                .toList();
    }

    /** All indicators of a world in every year from 0, one row of the table each. */
    static List<List<Object>> rows(String label, WorldSummaries world) {
        return world.indicators().stream()
                .flatMap(indicator -> IntStream.rangeClosed(0, world.years())
                        .mapToObj(year ->
                                of(indicator, year, world.at(indicator, year)).row(label)))
                .toList();
    }

    private List<Object> row(String world) {
        return List.of(world, indicator, unit, year, mean, standardError, sd, q05, q25, q50, q75, q95);
    }
}
