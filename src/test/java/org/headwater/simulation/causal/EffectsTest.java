// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Trajectories;
import org.junit.jupiter.api.Test;

class EffectsTest {

    @Test
    void summarisesPairedDifferencesNotDifferencesOfSummaries() {
        Trajectories before = world(new double[] {0.1, 0.5, 0.9}, new double[] {3, 2, 1});
        Trajectories after = world(new double[] {0.2, 0.7, 0.9}, new double[] {2, 2, 2});
        List<Effect> effects = Effects.compare(worlds("a", before, "b", after), 0, 0.5);
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
        Trajectories world = world(new double[] {0.5}, new double[] {1});
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
        Map<String, Trajectories> uneven = worlds(
                "a", world(new double[] {0.5}, new double[] {1}),
                "b", world(new double[] {0.5, 0.6}, new double[] {1, 1}));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(uneven, 0, 0.9));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(Map.of(), 0, 1));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Effects.compare(Map.of(), 0, Double.NaN));
    }

    private static Map<String, Trajectories> worlds(String first, Trajectories one, String second, Trajectories two) {
        Map<String, Trajectories> worlds = new LinkedHashMap<>();
        worlds.put(first, one);
        worlds.put(second, two);
        return worlds;
    }

    private static Trajectories world(double[] forest, double[] erosion) {
        return Trajectories.of(
                List.of(PublishedModel.FOREST_HEALTH, PublishedModel.EROSION), new double[][][] {{forest}, {erosion}});
    }
}
