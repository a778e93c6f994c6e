// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import static org.headwater.simulation.chart.Svg.Anchor.END;
import static org.headwater.simulation.chart.Svg.Anchor.START;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.headwater.simulation.InvalidParameter;

/**
 * Numbers with their intervals, one row each, in one or two series; one panel per quantity, each on its own scale, which shows 0.
 *
 * @param series what the first, and if there is one the second mark of every row is
 * @param panels at least one
 */
public record IntervalPlot(String title, List<String> series, List<Panel> panels) {

    private static final double ROW = 26;
    private static final double PANEL = 86;
    private static final double TOP = 78;
    private static final double PLOT = 320;
    private static final double FIGURES = 220;
    private static final double APART = 5;
    private static final int MOST_SERIES = 2;

    /** The rows of one quantity, at least one. */
    public record Panel(Criterion quantity, List<Row> rows) {

        private double height() {
            return PANEL + ROW * rows.size();
        }

        private Axis axis(double from, double to) {
            DoubleSummaryStatistics range = rows.stream()
                    .flatMap(row -> row.marks.stream())
                    .flatMapToDouble(mark -> DoubleStream.of(0, mark.lower, mark.value, mark.upper))
                    .summaryStatistics();
            return Axis.covering(range.getMin(), range.getMax(), 5, from, to);
        }
    }

    /** @param marks one per series */
    public record Row(String label, List<Mark> marks) {}

    /** A number with its interval, in the unit of its panel. */
    public record Mark(double value, double lower, double upper) {

        /** A number without an interval. */
        public static Mark exactly(double value) {
            return new Mark(value, value, value);
        }

        private String figures(Axis axis) {
            return lower == upper
                    ? axis.value(value)
                    : "%s (%s to %s)".formatted(axis.value(value), axis.value(lower), axis.value(upper));
        }
    }

    /** @throws InvalidParameter if a number is not finite, bounds are not in order, or a row has not one mark per series */
    public IntervalPlot {
        InvalidParameter.requireBetween("series", series.size(), 1, MOST_SERIES);
        Required.some("panels", panels);
        for (Panel panel : panels) {
            Required.some(panel.quantity.name(), panel.rows);
            for (Row row : panel.rows) {
                if (row.marks.size() != series.size()) {
                    throw new InvalidParameter(row.label, row.marks.size() + " marks", series.size() + " marks");
                }
                for (Mark mark : row.marks) {
                    Required.finite(row.label, mark.value, mark.lower, mark.upper);
                    Required.rising(row.label, mark.lower, mark.upper);
                }
            }
        }
    }

    /** The plot as an SVG document. */
    public String svg() {
        double left = 48 + labelWidth();
        double height = TOP + panels.stream().mapToDouble(Panel::height).sum();
        Svg svg = new Svg(left + PLOT + 24 + FIGURES * series.size(), height, title, inWords());
        for (int i = 0; i < series.size(); i++) {
            double x = left + PLOT + 24 + i * FIGURES;
            dot(svg, i, x + 5, 57.5);
            svg.words(x + 18, 62, START, Svg.QUIET, series.get(i));
        }
        double top = TOP;
        for (Panel panel : panels) {
            panel(svg, panel, left, top);
            top += panel.height();
        }
        return svg.end();
    }

    private double labelWidth() {
        return panels.stream()
                .flatMap(panel -> panel.rows.stream())
                .mapToDouble(row -> Svg.widthOf(row.label))
                .max()
                .orElse(0);
    }

    private String inWords() {
        return panels.stream()
                .map(this::inWords)
                .collect(Collectors.joining(" ", "Plot of numbers with intervals. ", ""));
    }

    private String inWords(Panel panel) {
        Axis axis = panel.axis(0, 1);
        return panel.rows.stream()
                .map(row -> IntStream.range(0, series.size())
                        .mapToObj(i -> series.get(i) + " " + row.marks.get(i).figures(axis))
                        .collect(Collectors.joining(", ", row.label + ": ", ".")))
                .collect(Collectors.joining(" ", panel.quantity.label() + ". ", ""));
    }

    private void panel(Svg svg, Panel panel, double left, double top) {
        double first = top + 30;
        double bottom = first + ROW * panel.rows.size();
        Axis axis = panel.axis(left, left + PLOT);
        svg.words(24, top + 16, START, Svg.INK, panel.quantity.label());
        axis.across(svg, first, bottom);
        double y = first + ROW / 2;
        for (Row row : panel.rows) {
            svg.words(left - 16, y + 4.5, END, Svg.INK, row.label);
            for (int i = 0; i < series.size(); i++) {
                double shift = series.size() == 1 ? 0 : i == 0 ? -APART : APART;
                mark(svg, i, row.marks.get(i), axis, y + shift);
                svg.words(
                        axis.to() + 24 + i * FIGURES,
                        y + 4.5,
                        START,
                        Svg.INK,
                        row.marks.get(i).figures(axis));
            }
            y += ROW;
        }
    }

    private static void mark(Svg svg, int series, Mark mark, Axis axis, double y) {
        if (mark.lower < mark.upper) {
            svg.interval(axis.at(mark.lower), axis.at(mark.upper), y, 3, stroke(series));
        }
        dot(svg, series, axis.at(mark.value), y);
    }

    /** Filled in the first series and hollow in the second, for those who do not see the difference in colour. */
    private static void dot(Svg svg, int series, double x, double y) {
        svg.dot(x, y, 4, series == 0 ? Svg.DARK : "white", stroke(series));
    }

    private static String stroke(int series) {
        return series == 0 ? Svg.DARK : Svg.MEDIUM;
    }
}
