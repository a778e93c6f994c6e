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
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Quantiles;
import org.headwater.simulation.Trajectories;

/**
 * The densities of a quantity in several worlds, one ridge above the other on a common scale, each with its median and the range
 * that holds 90 % of the draws.
 *
 * @param ridges at least one
 */
public record RidgePlot(String title, Criterion quantity, List<Ridge> ridges) {

    private static final double TOP = 78;
    private static final double ROW = 74;
    private static final double PEAK = 96;
    private static final double PLOT = 500;
    private static final double[] LEVELS = {0.05, 0.5, 0.95};

    /**
     * One world.
     *
     * @param values the draws, at least one, in the unit of the quantity, in any order
     */
    public record Ridge(String label, double[] values) {}

    /** @throws org.headwater.simulation.InvalidParameter if a ridge has no values or one that is not finite */
    public RidgePlot {
        Required.some("ridges", ridges);
        for (Ridge ridge : ridges) {
            Required.some(ridge.label, ridge.values.length);
            Required.finite(ridge.label, ridge.values);
        }
    }

    /** One ridge per simulated world in one year, in their order. */
    public static RidgePlot of(String title, Indicator indicator, int year, Map<String, Trajectories> worlds) {
        return new RidgePlot(
                title,
                Criterion.of(indicator),
                worlds.entrySet().stream()
                        .map(world -> new Ridge(world.getKey(), world.getValue().at(indicator, year)))
                        .toList());
    }

    /** The plot as an SVG document. */
    public String svg() {
        double left = 48
                + ridges.stream()
                        .mapToDouble(ridge -> Svg.widthOf(ridge.label))
                        .max()
                        .orElse(0);
        double first = TOP + PEAK + 10;
        double bottom = first + ROW * (ridges.size() - 1) + 22;
        Axis axis = axis(left);
        List<Density> densities = densities(axis);
        double highest = densities.stream().mapToDouble(Density::highest).max().orElse(1);
        Svg svg = new Svg(left + PLOT + 32, bottom + 54, title, inWords());
        svg.words(24, 60, START, Svg.QUIET, "Density of the draws; below it the range of 90 % of them and the median.");
        grid(svg, axis, bottom);
        for (int i = 0; i < ridges.size(); i++) {
            ridge(svg, ridges.get(i), densities.get(i), highest, axis, first + i * ROW);
        }
        for (int i = 0; i < ridges.size(); i++) {
            range(svg, ridges.get(i), axis, first + i * ROW);
        }
        return svg.end();
    }

    private Axis axis(double left) {
        DoubleSummaryStatistics all = ridges.stream()
                .flatMapToDouble(ridge -> Arrays.stream(ridge.values))
                .summaryStatistics();
        return Axis.covering(all.getMin(), all.getMax(), 8, left, left + PLOT);
    }

    private List<Density> densities(Axis axis) {
        return ridges.stream()
                .map(ridge -> Density.of(ridge.values, axis.lowest(), axis.highest()))
                .toList();
    }

    private String inWords() {
        return ridges.stream()
                .map(ridge -> inWords(ridge.label, Quantiles.of(ridge.values, LEVELS)))
                .collect(Collectors.joining(" ", "Densities of " + quantity.label() + ". ", ""));
    }

    private static String inWords(String label, double[] levels) {
        return "%s: median %s, 90 %% of draws from %s to %s."
                .formatted(label, Axis.figure(levels[1]), Axis.figure(levels[0]), Axis.figure(levels[2]));
    }

    private void grid(Svg svg, Axis axis, double bottom) {
        for (double tick : axis.ticks()) {
            svg.line(axis.at(tick), TOP, axis.at(tick), bottom, Svg.RULE, 1);
            svg.words(axis.at(tick), bottom + 18, MIDDLE, Svg.QUIET, axis.label(tick));
        }
        svg.words((axis.from() + axis.to()) / 2, bottom + 40, MIDDLE, Svg.QUIET, quantity.label());
    }

    private static void ridge(Svg svg, Ridge ridge, Density density, double highest, Axis axis, double base) {
        Density seen = density.without(highest / PEAK / 4);
        double[] x = axis.at(seen.at());
        double[] y = Arrays.stream(seen.value())
                .map(value -> base - PEAK * value / highest)
                .toArray();
        svg.line(axis.from(), base, axis.to(), base, Svg.RULE, 1);
        double[] floor = new double[x.length];
        Arrays.fill(floor, base);
        svg.area(x, y, floor, Svg.PALE).curve(x, y, Svg.DARK, 1.5);
        svg.words(axis.from() - 16, base + 4.5, END, Svg.INK, ridge.label);
    }

    private static void range(Svg svg, Ridge ridge, Axis axis, double base) {
        double[] levels = Quantiles.of(ridge.values, LEVELS);
        svg.line(axis.at(levels[0]), base + 7, axis.at(levels[2]), base + 7, Svg.DARK, 2);
        svg.dot(axis.at(levels[1]), base + 7, 3.5, Svg.DARK, Svg.DARK);
    }
}
