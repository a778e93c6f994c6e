// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The load model against ten gauges of the Terek basin, where no project took place: fitted to the years to 2010, judged on
 * 2011–2018. What is asserted is what was found, good and bad. Prior and length of record were chosen by scores within the
 * training years, but scores after 2010 had been seen in the same exploratory run: an honest back-test, not a blind one.
 */
class TerekBackTest {

    private static final Path FILE = Path.of("../shared/data/terek_ssd_annual_kgs.csv");
    private static final int LAST_TRAINING_YEAR = 2010;
    private static final int LAST_TEST_YEAR = 2018;
    private static final long SEED = 1;
    private static final int DRAWS = 20_000;
    private static final double QUANTILE = 0.05;
    private static final double THRESHOLD = 0.3;
    private static final MeasurementError MEASUREMENT = new MeasurementError.Lognormal(0.2);

    private static List<Gauge> gauges = List.of();

    record Gauge(String name, NavigableMap<Integer, Double> loads) {

        NavigableMap<Integer, Double> between(int first, int last) {
            return loads.subMap(first, true, last, true);
        }

        NavigableMap<Integer, Double> training() {
            return between(0, LAST_TRAINING_YEAR);
        }

        NavigableMap<Integer, Double> test() {
            return between(LAST_TRAINING_YEAR + 1, LAST_TEST_YEAR);
        }

        double rawReduction() {
            return 1 - mean(test()) / mean(training());
        }

        /** The value that a milestone over the test years would be judged on. */
        double conservativeReduction(AnnualLoadPrior prior) {
            AnnualLoads withoutProject = forecast(prior, training(), test()).draw(DRAWS, SEED, 2);
            return AttributableChange.relativeReduction(withoutProject.means(), meanTruth())
                    .conservative(QUANTILE);
        }

        private double[] meanTruth() {
            double[] means = new double[DRAWS];
            test().forEach((year, load) -> {
                double[] truths = MEASUREMENT.truthOf(load, DRAWS, SEED, "sediment-load", year);
                for (int draw = 0; draw < DRAWS; draw++) {
                    means[draw] += truths[draw] / test().size();
                }
            });
            return means;
        }
    }

    private record Score(double absoluteError, double crps, double inside, int count) {

        static final Score NONE = new Score(0, 0, 0, 0);

        Score plus(Score other) {
            return new Score(
                    absoluteError + other.absoluteError, crps + other.crps, inside + other.inside, count + other.count);
        }

        double meanAbsoluteError() {
            return absoluteError / count;
        }

        double meanCrps() {
            return crps / count;
        }

        double coverage() {
            return inside / count;
        }
    }

    @BeforeAll
    static void readGauges() throws IOException {
        assumeTrue(Files.exists(FILE), () -> "skipped: the file " + FILE + " is missing");
        TreeMap<String, NavigableMap<Integer, Double>> loads = new TreeMap<>();
        try (Stream<String> lines = Files.lines(FILE)) {
            lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(cells -> loads.computeIfAbsent(cells[0], gauge -> new TreeMap<>())
                            .put(Integer.valueOf(cells[1]), Double.valueOf(cells[2])));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        gauges = loads.entrySet().stream()
                .map(entry -> new Gauge(entry.getKey(), entry.getValue()))
                .filter(gauge -> gauge.training().size() >= 25 && gauge.test().size() >= 3)
                .toList();
    }

    @Test
    void tenGaugesTakePartAndFourShareTheLongestRecord() {
        assertThat(gauges).hasSize(10);
        assertThat(gauges.stream().mapToInt(gauge -> gauge.test().size()).sum()).isEqualTo(66);
        int longest =
                gauges.stream().mapToInt(gauge -> gauge.loads().size()).max().orElseThrow();
        assertThat(gauges)
                .filteredOn(gauge -> gauge.loads().size() == longest)
                .extracting(Gauge::name)
                .containsExactly("Bel-Ko", "Cheg-Nc", "Mal-Pr", "Ter-Ko");
        int longestTraining =
                gauges.stream().mapToInt(gauge -> gauge.training().size()).max().orElseThrow();
        assertThat(gauges)
                .filteredOn(gauge -> gauge.training().size() == longestTraining)
                .extracting(Gauge::name)
                .containsExactly("Cheg-Nc", "Mal-Pr", "Ter-Ko");
    }

    /** No project took place, so every payment is a false one: nine by the raw ratio. */
    @Test
    void rawRatioWouldPayAtNineOfTenGauges() {
        assertThat(gauges)
                .filteredOn(gauge -> gauge.rawReduction() >= THRESHOLD)
                .hasSize(9);
        assertThat(gauges)
                .filteredOn(gauge -> gauge.rawReduction() < THRESHOLD)
                .extracting(Gauge::name)
                .containsExactly("Mal-Ka");
    }

    /**
     * The lower quantile still pays falsely at two gauges, where the load broke down by 84 and 92 % for other reasons: more
     * than the half gauge that a probability of 0.05 promises. Seed 1, 20,000 draws; no gauge is within 0.1 of the line.
     */
    @Test
    void lowerQuantileOfTheAttributableReductionWouldPayAtTwo() {
        assertThat(paidAt(AnnualLoadPrior.standard())).containsExactly("Bel-Ko", "Ter-Vl");
        assertThat(gauges)
                .allSatisfy(gauge -> assertThat(
                                Math.abs(gauge.conservativeReduction(AnnualLoadPrior.standard()) - THRESHOLD))
                        .isGreaterThan(0.1));
    }

    /** From none, with a strong drift, to four, with a straight line: the standard prior is one choice, not a bound. */
    @Test
    void numberOfFalsePaymentsDependsOnThePrior() {
        List<Integer> payments =
                grid().parallel().map(prior -> paidAt(prior).size()).toList();
        assertThat(payments).allSatisfy(count -> assertThat(count).isBetween(0, 4));
        assertThat(payments).contains(0, 2, 3, 4);
        assertThat(paidAt(new AnnualLoadPrior(0.6, 1, 1, 0))).containsExactly("Bel-Ko", "Ter-Ko", "Ter-Vl", "Uru-Kh");
        assertThat(paidAt(new AnnualLoadPrior(0.6, 1, 1, 1))).isEmpty();
    }

    private static List<String> paidAt(AnnualLoadPrior prior) {
        return gauges.stream()
                .filter(gauge -> gauge.conservativeReduction(prior) >= THRESHOLD)
                .map(Gauge::name)
                .toList();
    }

    /** The best simple baselines reach MAE 0.895, CRPS 0.664 and coverage 0.76 on these 66 gauge-years; nominal is 0.90. */
    @Test
    void forecastsBeatTheBaselinesYetCoverTooLittle() {
        Score score = score(AnnualLoadPrior.standard(), LAST_TRAINING_YEAR, LAST_TEST_YEAR);
        assertThat(score.count()).isEqualTo(66);
        assertThat(score.meanCrps()).isCloseTo(0.600, within(0.001)).isLessThan(0.664);
        assertThat(score.meanAbsoluteError()).isCloseTo(0.834, within(0.001)).isLessThan(0.895);
        assertThat(score.coverage()).isCloseTo(0.833, within(0.001));
    }

    /**
     * The standard prior is the best of its grid by CRPS of eight-year forecasts from eight origins within the training years
     * alone; a trend is asked for, so its sd is above 0.
     */
    @Test
    void standardPriorIsChosenWithinTheTrainingYears() {
        AnnualLoadPrior best = grid().min(Comparator.comparingDouble(
                        prior -> scoreWithinTraining(prior).meanCrps()))
                .orElseThrow();
        assertThat(best).isEqualTo(AnnualLoadPrior.standard());
        Score score = scoreWithinTraining(best);
        assertThat(score.meanCrps()).isCloseTo(0.460, within(0.001));
        assertThat(score.coverage()).isCloseTo(0.862, within(0.001));
    }

    private static Stream<AnnualLoadPrior> grid() {
        return Stream.of(0.003, 0.01, 0.03, 0.1, 1.0)
                .flatMap(trend -> Stream.of(0.0, 0.01, 0.03, 0.1, 0.3, 1.0)
                        .map(drift -> new AnnualLoadPrior(0.6, 1, trend, drift)));
    }

    private static Score scoreWithinTraining(AnnualLoadPrior prior) {
        return Stream.of(1970, 1975, 1980, 1985, 1990, 1995, 2000, 2005)
                .map(origin -> score(prior, origin, Math.min(origin + 8, LAST_TRAINING_YEAR)))
                .reduce(Score.NONE, Score::plus);
    }

    private static Score score(AnnualLoadPrior prior, int lastKnown, int lastForecast) {
        return gauges.stream()
                .map(gauge -> score(prior, gauge.between(0, lastKnown), gauge.between(lastKnown + 1, lastForecast)))
                .reduce(Score.NONE, Score::plus);
    }

    private static Score score(
            AnnualLoadPrior prior, NavigableMap<Integer, Double> known, NavigableMap<Integer, Double> future) {
        if (known.size() < 10 || future.isEmpty()) {
            return Score.NONE;
        }
        AnnualLoadForecast forecast = forecast(prior, known, future);
        double[] observed = values(future);
        Score sum = Score.NONE;
        for (int i = 0; i < observed.length; i++) {
            sum = sum.plus(score(forecast, i, Math.log(observed[i])));
        }
        return sum;
    }

    private static Score score(AnnualLoadForecast forecast, int index, double observed) {
        double location = forecast.logLocation(index);
        boolean inside = observed >= forecast.logQuantile(index, 0.05) && observed <= forecast.logQuantile(index, 0.95);
        return new Score(
                Math.abs(observed - location),
                Scores.studentCrps(location, forecast.logScale(index), forecast.degreesOfFreedom(), observed),
                inside ? 1 : 0,
                1);
    }

    private static AnnualLoadForecast forecast(
            AnnualLoadPrior prior, NavigableMap<Integer, Double> known, NavigableMap<Integer, Double> future) {
        return AnnualLoadModel.fit(prior, years(known), values(known)).forecast(years(future));
    }

    private static int[] years(NavigableMap<Integer, Double> loads) {
        return loads.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] values(NavigableMap<Integer, Double> loads) {
        return loads.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double mean(NavigableMap<Integer, Double> loads) {
        return Arrays.stream(values(loads)).average().orElseThrow();
    }
}
