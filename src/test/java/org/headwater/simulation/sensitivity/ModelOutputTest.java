// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.headwater.simulation.Mechanism.COST_SHARING;
import static org.headwater.simulation.Mechanism.PERFORMANCE_CONTRACT;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headwater.simulation.AttributableChange;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.MeasurementError;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Effects;
import org.junit.jupiter.api.Test;

class ModelOutputTest {

    private static final PublishedModel MODEL = PublishedModel.fitted();
    private static final Sampling SAMPLING = new Sampling(256, 20, 3, 2);
    private static final World FROM = World.under(COST_SHARING);
    private static final World TO = World.under(PERFORMANCE_CONTRACT);

    /** With the factor at its fitted value; equal but for rounding. */
    @Test
    void theContrastIsThePairedEffect() {
        List<Factor> factors = List.of(Factor.around(MODEL, "growthRate", 0.1));
        double effect = Effects.compare(MODEL.simulate(List.of(FROM, TO), SAMPLING), 20, 0.9)
                .getFirst()
                .mean();
        ModelOutput output = ModelOutput.contrast(MODEL, factors, FROM, TO, PublishedModel.FOREST_HEALTH, SAMPLING);
        double[] fitted = {PublishedParameters.fitted().growthRate()};
        assertThat(output.applyAsDouble(fitted)).isCloseTo(effect, within(1e-12));
    }

    /** Erosion's scale multiplies erosion; forest health does not know it. */
    @Test
    void aScaleExplainsItsOwnIndicatorAndNoOther() {
        List<Factor> factors =
                List.of(Factor.within(MODEL, "erosionScale", 0.5, 1.5), Factor.within(MODEL, "growthRate", 0.4, 0.5));
        SobolAnalysis analysis = new SobolAnalysis(16, 4, 1, 2);
        VarianceDecomposition forest = analysis.decompose(
                factors, ModelOutput.mean(MODEL, factors, FROM, PublishedModel.FOREST_HEALTH, SAMPLING), share -> {});
        VarianceDecomposition erosion = analysis.decompose(
                factors, ModelOutput.mean(MODEL, factors, FROM, PublishedModel.EROSION, SAMPLING), share -> {});
        assertThat(forest.indices().getFirst().total().value()).isZero();
        assertThat(erosion.indices().getFirst().total().value()).isGreaterThan(0.9);
    }

    /** A gauge that reads erosion in year 20 narrows the reduction by the switch, and so raises its low quantile. */
    @Test
    void oneMoreGaugeRaisesWhatIsCredited() {
        Map<String, Trajectories> worlds = MODEL.simulate(List.of(FROM, TO), new Sampling(2_000, 20, 3, 2));
        Trajectories project = world(worlds, PERFORMANCE_CONTRACT);
        double[] reduction = AttributableChange.between(
                        world(worlds, COST_SHARING), project, PublishedModel.EROSION, 20)
                .draws();
        PlannedObservation gauge = PlannedObservation.of(
                "gauge", project, PublishedModel.EROSION, 20, new MeasurementError.Lognormal(0.1));
        List<SampleInformation> information =
                new ValueOfInformation(0.05, 3, 2).expect(reduction, List.of(gauge), share -> {});
        assertThat(information.get(1).varianceReduction().lower()).isPositive();
        assertThat(information.get(1).creditedGain().value()).isPositive();
    }

    private static Trajectories world(Map<String, Trajectories> worlds, Mechanism mechanism) {
        return Objects.requireNonNull(worlds.get(mechanism.label()));
    }

    @Test
    void aPresetOfFixedParametersHasNoUncertainFactor() {
        assertThat(Factor.uncertain(MODEL)).isEmpty();
    }

    @Test
    void refusesParametersThatTheModelDoesNotKnowOrAllow() {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Factor.within(MODEL, "luck", 0, 1))
                .withMessageStartingWith("parameter: luck is not allowed; allowed: initialForestHealth, ");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Factor.within(MODEL, "growthRate", 0, 6))
                .withMessage("growthRate: 6.0 is not allowed; allowed: 0.0 to 5.0");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Factor.around(MODEL, "growthRate", 0))
                .satisfies(e -> assertThat(e.name()).isEqualTo("share"));
    }
}
