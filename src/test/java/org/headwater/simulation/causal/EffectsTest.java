// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Trajectories;
import org.junit.jupiter.api.Test;

class EffectsTest {

    @Test
    void summarisesPairedDifferencesNotDifferencesOfSummaries() {
        Trajectories before = Toy.world(new double[] {0.1, 0.5, 0.9}, new double[] {3, 2, 1});
        Trajectories after = Toy.world(new double[] {0.2, 0.7, 0.9}, new double[] {2, 2, 2});
        List<Effect> effects = Effects.compare(Toy.worlds("a", before, "b", after), 0, 0.5);
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
    void contrastsEveryPairOnceInTheOrderOfTheWorlds() {
        Trajectories world = Toy.world(new double[] {0.5}, new double[] {1});
        Map<String, Trajectories> worlds = new LinkedHashMap<>();
        List.of("c", "a", "b").forEach(label -> worlds.put(label, world));
        assertThat(Effects.compare(worlds, 0, 0.9))
                .extracting(effect -> effect.from() + " " + effect.to() + " " + effect.indicator())
                .containsExactly(
                        "c a forest-health",
                        "c a erosion",
                        "c b forest-health",
                        "c b erosion",
                        "a b forest-health",
                        "a b erosion");
    }

    @Test
    void refusesWorldsOfDifferentSizeAndLevelsThatAreNone() {
        Map<String, Trajectories> uneven = Toy.worlds(
                "a", Toy.world(new double[] {0.5}, new double[] {1}),
                "b", Toy.world(new double[] {0.5, 0.6}, new double[] {1, 1}));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(uneven, 0, 0.9));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(Map.of(), 0, 1));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(Map.of(), 0, Double.NaN));
    }
}
