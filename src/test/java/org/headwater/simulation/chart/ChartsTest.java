// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartsTest {

    private static final String HOSTILE = "</text><script>alert(\"1 & 2\")</script>\u0007";
    private static final Criterion SHARE = new Criterion("cover", "1");
    private static final Criterion LOAD = new Criterion("sediment", "t/a");

    private static FanChart fan(String label, double... lastYear) {
        return new FanChart(
                label,
                SHARE,
                new double[] {0, 10},
                List.of(new FanChart.Fan(
                        label,
                        new double[] {0, lastYear[0]},
                        new double[] {0, lastYear[1]},
                        new double[] {0, lastYear[2]},
                        new double[] {0, lastYear[3]},
                        new double[] {0, lastYear[4]},
                        List.of(new FanChart.Observation(5, 0.25)))));
    }

    private static ForestPlot forest(String label, double mean, double lower, double upper) {
        return new ForestPlot(
                label,
                0.9,
                List.of(new ForestPlot.Panel(
                        LOAD, "less is better", List.of(new ForestPlot.Effect(label, mean, lower, upper, 0.75)))));
    }

    private static RidgePlot ridge(String label, double... values) {
        return new RidgePlot(label, SHARE, List.of(new RidgePlot.Ridge(label, values)));
    }

    private static ParetoChart pareto(String label, double across, double up) {
        return new ParetoChart(
                label,
                new ParetoChart.Objective(LOAD, false),
                new ParetoChart.Objective(SHARE, true),
                List.of(new ParetoChart.Option(
                        label,
                        new ParetoChart.Range(across, across - 1, across + 1),
                        new ParetoChart.Range(up, up - 0.1, up + 0.1))));
    }

    private static IntervalPlot intervals(String label, double value, double lower, double upper) {
        return new IntervalPlot(
                label,
                List.of("ours", "theirs"),
                List.of(new IntervalPlot.Panel(
                        LOAD,
                        List.of(new IntervalPlot.Row(
                                label,
                                List.of(new IntervalPlot.Mark(value, lower, upper), IntervalPlot.Mark.exactly(3)))))));
    }

    private static Stream<String> charts(String label) {
        return Stream.of(
                fan(label, 0.2, 0.4, 0.6, 0.8, 1).svg(),
                forest(label, -2, -4, 1).svg(),
                ridge(label, 0.1, 0.2, 0.4).svg(),
                pareto(label, 5, 0.5).svg(),
                intervals(label, 2, 1, 4).svg());
    }

    @Test
    void everyChartIsWellFormedAndSaysInWordsWhatItShows() {
        assertThat(charts("plain")).allSatisfy(svg -> {
            Drawing drawing = Drawing.of(svg);
            assertThat(drawing.only("title")).isEqualTo("plain");
            assertThat(drawing.only("desc")).contains("plain", ".");
            assertThat(drawing.document().getDocumentElement().getAttribute("role"))
                    .isEqualTo("img");
        });
    }

    @Test
    void textStaysText() {
        assertThat(charts(HOSTILE)).allSatisfy(svg -> {
            Drawing drawing = Drawing.of(svg);
            assertThat(drawing.all("script")).isEmpty();
            assertThat(drawing.only("title")).isEqualTo(HOSTILE.replace('\u0007', '\uFFFD'));
        });
    }

    @Test
    void bytesDoNotDependOnTheReadersLocale() {
        List<String> root = charts("plain").toList();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(charts("plain")).isEqualTo(root);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Years 0 to 10 span x = 76 to 692, values 0 to 1 span y = 382 down to 112. */
    @Test
    void fanStandsWhereItsValuesAre() {
        Drawing drawing = Drawing.of(fan("plain", 0.2, 0.4, 0.6, 0.8, 1).svg());

        assertThat(drawing.attributes("polyline", Svg.DARK, "points")).containsExactly("76,382 692,220");
        assertThat(drawing.attributes("polygon", Svg.PALE, "points")).containsExactly("76,382 692,328 692,112 76,382");
        assertThat(drawing.attributes("polygon", Svg.MEDIUM, "points"))
                .containsExactly("76,382 692,274 692,166 76,382");
        assertThat(drawing.attributes("circle", Svg.INK, "cx", "cy")).contains("384 314.5");
        assertThat(drawing.words()).contains("observed", "0.0", "1.0", "10", "year", "cover");
    }

    /** The label of five letters ends at x = 66, where the axis from −4 to 1 begins; it is 320 long. */
    @Test
    void effectStandsWhereItsValuesAre() {
        Drawing drawing = Drawing.of(forest("plain", -2, -4, 1).svg());

        double left = 48 + 5 * 6.8;
        assertThat(drawing.attributes("line", Svg.INK, "x1")).containsExactly(Svg.number(left + 256));
        assertThat(drawing.attributes("circle", Svg.DARK, "cx")).containsExactly(Svg.number(left + 128));
        assertThat(drawing.attributes("line", Svg.DARK, "x1", "x2"))
                .contains(Svg.number(left) + " " + Svg.number(left + 320));
        assertThat(drawing.words())
                .contains("\u22122.00 (\u22124.00 to +1.00)", "75\u00A0%", "sediment (t/a), less is better");
    }

    /** As the effects above: the axis from 0 to 4 is 320 long; marks of the two series stand 5 above and below the row's middle. */
    @Test
    void numberStandsWhereItIsWithItsIntervalAndBesideTheOtherSeries() {
        Drawing drawing = Drawing.of(intervals("plain", 2, 1, 4).svg());

        double left = 48 + 5 * 6.8;
        assertThat(drawing.attributes("line", Svg.INK, "x1")).containsExactly(Svg.number(left));
        assertThat(drawing.attributes("circle", Svg.DARK, "cx", "cy"))
                .last()
                .isEqualTo(Svg.number(left + 160) + " 116");
        assertThat(drawing.attributes("circle", Svg.MEDIUM, "cx", "cy"))
                .last()
                .isEqualTo(Svg.number(left + 240) + " 126");
        assertThat(drawing.attributes("line", Svg.DARK, "x1", "x2"))
                .contains(Svg.number(left + 80) + " " + Svg.number(left + 320));
        assertThat(drawing.attributes("line", Svg.MEDIUM, "x1")).isEmpty();
        assertThat(drawing.words()).contains("ours", "theirs", "2.00 (1.00 to 4.00)", "3.00", "sediment (t/a)");
    }

    @Test
    void optionStandsWhereItsValuesAre() {
        Drawing drawing = Drawing.of(pareto("plain", 5, 0.5).svg());

        // across 4 to 6 over x = 76 to 690, up 0.4 to 0.6 over y = 400 to 104; the first dots are the legend's
        assertThat(drawing.attributes("circle", Svg.DARK, "cx", "cy")).last().isEqualTo("383 252");
        assertThat(drawing.words()).contains("sediment (t/a), less is better", "cover, more is better");
    }

    @Test
    void probabilityIsCertainOnlyIfItIs() {
        assertThat(words(0.9999)).contains(">\u00A099\u00A0%");
        assertThat(words(1)).contains("100\u00A0%");
        assertThat(words(0.0001)).contains("<\u00A01\u00A0%");
        assertThat(words(0)).contains("0\u00A0%");
    }

    private static List<String> words(double probability) {
        ForestPlot.Effect effect = new ForestPlot.Effect("plain", 0, -1, 1, probability);
        return Drawing.of(new ForestPlot("plain", 0.9, List.of(new ForestPlot.Panel(LOAD, "", List.of(effect)))).svg())
                .words();
    }

    @Test
    void paretoSetHoldsWhatNothingElseDominates() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<ParetoChart.Option> options = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                double across = random.nextInt(6);
                double up = random.nextInt(6);
                options.add(new ParetoChart.Option(
                        "option " + i,
                        new ParetoChart.Range(across, across, across),
                        new ParetoChart.Range(up, up, up)));
            }
            ParetoChart chart = new ParetoChart(
                    "any", new ParetoChart.Objective(LOAD, false), new ParetoChart.Objective(SHARE, true), options);
            List<ParetoChart.Option> set = chart.paretoSet();
            for (ParetoChart.Option option : options) {
                boolean beaten = options.stream()
                        .anyMatch(other -> other.across().value()
                                        <= option.across().value()
                                && other.up().value() >= option.up().value()
                                && (other.across().value() < option.across().value()
                                        || other.up().value() > option.up().value()));
                assertThat(set.contains(option)).isNotEqualTo(beaten);
            }
        }
    }

    /** Against the sum of kernels over all draws, without a grid; sharing a draw between grid points costs less than 1 % here. */
    @Test
    void densityIsTheSumOfKernels() {
        Random random = new Random(7);
        double[] draws = DoubleStream.generate(random::nextGaussian).limit(500).toArray();
        Density density = Density.of(draws, -6, 6);

        double distance = density.at()[1] - density.at()[0];
        assertThat(DoubleStream.of(density.value()).sum() * distance).isCloseTo(1, within(1e-6));
        Summary summary = Summary.of(draws);
        double bandwidth = 0.9 * Math.min(summary.sd(), (summary.q75() - summary.q25()) / 1.34) * Math.pow(500, -0.2);
        for (int i = 100; i <= 300; i += 20) {
            double at = density.at()[i];
            double sum = DoubleStream.of(draws)
                    .map(draw -> Math.exp(-(at - draw) * (at - draw) / (2 * bandwidth * bandwidth)))
                    .sum();
            double expected = sum / draws.length / bandwidth / Math.sqrt(2 * Math.PI);
            assertThat(density.value()[i]).isCloseTo(expected, within(0.01 * density.highest()));
        }
    }

    @Test
    void oneValueAloneIsDrawnToo() {
        assertThat(Drawing.of(ridge("plain", 3, 3, 3).svg()).words()).contains("plain");
        assertThat(Drawing.of(forest("plain", 0, 0, 0).svg()).words()).contains("plain");
        assertThat(Drawing.of(fan("plain", 0, 0, 0, 0, 0.25).svg()).words()).contains("0.00");
    }

    static Stream<Supplier<Object>> unfit() {
        double none = Double.NaN;
        double endless = Double.POSITIVE_INFINITY;
        return Stream.of(
                () -> fan("plain", none, 0.4, 0.6, 0.8, 1),
                () -> fan("plain", 0.2, 0.4, 0.6, 0.8, endless),
                () -> fan("plain", 0.2, 0.6, 0.4, 0.8, 1),
                () -> new FanChart("plain", SHARE, new double[] {0, 10}, List.of()),
                () -> new FanChart(
                        "plain",
                        SHARE,
                        new double[] {0},
                        fan("plain", 0, 0, 0, 0, 0).fans()),
                () -> forest("plain", none, -1, 1),
                () -> forest("plain", 0, 1, -1),
                () -> new ForestPlot("plain", 0.9, List.of()),
                () -> ridge("plain"),
                () -> ridge("plain", 1, none),
                () -> intervals("plain", none, 1, 2),
                () -> intervals("plain", 1, 2, 1),
                () -> new IntervalPlot("plain", List.of("one"), List.of()),
                () -> new IntervalPlot(
                        "plain", List.of(), intervals("plain", 1, 1, 1).panels()),
                () -> new IntervalPlot(
                        "plain", List.of("one"), intervals("plain", 1, 1, 1).panels()),
                () -> pareto("plain", none, 1),
                () -> pareto("plain", 1, endless));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatCannotBeDrawnIsRefused(Supplier<Object> chart) {
        assertThatThrownBy(chart::get).isInstanceOf(InvalidParameter.class);
    }

    @Test
    void simulatedWorldsAreDrawnAsTheyAre() {
        Map<String, Trajectories> worlds =
                PublishedModel.fitted().simulate(World.underEach(Mechanism.standard()), new Sampling(200, 5, 1, 1));
        Indicator health = PublishedModel.FOREST_HEALTH;

        FanChart fans = FanChart.of("health", health, worlds);
        assertThat(fans.years()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(fans.fans()).extracting(FanChart.Fan::label).containsExactlyElementsOf(worlds.keySet());
        assertThat(fans.fans().getFirst().median()[5])
                .isEqualTo(Summary.of(worlds.values().iterator().next().at(health, 5))
                        .q50());
        assertThat(ParetoChart.of("both", PublishedModel.EROSION, health, 5, worlds)
                        .options())
                .hasSize(3);
        assertThat(Drawing.of(RidgePlot.of("health", health, 5, worlds).svg()).words())
                .contains("credit-trading", "forest health");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.004, 0",
        "-0.5, -0.5",
        "1.005e3, 1005",
        "12.345, 12.35",
        "0.1, 0.1",
        "1e7, 10000000",
        "-3.04, -3.04"
    })
    void numbersHaveAtMostTwoDecimals(double value, String written) {
        assertThat(Svg.number(value)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "0.27834, 0.278",
        "-1.2549, \u22121.25",
        "12345, '12,300'",
        "1234567, 1.23\u00A0M",
        "0, 0",
        "0.000012345, 0.0000123"
    })
    void figuresHaveThreeSignificantDigits(double value, String written) {
        assertThat(Axis.figure(value)).isEqualTo(written);
    }

    @Test
    void axisCoversItsValuesWithTicksOfOneTwoOrFive() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            double one = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4);
            double other = one + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(12) - 4);
            Axis axis = Axis.covering(one, other, 6, 0, 100);
            assertThat(axis.lowest()).isLessThanOrEqualTo(one);
            assertThat(axis.highest()).isGreaterThanOrEqualTo(other);
            assertThat(axis.ticks()).hasSizeBetween(2, 10);
            assertThat(axis.at(axis.lowest())).isZero();
            assertThat(axis.at(axis.highest())).isEqualTo(100);
        }
    }
}
