// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import static org.headwater.simulation.chart.Svg.Anchor.END;
import static org.headwater.simulation.chart.Svg.Anchor.START;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Effects with their intervals beside the line of no effect, one panel per quantity, each on its own scale.
 *
 * @param level share of draws inside an interval, such as 0.9
 * @param panels at least one
 */
public record ForestPlot(String title, double level, List<Panel> panels) {

    private static final double ROW = 26;
    private static final double PANEL = 86;
    private static final double TOP = 78;
    private static final double PLOT = 320;
    private static final double FIGURES = 320;

    /**
     * The effects on one quantity.
     *
     * @param better what helps, such as {@code less is better}; may be empty
     * @param effects at least one
     */
    public record Panel(Criterion quantity, String better, List<Effect> effects) {

        private double height() {
            return PANEL + ROW * effects.size();
        }

        private Axis axis(double from, double to) {
            DoubleSummaryStatistics range = effects.stream()
                    .flatMapToDouble(effect -> DoubleStream.of(0, effect.lower, effect.mean, effect.upper))
                    .summaryStatistics();
            return Axis.covering(range.getMin(), range.getMax(), 5, from, to);
        }

        private String inWords() {
            Axis axis = axis(0, 1);
            return effects.stream()
                    .map(effect -> effect.inWords(axis))
                    .collect(Collectors.joining(" ", heading() + ". ", ""));
        }

        private String heading() {
            return better.isEmpty() ? quantity.label() : quantity.label() + ", " + better;
        }
    }

    /**
     * One contrast, in the unit of its panel.
     *
     * @param label what is compared, such as {@code cost-sharing → credit-trading}
     * @param probabilityBetter in [0, 1]
     */
    public record Effect(String label, double mean, double lower, double upper, double probabilityBetter) {

        private String interval(Axis axis) {
            return "%s (%s to %s)".formatted(axis.signed(mean), axis.signed(lower), axis.signed(upper));
        }

        private String inWords(Axis axis) {
            return "%s: %s, better in %s of draws.".formatted(label, interval(axis), share(probabilityBetter));
        }
    }

    /** @throws org.headwater.simulation.InvalidParameter if a number is not finite or bounds are not in order */
    public ForestPlot {
        Required.between("level", level, 0, 1);
        Required.some("panels", panels);
        for (Panel panel : panels) {
            Required.some(panel.quantity.name(), panel.effects);
            for (Effect effect : panel.effects) {
                Required.finite(effect.label, effect.mean, effect.lower, effect.upper);
                Required.rising(effect.label, effect.lower, effect.upper);
                Required.between(effect.label, effect.probabilityBetter, 0, 1);
            }
        }
    }

    /** The plot as an SVG document. */
    public String svg() {
        double left = 48 + labelWidth();
        double height = TOP + panels.stream().mapToDouble(Panel::height).sum();
        Svg svg = new Svg(left + PLOT + FIGURES, height, title, inWords());
        svg.words(left + PLOT + 24, 62, START, Svg.QUIET, "mean (%s of draws)".formatted(share(level)));
        svg.words(left + PLOT + FIGURES - 24, 62, END, Svg.QUIET, "P(better)");
        double top = TOP;
        for (Panel panel : panels) {
            panel(svg, panel, left, top);
            top += panel.height();
        }
        return svg.end();
    }

    private double labelWidth() {
        return panels.stream()
                .flatMap(panel -> panel.effects.stream())
                .mapToDouble(effect -> Svg.widthOf(effect.label))
                .max()
                .orElse(0);
    }

    private String inWords() {
        return panels.stream()
                .map(Panel::inWords)
                .collect(Collectors.joining(" ", "Forest plot of effects with intervals. ", ""));
    }

    private void panel(Svg svg, Panel panel, double left, double top) {
        double first = top + 30;
        double bottom = first + ROW * panel.effects.size();
        Axis axis = panel.axis(left, left + PLOT);
        svg.words(24, top + 16, START, Svg.INK, panel.heading());
        axis.across(svg, first, bottom);
        double y = first + ROW / 2;
        for (Effect effect : panel.effects) {
            effect(svg, effect, axis, y);
            y += ROW;
        }
    }

    private static void effect(Svg svg, Effect effect, Axis axis, double y) {
        svg.words(axis.from() - 16, y + 4.5, END, Svg.INK, effect.label);
        svg.interval(axis.at(effect.lower), axis.at(effect.upper), y, 4, Svg.DARK);
        svg.dot(axis.at(effect.mean), y, 4.5, Svg.DARK, Svg.DARK);
        svg.words(axis.to() + 24, y + 4.5, START, Svg.INK, effect.interval(axis));
        svg.words(axis.to() + FIGURES - 24, y + 4.5, END, Svg.INK, share(effect.probabilityBetter));
    }

    /** In whole percent; never 0 % or 100 % unless it is. */
    private static String share(double probability) {
        if (probability > 0 && probability < 0.005) {
            return "<\u00A01\u00A0%";
        }
        if (probability < 1 && probability >= 0.995) {
            return ">\u00A099\u00A0%";
        }
        return StrictMath.round(probability * 100) + "\u00A0%";
    }
}
