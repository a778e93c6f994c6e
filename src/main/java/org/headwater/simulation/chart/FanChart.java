// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import static org.headwater.simulation.chart.Svg.Anchor.END;
import static org.headwater.simulation.chart.Svg.Anchor.MIDDLE;
import static org.headwater.simulation.chart.Svg.Anchor.START;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.WorldSummaries;

/**
 * How a quantity spreads over the years: the median and the bands that hold 50 % and 90 % of the draws, one panel per world on a
 * common scale, with what was observed.
 *
 * @param years the years of all fans, at least two, rising
 * @param fans at least one
 */
public record FanChart(String title, Criterion quantity, double[] years, List<Fan> fans) {

    private static final double LEFT = 76;
    private static final double RIGHT = 28;
    private static final double TOP = 112;
    private static final double BOTTOM = TOP + 270;
    private static final double GAP = 24;
    private static final double WIDTH = 720;
    private static final double NARROWEST = 200;

    /**
     * One world; each array has one value per year, in the unit of the quantity.
     *
     * @param label the world
     * @param lower90 quantile 0.05; the others are those of 0.25, 0.50, 0.75 and 0.95
     * @param observations what was measured; may be empty
     */
    public record Fan(
            String label,
            double[] lower90,
            double[] lower50,
            double[] median,
            double[] upper50,
            double[] upper90,
            List<Observation> observations) {

        /** One simulated world, from year 0 to the last; nothing observed. */
        public static Fan of(String label, Trajectories world, Indicator indicator) {
            return of(
                    label,
                    IntStream.rangeClosed(0, world.years())
                            .mapToObj(year -> Summary.of(world.at(indicator, year)))
                            .toList());
        }

        /** The same of a world whose draws were not kept. */
        public static Fan of(String label, WorldSummaries world, Indicator indicator) {
            return of(
                    label,
                    IntStream.rangeClosed(0, world.years())
                            .mapToObj(year -> world.at(indicator, year))
                            .toList());
        }

        private static Fan of(String label, List<Summary> years) {
            return new Fan(
                    label,
                    years.stream().mapToDouble(Summary::q05).toArray(),
                    years.stream().mapToDouble(Summary::q25).toArray(),
                    years.stream().mapToDouble(Summary::q50).toArray(),
                    years.stream().mapToDouble(Summary::q75).toArray(),
                    years.stream().mapToDouble(Summary::q95).toArray(),
                    List.of());
        }

        private void requireFitsTo(double[] years) {
            for (double[] values : List.of(lower90, lower50, median, upper50, upper90)) {
                Required.length(label, values, years.length);
                Required.finite(label, values);
            }
            for (int i = 0; i < years.length; i++) {
                Required.rising(label, lower90[i], lower50[i], median[i], upper50[i], upper90[i]);
            }
            for (Observation seen : observations) {
                Required.finite(label, seen.value);
                Required.between(label, seen.year, years[0], years[years.length - 1]);
            }
        }

        private DoubleStream values() {
            return Stream.of(
                            Arrays.stream(lower90),
                            Arrays.stream(upper90),
                            observations.stream().mapToDouble(Observation::value))
                    .flatMapToDouble(values -> values);
        }

        private String inWords(String lastYear) {
            int last = median.length - 1;
            return "%s: median %s in year %s, 90 %% of draws from %s to %s."
                    .formatted(
                            label,
                            Axis.figure(median[last]),
                            lastYear,
                            Axis.figure(lower90[last]),
                            Axis.figure(upper90[last]));
        }
    }

    /** A measured value. */
    public record Observation(double year, double value) {}

    /** @throws InvalidParameter if a number is not finite, a length is wrong or quantiles are not in order */
    public FanChart {
        Required.some("fans", fans);
        Required.finite("years", years);
        Required.rising("years", years);
        if (years.length < 2 || years[0] == years[years.length - 1]) {
            throw new InvalidParameter("years", Arrays.toString(years), "at least two different years");
        }
        for (Fan fan : fans) {
            fan.requireFitsTo(years);
        }
    }

    /** One panel per simulated world, in their order. */
    public static FanChart of(String title, Indicator indicator, Map<String, Trajectories> worlds) {
        return of(
                title,
                indicator,
                worlds.entrySet().stream()
                        .map(world -> Fan.of(world.getKey(), world.getValue(), indicator))
                        .toList());
    }

    /** Fans of an indicator from year 0 on. */
    public static FanChart of(String title, Indicator indicator, List<Fan> fans) {
        Required.some("fans", fans);
        int years = fans.getFirst().median.length;
        return new FanChart(
                title,
                Criterion.of(indicator),
                IntStream.range(0, years).asDoubleStream().toArray(),
                fans);
    }

    /** The chart as an SVG document. */
    public String svg() {
        double panel = panelWidth();
        Axis values = values();
        Svg svg = new Svg(LEFT + fans.size() * (panel + GAP) - GAP + RIGHT, BOTTOM + 58, title, inWords());
        legend(svg);
        svg.words(24, 90, START, Svg.QUIET, quantity.label());
        for (int i = 0; i < fans.size(); i++) {
            double left = LEFT + i * (panel + GAP);
            Axis time = Axis.over(years[0], years[years.length - 1], (int) (panel / 50), left, left + panel);
            grid(svg, time, values, i == 0);
            fan(svg, fans.get(i), time, values);
            timeAxis(svg, time);
        }
        return svg.end();
    }

    private double panelWidth() {
        double free = WIDTH - LEFT - RIGHT - GAP * (fans.size() - 1);
        return Math.max(NARROWEST, free / fans.size());
    }

    private Axis values() {
        DoubleSummaryStatistics all = fans.stream().flatMapToDouble(Fan::values).summaryStatistics();
        return Axis.covering(all.getMin(), all.getMax(), 6, BOTTOM, TOP);
    }

    private String inWords() {
        String last = Svg.number(years[years.length - 1]);
        return fans.stream()
                .map(fan -> fan.inWords(last))
                .collect(Collectors.joining(" ", "Fan chart of " + quantity.label() + ". ", ""));
    }

    private static void grid(Svg svg, Axis time, Axis values, boolean labelled) {
        for (double tick : values.ticks()) {
            svg.line(time.from(), values.at(tick), time.to(), values.at(tick), Svg.RULE, 1);
            if (labelled) {
                svg.words(time.from() - 8, values.at(tick) + 4.5, END, Svg.QUIET, values.label(tick));
            }
        }
    }

    private void fan(Svg svg, Fan fan, Axis time, Axis values) {
        double[] x = time.at(years);
        svg.area(x, values.at(fan.lower90), values.at(fan.upper90), Svg.PALE);
        svg.area(x, values.at(fan.lower50), values.at(fan.upper50), Svg.MEDIUM);
        svg.curve(x, values.at(fan.median), Svg.DARK, 2);
        for (Observation seen : fan.observations) {
            svg.dot(time.at(seen.year), values.at(seen.value), 3.5, "white", Svg.INK);
        }
        if (fans.size() > 1) {
            svg.words((time.from() + time.to()) / 2, TOP - 8, MIDDLE, Svg.INK, fan.label);
        }
    }

    private static void timeAxis(Svg svg, Axis time) {
        svg.line(time.from(), BOTTOM, time.to(), BOTTOM, Svg.QUIET, 1);
        for (double year : time.ticks()) {
            svg.line(time.at(year), BOTTOM, time.at(year), BOTTOM + 5, Svg.QUIET, 1);
            svg.words(time.at(year), BOTTOM + 20, MIDDLE, Svg.QUIET, Svg.number(year));
        }
        svg.words((time.from() + time.to()) / 2, BOTTOM + 42, MIDDLE, Svg.QUIET, "year");
    }

    private void legend(Svg svg) {
        svg.box(24, 48, 22, 12, Svg.PALE).words(52, 59, START, Svg.INK, "90 % of draws");
        svg.box(156, 48, 22, 12, Svg.MEDIUM).words(184, 59, START, Svg.INK, "50 % of draws");
        svg.line(288, 54, 310, 54, Svg.DARK, 2).words(316, 59, START, Svg.INK, "median");
        if (fans.stream().anyMatch(fan -> !fan.observations.isEmpty())) {
            svg.dot(387, 54, 3.5, "white", Svg.INK).words(398, 59, START, Svg.INK, "observed");
        }
    }
}
