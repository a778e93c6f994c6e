// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    private static final DoubleConsumer SILENT = share -> {};

    private static Calibration published(int draws, long seed) {
        return Calibration.of(TargetTable.published(), draws, seed, 2);
    }

    /**
     * Over 20,000 draws that the search has not seen. The search's own draws leave a Monte Carlo error of up to 0.0033 in a
     * mean; seeds are fixed.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fewHundredDrawsFromTheNeutralStartReachAllSixPrintedMeansAndTheOrderOfSpreads(long seed) {
        CalibrationResult result = published(500, seed).run(SILENT);
        assertThat(result.residuals()).hasSize(6).allSatisfy(residual -> {
            assertThat(residual.deviation()).isCloseTo(0, within(0.01));
            assertThat(residual.drawn().standardError()).isPositive().isLessThan(0.001);
            assertThat(residual.drawn().mean())
                    .isBetween(residual.drawn().q05(), residual.drawn().q95());
        });
        assertThat(result.fits()).isTrue();
        assertThat(result.excessSpread()).isPositive();
        assertThat(result.checkSeed()).isNotEqualTo(result.seed());
        assertThat(result.start()).isEqualTo(Calibration.neutralStart());
    }

    @Test
    void theNeutralStartIsFarFromThePrintedMeans() {
        Misfit misfit = new Misfit(TargetTable.published(), new Sampling(500, 20, 1, 2));
        assertThat(misfit.residuals(Calibration.neutralStart()))
                .anySatisfy(
                        residual -> assertThat(Math.abs(residual.deviation())).isGreaterThan(0.3));
    }

    /** The table is made from 50,000 draws of other parameters; tolerance as above. */
    @Test
    void aTableMadeByTheModelIsFittedAgain() {
        PublishedParameters known = new PublishedParameters(0.2, 0.6, 0.3, 0.2, 1.5, 2, 0.2, 0.1);
        Map<String, Trajectories> worlds = new PublishedModel(known)
                .simulate(World.underEach(Mechanism.standard()), new Sampling(50_000, 15, 77, 2));
        List<Target> targets = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.standard()) {
            Trajectories world = Objects.requireNonNull(worlds.get(mechanism.label()));
            for (Indicator indicator : world.indicators()) {
                double mean = Summary.of(world.at(indicator, 15)).mean();
                targets.add(Target.of(mechanism.label(), indicator.label(), mean));
            }
        }
        CalibrationResult result =
                Calibration.of(new TargetTable(15, targets, false), 500, 1, 2).run(SILENT);
        assertThat(result.residuals())
                .hasSize(6)
                .allSatisfy(residual -> assertThat(residual.deviation()).isCloseTo(0, within(0.01)));
    }

    @Test
    void equalArgumentsGiveEqualBitsOnAnyNumberOfThreads() {
        TargetTable table = TargetTable.published();
        CalibrationResult one = Calibration.of(table, 600, 5, 1).run(SILENT);
        assertThat(Calibration.of(table, 600, 5, 3).run(SILENT)).isEqualTo(one);
        assertThat(Calibration.of(table, 600, 6, 1).run(SILENT)).isNotEqualTo(one);
    }

    @Test
    void aHeldParameterKeepsItsValue() {
        CalibrationResult result =
                published(2_000, 1).holding("initialForestHealth", 0.3).run(SILENT);
        assertThat(result.parameters().initialForestHealth()).isEqualTo(0.3);
        assertThat(result.fits()).isTrue();
    }

    /** The means determine the erosion curve and leave the start, growth, degradation and width open. */
    @Test
    void differentStartsShowWhatTheMeansDoNotDetermine() {
        Identifiability found = published(500, 20).fromSeveralStarts(8, SILENT);
        assertThat(found.results()).hasSize(8);
        assertThat(found.fitting()).hasSizeGreaterThan(2).allMatch(CalibrationResult::fits);
        assertThat(relativeWidth(found, "transitionWidth")).isGreaterThan(0.5);
        assertThat(relativeWidth(found, "growthRate")).isGreaterThan(0.2);
        assertThat(relativeWidth(found, "erosionExponent")).isLessThan(0.05);
        assertThat(found.fitting())
                .as("six means, of which some direction of eight parameters moves none")
                .allSatisfy(result -> assertThat(result.singularValues())
                        .hasSize(6)
                        .last()
                        .satisfies(value -> assertThat(value).isLessThan(1)));
    }

    private static double relativeWidth(Identifiability found, String parameter) {
        ParameterRange range = found.ranges().stream()
                .filter(one -> one.parameter().equals(parameter))
                .findFirst()
                .orElseThrow();
        return (range.highest() - range.lowest()) / range.highest();
    }

    /**
     * The rule alone: payment weight 0, cost sharing held to 0.58 with a tolerance of 0.001, the contract drawn to 0.86. From
     * the lowest forest health that the model knows the best of 24 starts gains +0.235; from 0.1, +0.158; from 0.3, +0.140.
     */
    @ParameterizedTest
    @CsvSource({"0.01, 0.22, 0.245", "0.1, 0.14, 0.17", "0.3, 0.12, 0.15"})
    void theUrgencyRuleAloneDoesNotReachThePrintedGainHoweverItIsCalibrated(
            double initialForestHealth, double atLeast, double atMost) {
        TargetTable table = new TargetTable(
                20,
                List.of(
                        new Target(Mechanism.COST_SHARING, PublishedModel.FOREST_HEALTH, 0.58, 0.001),
                        new Target(Mechanism.PERFORMANCE_CONTRACT, PublishedModel.FOREST_HEALTH, 0.86, 0.01)),
                false);
        Identifiability found = Calibration.of(table, 300, 1, 2)
                .holding("paymentWeight", 0)
                .holding("initialForestHealth", initialForestHealth)
                .holding("erosionScale", 1)
                .holding("erosionExponent", 1)
                .holding("priceVolatility", 0.1)
                .fromSeveralStarts(6, SILENT);
        double best = found.results().stream()
                .filter(result -> Math.abs(result.residuals().getFirst().deviation()) < 0.01)
                .mapToDouble(CalibrationTest::gain)
                .max()
                .orElseThrow();
        assertThat(best).isBetween(atLeast, atMost);
        assertThat(found.fitting()).isEmpty();
    }

    private static double gain(CalibrationResult result) {
        return result.residuals().get(1).drawn().mean()
                - result.residuals().getFirst().drawn().mean();
    }

    @Test
    void tellsHowMuchIsDone() {
        List<Double> shares = new ArrayList<>();
        published(2, 1).run(shares::add);
        assertThat(shares).isSorted().endsWith(1.0).allMatch(share -> share > 0 && share <= 1);
    }

    @ParameterizedTest
    @CsvSource({
        "lottery, forest-health, 0.5, mechanism",
        "cost-sharing, rainfall, 0.5, indicator",
        "cost-sharing, forest-health, 1.2, mean",
        "cost-sharing, forest-health, NaN, mean",
        "cost-sharing, erosion, 0, mean",
    })
    void refusesATargetNamingItsField(String mechanism, String indicator, double mean, String field) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Target.of(mechanism, indicator, mean))
                .satisfies(e -> assertThat(e.name()).isEqualTo(field));
    }

    @Test
    void refusesATableThatIsEmptyOrNamesAMeanTwice() {
        Target target = Target.of("cost-sharing", "erosion", 0.5);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new TargetTable(20, List.of(), false))
                .satisfies(e -> assertThat(e.name()).isEqualTo("targets"));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new TargetTable(20, List.of(target, target), false))
                .withMessageStartingWith("targets: cost-sharing erosion twice");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new TargetTable(0, List.of(target), false))
                .satisfies(e -> assertThat(e.name()).isEqualTo("year"));
    }

    @Test
    void refusesSearchesThatCannotBegin() {
        Calibration calibration = published(100, 1);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> calibration.holding("luck", 1))
                .satisfies(e -> assertThat(e.name()).isEqualTo("parameter"));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> calibration.holding("growthRate", 6))
                .satisfies(e -> assertThat(e.name()).isEqualTo("growthRate"));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> published(1, 1))
                .satisfies(e -> assertThat(e.name()).isEqualTo("draws"));
        PublishedParameters atTheEnd = Calibration.neutralStart().with("paymentWeight", 0);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(
                        () -> new Calibration(TargetTable.published(), atTheEnd, Map.of(), new Sampling(100, 20, 1, 1))
                                .run(SILENT))
                .satisfies(e -> assertThat(e.name()).isEqualTo("paymentWeight"));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new Calibration(
                        TargetTable.published(), Calibration.neutralStart(), Map.of(), new Sampling(100, 19, 1, 1)))
                .satisfies(e -> assertThat(e.name()).isEqualTo("years"));
    }
}
