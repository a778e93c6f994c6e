// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import static org.headwater.simulation.chart.Svg.Anchor.END;
import static org.headwater.simulation.chart.Svg.Anchor.MIDDLE;
import static org.headwater.simulation.chart.Svg.Anchor.START;

import java.util.ArrayList;
import java.util.Comparator;
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

/**
 * The trade-off between two criteria. An option belongs to the Pareto set unless another is at least as good by both criteria
 * and better by one; those of the set are filled and joined by a line.
 *
 * @param options at least one
 */
public record ParetoChart(String title, Objective across, Objective up, List<Option> options) {

    private static final double LEFT = 76;
    private static final double RIGHT = 690;
    private static final double TOP = 104;
    private static final double BOTTOM = 400;

    /** What is to be large or small. */
    public record Objective(Criterion criterion, boolean moreIsBetter) {

        /** @throws InvalidParameter if the indicator has no better direction */
        public static Objective of(Indicator indicator) {
            if (indicator.better() == Indicator.Direction.NEITHER) {
                throw new InvalidParameter(
                        "indicator", indicator.label(), "an indicator of which more or less is better");
            }
            return new Objective(Criterion.of(indicator), indicator.better() == Indicator.Direction.MORE);
        }

        private String label() {
            return criterion.label() + ", " + (moreIsBetter ? "more" : "less") + " is better";
        }

        private boolean better(double one, double other) {
            return moreIsBetter ? one > other : one < other;
        }
    }

    /** A value with the range that holds most of the draws, in the unit of its criterion. */
    public record Range(double value, double lower, double upper) {

        /** The mean of draws and the range that holds 90 % of them. */
        public static Range of(double[] draws) {
            Summary summary = Summary.of(draws);
            return new Range(summary.mean(), summary.q05(), summary.q95());
        }
    }

    /** One choice, by both criteria. */
    public record Option(String label, Range across, Range up) {}

    /** @throws InvalidParameter if a number is not finite or bounds are not in order */
    public ParetoChart {
        Required.some("options", options);
        for (Option option : options) {
            for (Range range : List.of(option.across, option.up)) {
                Required.finite(option.label, range.value, range.lower, range.upper);
                Required.rising(option.label, range.lower, range.upper);
            }
        }
    }

    /** One option per simulated world, by the means of two indicators in one year. */
    public static ParetoChart of(
            String title, Indicator across, Indicator up, int year, Map<String, Trajectories> worlds) {
        return new ParetoChart(
                title,
                Objective.of(across),
                Objective.of(up),
                worlds.entrySet().stream()
                        .map(world -> new Option(
                                world.getKey(),
                                Range.of(world.getValue().at(across, year)),
                                Range.of(world.getValue().at(up, year))))
                        .toList());
    }

    /** The options that no other option dominates, in the order given. */
    public List<Option> paretoSet() {
        return options.stream()
                .filter(option -> options.stream().noneMatch(other -> dominates(other, option)))
                .toList();
    }

    private boolean dominates(Option one, Option other) {
        boolean worse = across.better(other.across.value, one.across.value) || up.better(other.up.value, one.up.value);
        boolean better = across.better(one.across.value, other.across.value) || up.better(one.up.value, other.up.value);
        return better && !worse;
    }

    /** The chart as an SVG document. */
    public String svg() {
        Axis x = axis(options.stream().map(Option::across).toList(), LEFT, RIGHT);
        Axis y = axis(options.stream().map(Option::up).toList(), BOTTOM, TOP);
        Svg svg = new Svg(RIGHT + 30, BOTTOM + 58, title, inWords());
        legend(svg);
        svg.words(24, 88, START, Svg.QUIET, up.label());
        grid(svg, x, y);
        joined(svg, x, y);
        for (Option option : options) {
            option(svg, option, x, y);
        }
        labels(svg, x, y);
        return svg.end();
    }

    private static Axis axis(List<Range> ranges, double from, double to) {
        var bounds = ranges.stream()
                .flatMapToDouble(range -> DoubleStream.of(range.value, range.lower, range.upper))
                .summaryStatistics();
        return Axis.covering(bounds.getMin(), bounds.getMax(), 6, from, to);
    }

    private String inWords() {
        return options.stream()
                .map(this::inWords)
                .collect(Collectors.joining(" ", "%s against %s. ".formatted(up.label(), across.label()), ""));
    }

    private String inWords(Option option) {
        return "%s: %s and %s, %s the Pareto set."
                .formatted(
                        option.label,
                        Axis.figure(option.across.value),
                        Axis.figure(option.up.value),
                        paretoSet().contains(option) ? "in" : "not in");
    }

    private void grid(Svg svg, Axis x, Axis y) {
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), TOP, x.at(tick), BOTTOM, Svg.RULE, 1);
            svg.words(x.at(tick), BOTTOM + 18, MIDDLE, Svg.QUIET, x.label(tick));
        }
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), Svg.RULE, 1);
            svg.words(LEFT - 8, y.at(tick) + 4.5, END, Svg.QUIET, y.label(tick));
        }
        svg.words((LEFT + RIGHT) / 2, BOTTOM + 42, MIDDLE, Svg.QUIET, across.label());
    }

    private void joined(Svg svg, Axis x, Axis y) {
        List<Option> set = new ArrayList<>(paretoSet());
        set.sort(Comparator.comparingDouble((Option option) -> option.across.value)
                .thenComparingDouble(option -> option.up.value));
        double[] across =
                set.stream().mapToDouble(option -> x.at(option.across.value)).toArray();
        double[] up = set.stream().mapToDouble(option -> y.at(option.up.value)).toArray();
        svg.curve(across, up, Svg.QUIET, 1);
    }

    private void option(Svg svg, Option option, Axis x, Axis y) {
        double across = x.at(option.across.value);
        double up = y.at(option.up.value);
        svg.line(x.at(option.across.lower), up, x.at(option.across.upper), up, Svg.MEDIUM, 1.5);
        svg.line(across, y.at(option.up.lower), across, y.at(option.up.upper), Svg.MEDIUM, 1.5);
        svg.dot(across, up, 5.5, paretoSet().contains(option) ? Svg.DARK : "white", Svg.DARK);
    }

    /** Each label stands at the first place beside its point where no earlier label stands. */
    private void labels(Svg svg, Axis x, Axis y) {
        List<Label> placed = new ArrayList<>();
        for (Option option : options) {
            Label label = Label.places(option.label, x.at(option.across.value), y.at(option.up.value))
                    .filter(place -> (place.right() < RIGHT + 24 || place.left < x.at(option.across.value))
                            && placed.stream().noneMatch(place::overlaps))
                    .findFirst()
                    .orElseThrow();
            placed.add(label);
            svg.words(label.left, label.baseline, START, Svg.INK, label.words);
        }
    }

    private record Label(String words, double left, double baseline) {

        private static final double HEIGHT = 15;
        private static final double AWAY = 10;

        /** Right and left of a point, above it and below it, farther and farther away. */
        private static Stream<Label> places(String words, double x, double y) {
            double right = x + AWAY;
            double left = x - AWAY - Svg.widthOf(words);
            return IntStream.iterate(0, step -> step + 1).boxed().flatMap(step -> {
                double above = y - AWAY - step * HEIGHT;
                double below = y + 2 * AWAY + step * HEIGHT;
                return Stream.of(
                        new Label(words, right, above),
                        new Label(words, right, below),
                        new Label(words, left, above),
                        new Label(words, left, below));
            });
        }

        private double right() {
            return left + Svg.widthOf(words);
        }

        private boolean overlaps(Label other) {
            return left < other.right() && other.left < right() && Math.abs(baseline - other.baseline) < HEIGHT;
        }
    }

    private static void legend(Svg svg) {
        svg.dot(32, 54, 5.5, Svg.DARK, Svg.DARK).words(46, 59, START, Svg.INK, "in the Pareto set");
        svg.dot(176, 54, 5.5, "white", Svg.DARK).words(190, 59, START, Svg.INK, "dominated");
        svg.line(274, 54, 298, 54, Svg.MEDIUM, 1.5).words(304, 59, START, Svg.INK, "90 % of draws");
    }
}
