// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.MeasurementError;
import org.headwater.simulation.MeasurementError.Lognormal;
import org.headwater.simulation.MeasurementError.Normal;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Quantiles;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistical tolerances are 4 Monte Carlo standard errors: a false alarm in 16,000 for each comparison. */
class PosteriorTest {

    private static final int DRAWS = 200_000;

    /**
     * x ~ N(2, 1.5²), two readings 3.1 and 2.7 with sd 0.8: precision 1/1.5² + 2/0.8², mean by the conjugate update. The second
     * indicator 0.5·x + N(0, 1) was not read and moves with x.
     */
    @Test
    void twoReadingsGiveTheConjugatePosteriorOfANormal() {
        double[] x = Toy.normals(DRAWS, 2, 1.5, 1);
        double[] noise = Toy.normals(DRAWS, 0, 1, 2);
        double[] linked = Toy.of(DRAWS, draw -> 0.5 * x[draw] + noise[draw]);
        Trajectories world = Trajectories.of(
                List.of(PublishedModel.FOREST_HEALTH, PublishedModel.EROSION),
                new double[][][] {{x, x}, {linked, linked}});
        Posterior posterior =
                Posterior.condition(world, List.of(reading(0, 3.1, new Normal(0.8)), reading(1, 2.7, new Normal(0.8))));
        double precision = 1 / (1.5 * 1.5) + 2 / (0.8 * 0.8);
        double mean = (2 / (1.5 * 1.5) + (3.1 + 2.7) / (0.8 * 0.8)) / precision;
        assertNormal(posterior, x, mean, Math.sqrt(1 / precision));
        assertNormal(posterior, linked, 0.5 * mean, Math.sqrt(0.25 / precision + 1));
    }

    /** ln x ~ N(0.3, 0.7²) and one reading 2 with log-sd 0.4: the same update of ln x. */
    @Test
    void aLognormalReadingGivesTheConjugatePosteriorOfTheLogarithm() {
        double[] logarithm = Toy.normals(DRAWS, 0.3, 0.7, 3);
        double[] x = Toy.of(DRAWS, draw -> StrictMath.exp(logarithm[draw]));
        Posterior posterior = Posterior.condition(Toy.world(x, x), List.of(reading(0, 2, new Lognormal(0.4))));
        double precision = 1 / 0.49 + 1 / 0.16;
        double mean = (0.3 / 0.49 + Math.log(2) / 0.16) / precision;
        assertNormal(posterior, logarithm, mean, Math.sqrt(1 / precision));
    }

    private static void assertNormal(Posterior posterior, double[] values, double mean, double sd) {
        double effective = posterior.effectiveSampleSize();
        assertThat(posterior.mean(values)).isCloseTo(mean, within(4 * posterior.standardError(values)));
        assertThat(posterior.sd(values)).isCloseTo(sd, within(4 * sd / Math.sqrt(2 * effective)));
        double[] probabilities = {0.05, 0.5, 0.95};
        double[] quantiles = posterior.quantiles(values, probabilities);
        NormalDistribution exact = NormalDistribution.of(mean, sd);
        for (int i = 0; i < probabilities.length; i++) {
            double p = probabilities[i];
            double expected = exact.inverseCumulativeProbability(p);
            double error = Math.sqrt(p * (1 - p) / effective) / exact.density(expected);
            assertThat(quantiles[i]).as("quantile %s", p).isCloseTo(expected, within(4 * error));
        }
    }

    /**
     * With w = exp(−(y − x)²/2s²) and x ~ N(μ, τ²), E w^k is a normal integral, and the effective share of draws tends to
     * (E w)²/E w². Tolerance 2 %: the relative standard error is below 0.3 %.
     */
    @Test
    void effectiveSampleIsTheShareThatTheIntegralsGive() {
        double s = 0.5;
        double[] x = Toy.normals(DRAWS, 0, 1, 4);
        Posterior posterior = Posterior.condition(Toy.world(x, x), List.of(reading(0, 1, new Normal(s))));
        double first = s / Math.sqrt(s * s + 1) * Math.exp(-1 / (2 * (s * s + 1)));
        double half = s * s / 2;
        double second = Math.sqrt(half) / Math.sqrt(half + 1) * Math.exp(-1 / (2 * (half + 1)));
        assertThat(posterior.effectiveSampleSize() / DRAWS)
                .isCloseTo(first * first / second, within(0.02 * first * first / second));
    }

    @Test
    void withoutObservationsEveryDrawCountsTheSame() {
        double[] values = Toy.normals(501, 3, 2, 5);
        Posterior posterior = Posterior.condition(Toy.world(values, values), List.of());
        Summary summary = Summary.of(values);
        assertThat(posterior.effectiveSampleSize()).isCloseTo(501, within(1e-9));
        assertThat(posterior.weight(7)).isEqualTo(1 / 501.0);
        assertThat(posterior.mean(values)).isCloseTo(summary.mean(), within(1e-12));
        assertThat(posterior.sd(values)).isCloseTo(summary.sd(), within(1e-12));
        assertThat(posterior.standardError(values)).isCloseTo(summary.standardError(), within(1e-12));
        double[] probabilities = {0, 0.05, 0.25, 0.333, 0.5, 0.95, 1};
        assertThat(posterior.quantiles(values, probabilities))
                .containsExactly(Quantiles.of(values, probabilities), within(1e-11));
    }

    /** Weights ½, ¼, ¼, so n = 8/3: the median is the mean of the step function over u from 0.3125 to 0.6875. */
    @Test
    void weightedEstimatorsFollowTheirDefinitions() {
        Posterior posterior = Posterior.ofLogLikelihood(
                new double[] {Math.log(0.25), Math.log(0.5), Double.NEGATIVE_INFINITY, Math.log(0.25)});
        double[] values = {7, 1, 1000, 3};
        assertThat(posterior.effectiveSampleSize()).isCloseTo(8 / 3.0, within(1e-12));
        assertThat(posterior.mean(values)).isCloseTo(3, within(1e-12));
        assertThat(posterior.sd(values)).isCloseTo(Math.sqrt((0.5 * 4 + 0.25 * 16) / 0.625), within(1e-12));
        assertThat(posterior.standardError(values))
                .isCloseTo(Math.sqrt((0.25 * 4 + 0.0625 * 16) / 0.625), within(1e-12));
        assertThat(posterior.quantiles(values, 0.5)[0]).isCloseTo((0.1875 * 1 + 0.1875 * 3) / 0.375, within(1e-12));
        assertThat(posterior.quantiles(values, 0)[0]).isCloseTo(1, within(1e-12));
        assertThat(posterior.quantiles(values, 1)[0]).isCloseTo((0.125 * 3 + 0.25 * 7) / 0.375, within(1e-12));
    }

    /** The likelihoods are far below the smallest double; only their ratios matter. */
    @Test
    void likelihoodsTooSmallForADoubleKeepTheirRatios() {
        Posterior posterior = Posterior.ofLogLikelihood(new double[] {-5000 + Math.log(3), -5000});
        assertThat(posterior.weight(0)).isCloseTo(0.75, within(1e-12));
        assertThat(posterior.weight(1)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void refusesAnEffectiveSampleBelowAHundredAndNamesIt() {
        double[] values = Toy.of(1_000, draw -> draw);
        Trajectories world = Toy.world(values, values);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Posterior.condition(world, List.of(reading(0, 500, new Normal(2)))))
                .withMessage("effective sample: 7.1 of 1000 draws is not allowed; allowed: at least 100,"
                        + " by more draws, or fewer or less precise observations");
        double[] negative = Toy.of(1_000, draw -> -1);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() ->
                        Posterior.condition(Toy.world(negative, negative), List.of(reading(0, 1, new Lognormal(0.5)))))
                .satisfies(e -> assertThat(e.value()).isEqualTo("0.0 of 1000 draws"));
        double[] few = Toy.of(99, draw -> draw);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Posterior.condition(Toy.world(few, few), List.of()))
                .satisfies(e -> assertThat(e.value()).isEqualTo("99.0 of 99 draws"));
    }

    /** Equally spaced values with a flat prior: 1/Σw² tends to 2·√π·sd; sd 28.3 is just above a hundred, sd 28.1 just below. */
    @Test
    void acceptsAnEffectiveSampleOfAHundred() {
        double[] values = Toy.of(1_000, draw -> draw);
        Trajectories world = Toy.world(values, values);
        assertThat(Posterior.condition(world, List.of(reading(0, 500, new Normal(28.3))))
                        .effectiveSampleSize())
                .isBetween(100.0, 101.0);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Posterior.condition(world, List.of(reading(0, 500, new Normal(28.1)))));
    }

    @Test
    void refusesObservationsOfNothing() {
        double[] values = Toy.of(1_000, draw -> draw);
        Trajectories world = Toy.world(values, values);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(
                        () -> Posterior.condition(world, List.of(new Observation("happiness", 0, 1, new Normal(1)))))
                .withMessage("indicator: happiness is not allowed; allowed: forest-health, erosion");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Posterior.condition(world, List.of(reading(1, 1, new Normal(1)))))
                .withMessage("year: 1 is not allowed; allowed: 0 to 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0, -2})
    void refusesReadingsThatCannotBe(double value) {
        MeasurementError lognormal = new Lognormal(0.3);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> reading(0, value, lognormal))
                .satisfies(e -> assertThat(e.name()).isEqualTo("value"));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> reading(0, 1, new Normal(0)))
                .satisfies(e -> assertThat(e.name()).isEqualTo("sd"));
    }

    @Test
    void refusesValuesOfOtherDrawsAndThoseThatAreNoNumbers() {
        Posterior posterior = Posterior.ofLogLikelihood(new double[3]);
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> posterior.mean(new double[2]));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> posterior.quantiles(new double[4], 0.5));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> posterior.quantiles(new double[3], 1.1));
        double[] undefined = new double[3];
        Arrays.fill(undefined, Double.NaN);
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> posterior.quantiles(undefined, 0.5));
    }

    private static Observation reading(int year, double value, MeasurementError error) {
        return new Observation("forest-health", year, value, error);
    }
}
