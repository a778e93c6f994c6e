// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.headwater.simulation.Mechanism.COST_SHARING;
import static org.headwater.simulation.Mechanism.CREDIT_TRADING;
import static org.headwater.simulation.Mechanism.PERFORMANCE_CONTRACT;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectsTest {

    @Test
    void summarisesPairedDifferencesNotDifferencesOfSummaries() {
        Trajectories before = world(new double[] {0.1, 0.5, 0.9}, new double[] {3, 2, 1});
        Trajectories after = world(new double[] {0.2, 0.7, 0.9}, new double[] {2, 2, 2});
        List<Effect> effects = Effects.compare(Map.of(COST_SHARING, before, CREDIT_TRADING, after), 0, 0.5);
        Effect forest = effects.get(0);
        assertThat(forest.indicator()).isEqualTo("forest-health");
        assertThat(forest.mean()).isCloseTo(0.1, within(1e-15));
        assertThat(forest.lower()).isCloseTo(0.05, within(1e-15));
        assertThat(forest.upper()).isCloseTo(0.15, within(1e-15));
        assertThat(forest.standardError()).isCloseTo(0.1 / Math.sqrt(3), within(1e-15));
        assertThat(forest.probabilityBetter()).isCloseTo(2.5 / 3, within(1e-15));
        Effect erosion = effects.get(1);
        assertThat(erosion.indicator()).isEqualTo("erosion");
        assertThat(erosion.mean()).isZero();
        assertThat(erosion.probabilityBetter()).isEqualTo(0.5);
    }

    @Test
    void contrastsEveryPairOnceInTheOrderOfMechanisms() {
        Trajectories world = world(new double[] {0.5}, new double[] {1});
        Map<Mechanism, Trajectories> worlds =
                Map.of(CREDIT_TRADING, world, PERFORMANCE_CONTRACT, world, COST_SHARING, world);
        assertThat(Effects.compare(worlds, 0, 0.9))
                .extracting(effect -> effect.from().label() + " " + effect.to().label() + " " + effect.indicator())
                .containsExactly(
                        "cost-sharing performance-contract forest-health",
                        "cost-sharing performance-contract erosion",
                        "cost-sharing credit-trading forest-health",
                        "cost-sharing credit-trading erosion",
                        "performance-contract credit-trading forest-health",
                        "performance-contract credit-trading erosion");
    }

    @Test
    void refusesWorldsOfDifferentSizeAndLevelsThatAreNone() {
        Map<Mechanism, Trajectories> uneven = Map.of(
                COST_SHARING, world(new double[] {0.5}, new double[] {1}),
                CREDIT_TRADING, world(new double[] {0.5, 0.6}, new double[] {1, 1}));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(uneven, 0, 0.9));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(Map.of(), 0, 1));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(Map.of(), 0, Double.NaN));
    }

    private static Trajectories world(double[] forest, double[] erosion) {
        Trajectories world = new Trajectories(forest.length, 0);
        for (int draw = 0; draw < forest.length; draw++) {
            world.record(draw, 0, forest[draw], erosion[draw]);
        }
        return world;
    }
}
