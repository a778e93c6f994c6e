// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Trajectories;

/** Worlds small enough for their answers to be known: forest health is better higher, erosion lower. */
final class Toy {

    private Toy() {}

    /** Year 0 only. */
    static Trajectories world(double[] forest, double[] erosion) {
        return Trajectories.of(
                List.of(PublishedModel.FOREST_HEALTH, PublishedModel.EROSION), new double[][][] {{forest}, {erosion}});
    }

    static Map<String, Trajectories> worlds(String first, Trajectories one, String second, Trajectories two) {
        Map<String, Trajectories> worlds = new LinkedHashMap<>();
        worlds.put(first, one);
        worlds.put(second, two);
        return worlds;
    }

    static double[] normals(int draws, double mean, double sd, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, draws)
                .mapToDouble(draw -> mean + sd * random.nextGaussian())
                .toArray();
    }

    static double[] of(int draws, IntToDoubleFunction value) {
        return IntStream.range(0, draws).mapToDouble(value).toArray();
    }
}
