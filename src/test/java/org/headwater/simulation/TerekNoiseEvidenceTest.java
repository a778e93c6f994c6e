// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much a basin's yearly load varies by itself: 34 gauges of the Terek basin with at least 50 years. */
class TerekNoiseEvidenceTest {

    private static Collection<NavigableMap<Integer, Double>> gauges = List.of();

    @BeforeAll
    static void readLogLoads() throws IOException {
        TreeMap<String, NavigableMap<Integer, Double>> loads = new TreeMap<>();
        EvidenceFile.rows("terek_ssd_annual_kgs.csv")
                .forEach(row -> loads.computeIfAbsent(String.valueOf(row.get("gauge")), gauge -> new TreeMap<>())
                        .put((int) EvidenceFile.number(row, "year"), Math.log(EvidenceFile.number(row, "ssd_kg_s"))));
        gauges = loads.values().stream().filter(years -> years.size() >= 50).toList();
    }

    @Test
    void rawSpreadOfLogLoads() {
        assertThat(gauges).hasSize(34);
        double[] spreads = each(gauge -> populationSd(values(gauge)));
        assertThat(new Median().evaluate(spreads)).isCloseTo(0.72, within(0.005));
        assertThat(StatUtils.min(spreads)).isCloseTo(0.37, within(0.005));
        assertThat(StatUtils.max(spreads)).isCloseTo(1.48, within(0.005));
    }

    /**
     * First differences of consecutive years over √2 leave no trend, and take away what two years share: 0.63, with 0.32
     * between gauges on the log scale. The often quoted 0.61 lies inside the standard error of a median of 34, 0.04.
     */
    @Test
    void spreadWithoutTrend() {
        double[] spreads = each(gauge -> populationSd(differences(gauge)) / Math.sqrt(2));
        double median = new Median().evaluate(spreads);
        assertThat(median).isCloseTo(0.63, within(0.005));
        double[] logs = Arrays.stream(spreads).map(Math::log).toArray();
        double betweenGauges = new StandardDeviation().evaluate(logs);
        assertThat(betweenGauges).isCloseTo(0.32, within(0.01));
        double errorOfMedian = 1.2533 * betweenGauges * median / Math.sqrt(spreads.length);
        assertThat(errorOfMedian).isCloseTo(0.04, within(0.005));
        assertThat(Math.abs(median - 0.61)).isLessThan(errorOfMedian);
    }

    private static double[] each(ToDoubleFunction<NavigableMap<Integer, Double>> spread) {
        return gauges.stream().mapToDouble(spread).toArray();
    }

    private static double[] values(NavigableMap<Integer, Double> gauge) {
        return gauge.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] differences(NavigableMap<Integer, Double> gauge) {
        return gauge.entrySet().stream()
                .filter(entry -> gauge.containsKey(entry.getKey() + 1))
                .mapToDouble(entry -> gauge.getOrDefault(entry.getKey() + 1, Double.NaN) - entry.getValue())
                .toArray();
    }

    private static double populationSd(double[] values) {
        return new StandardDeviation(false).evaluate(values);
    }
}
