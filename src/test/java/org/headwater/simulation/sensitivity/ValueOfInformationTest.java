// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.MeasurementError;
import org.headwater.simulation.MeasurementError.Lognormal;
import org.headwater.simulation.MeasurementError.Normal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Oracle: with a normal prior N(m, s²) and n readings of error sd e the posterior variance is 1/(1/s² + n/e²) whatever is
 * read, so that the credited 0.05 quantile is expected at m − 1.6449 posterior sd.
 */
class ValueOfInformationTest {

    private static final DoubleConsumer SILENT = share -> {};
    private static final double MEAN = 0.3;
    private static final double SD = 0.1;
    private static final double ERROR = 0.15;
    private static final double NORMAL_QUANTILE = 1.6448536269514722;

    private static double[] normalDraws(int draws, long seed) {
        double[] centre = new double[draws];
        Arrays.fill(centre, MEAN);
        return new Normal(SD).measure(centre, seed, "prior", 0);
    }

    private static List<PlannedObservation> gauges(int count, double[] truths, MeasurementError error) {
        return IntStream.range(0, count)
                .mapToObj(i -> new PlannedObservation("gauge-" + i, 1, truths, error))
                .toList();
    }

    /** Expected variance, its reduction, expected credited amount and its gain. */
    private static double[] closedForm(int observations) {
        double variance = 1 / (1 / (SD * SD) + observations / (ERROR * ERROR));
        return new double[] {
            variance,
            SD * SD - variance,
            MEAN - NORMAL_QUANTILE * Math.sqrt(variance),
            NORMAL_QUANTILE * (SD - Math.sqrt(variance))
        };
    }

    private static Estimate[] estimates(SampleInformation information) {
        return new Estimate[] {
            information.expectedVariance(),
            information.varianceReduction(),
            information.expectedCredited(),
            information.creditedGain()
        };
    }

    private static double halfWidth(Estimate estimate) {
        return (estimate.upper() - estimate.lower()) / 2;
    }

    /** 4,000 draws; half an interval is 1.73 standard errors, so that 2.5 of them are 4.3. */
    @Test
    void theNormalLinearCaseGivesItsClosedForm() {
        double[] quantity = normalDraws(4_000, 1);
        assertClosedForm(
                new ValueOfInformation(0.05, 1, 2).expect(quantity, gauges(3, quantity, new Normal(ERROR)), SILENT));
    }

    /** The same on a logarithmic scale: Q is the logarithm of a load whose gauge has a multiplicative error. */
    @Test
    void aMultiplicativeErrorIsAdditiveInTheLogarithm() {
        double[] quantity = normalDraws(4_000, 2);
        double[] loads = Arrays.stream(quantity).map(Math::exp).toArray();
        assertClosedForm(
                new ValueOfInformation(0.05, 1, 2).expect(quantity, gauges(3, loads, new Lognormal(ERROR)), SILENT));
    }

    private static void assertClosedForm(List<SampleInformation> found) {
        assertThat(found).hasSize(4);
        assertThat(found.getFirst().effectiveSample())
                .as("the draw taken as the truth is not its own evidence")
                .isEqualTo(3_999);
        for (SampleInformation information : found) {
            double[] expected = closedForm(information.observations());
            Estimate[] estimates = estimates(information);
            for (int i = 0; i < expected.length; i++) {
                double halfWidth = halfWidth(estimates[i]);
                assertThat(estimates[i].value()).isCloseTo(expected[i], within(2.5 * halfWidth + 1e-12));
                assertThat(halfWidth).isLessThan(0.008);
            }
        }
    }

    /**
     * 200 seeds of 500 draws, one gauge: binomial with sd 0.021 to 0.024. The jackknife of a low quantile covers a little
     * less than 0.9 at this size; bounds at 4 sd around 0.87 and 0.9.
     */
    @Test
    void intervalsCoverTheClosedFormAtTheirLevel() {
        int seeds = 200;
        int[] covering = new int[4];
        for (int seed = 0; seed < seeds; seed++) {
            double[] quantity = normalDraws(500, seed);
            SampleInformation one = new ValueOfInformation(0.05, seed, 2)
                    .expect(quantity, gauges(1, quantity, new Normal(ERROR)), SILENT)
                    .get(1);
            double[] expected = closedForm(1);
            Estimate[] estimates = estimates(one);
            for (int i = 0; i < expected.length; i++) {
                covering[i] += estimates[i].lower() <= expected[i] && expected[i] <= estimates[i].upper() ? 1 : 0;
            }
        }
        for (int count : covering) {
            assertThat((double) count / seeds).isBetween(0.78, 0.98);
        }
    }

    /** Truth and quantity are independent draws: the reduction is 0 within 4.3 standard errors. */
    @Test
    void aGaugeOfSomethingElseIsWorthNothing() {
        Estimate reduction = new ValueOfInformation(0.05, 5, 2)
                .expect(normalDraws(2_000, 5), gauges(1, normalDraws(2_000, 6), new Normal(ERROR)), SILENT)
                .get(1)
                .varianceReduction();
        assertThat(reduction.value()).isCloseTo(0, within(2.5 * halfWidth(reduction)));
        assertThat(Math.abs(reduction.value())).isLessThan(0.01 * SD * SD);
    }

    /** The closed form would not notice one error shared by all gauges: its variance does not depend on what is read. */
    @Test
    void gaugesErrEachForThemselves() {
        List<PlannedObservation> gauges = gauges(2, normalDraws(500, 1), new Normal(ERROR));
        assertThat(gauges.getFirst().readings(1)).isNotEqualTo(gauges.getLast().readings(1));
    }

    @Test
    void worthIsThePriceTimesTheGain() {
        double[] quantity = normalDraws(500, 1);
        SampleInformation one = new ValueOfInformation(0.05, 1, 1)
                .expect(quantity, gauges(1, quantity, new Normal(ERROR)), SILENT)
                .get(1);
        assertThat(one.worth(2_000_000).value())
                .isEqualTo(2_000_000 * one.creditedGain().value());
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> one.worth(-1))
                .satisfies(e -> assertThat(e.name()).isEqualTo("price"));
    }

    @Test
    void neitherThreadsNorProgressLeaveATraceInTheResult() {
        double[] quantity = normalDraws(500, 1);
        List<PlannedObservation> gauges = gauges(2, quantity, new Normal(ERROR));
        List<Double> shares = new ArrayList<>();
        List<SampleInformation> one = new ValueOfInformation(0.05, 1, 1).expect(quantity, gauges, shares::add);
        assertThat(new ValueOfInformation(0.05, 1, 7).expect(quantity, gauges, SILENT))
                .isEqualTo(one);
        assertThat(new ValueOfInformation(0.05, 2, 1).expect(quantity, gauges, SILENT))
                .isNotEqualTo(one);
        assertThat(shares).isSorted().hasSize(500).endsWith(1.0);
    }

    /** An error 1,000 times smaller than the prior leaves one draw or two beside each reading. */
    @Test
    void refusesAPosteriorThatFewDrawsCarry() {
        double[] quantity = normalDraws(1_000, 1);
        List<PlannedObservation> exact = gauges(1, quantity, new Normal(SD / 1_000));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new ValueOfInformation(0.05, 1, 2).expect(quantity, exact, SILENT))
                .withMessageContaining("draws carry the posterior, at least 100 must");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.51, Double.NaN})
    void refusesAProbabilityThatIsNotLow(double probability) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new ValueOfInformation(probability, 1, 1))
                .satisfies(e -> assertThat(e.name()).isEqualTo("probability"));
    }

    @Test
    void refusesObservationsThatCannotBe() {
        double[] quantity = normalDraws(500, 1);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new PlannedObservation("gauge", 1, quantity, new Normal(0)))
                .satisfies(e -> assertThat(e.name()).isEqualTo("sd"));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new PlannedObservation("gauge", 1, new double[] {-1}, new Lognormal(0.2)))
                .satisfies(e -> assertThat(e.name()).isEqualTo("gauge"));
        List<PlannedObservation> shorter = gauges(1, normalDraws(499, 1), new Normal(ERROR));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new ValueOfInformation(0.05, 1, 1).expect(quantity, shorter, SILENT))
                .withMessage("gauge-0: 499 draws is not allowed; allowed: 500 draws");
    }
}
