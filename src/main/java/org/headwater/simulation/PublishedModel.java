// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The preset {@code published}: five agents contribute to restoration under one funding mechanism, forest health grows
 * logistically with their mean contribution, erosion falls exponentially with forest health. The equations stand at the
 * methods of {@link PublishedKernel} and in {@code docs/model.md}. Immutable and safe for use by several threads.
 */
public final class PublishedModel {

    /** Name and version of the equations; a change of any output bit is a new version. */
    public static final String VERSION = "published-1";

    public static final int MAXIMUM_DRAWS = 1_000_000;
    public static final int MAXIMUM_YEARS = 200;
    public static final int MAXIMUM_THREADS = 256;

    /** Largest number of cells, draws × (years + 1), held in memory per indicator. */
    public static final int MAXIMUM_CELLS = 25_000_000;

    private final PublishedParameters parameters;

    public PublishedModel(PublishedParameters parameters) {
        this.parameters = parameters;
    }

    public PublishedParameters parameters() {
        return parameters;
    }

    /**
     * Draws trajectories under {@code do(mechanism)} from the first year on. All mechanisms share the noise of a seed:
     * draw i of one is the same world as draw i of another. The result does not depend on the number of threads.
     *
     * @param draws 1 to {@link #MAXIMUM_DRAWS}
     * @param years 1 to {@link #MAXIMUM_YEARS}
     * @param threads 1 to {@link #MAXIMUM_THREADS}
     * @throws InvalidParameter if a count is out of range or draws × (years + 1) exceeds {@link #MAXIMUM_CELLS}
     */
    public Trajectories simulate(Mechanism mechanism, int draws, int years, long seed, int threads) {
        requireAllowed(draws, years, threads);
        Trajectories trajectories = new Trajectories(draws, years);
        PublishedKernel kernel = new PublishedKernel(parameters, mechanism, PublishedNoise.of(seed), trajectories);
        Blocks.run(draws, threads, kernel::run);
        return trajectories;
    }

    /** {@link #simulate(Mechanism, int, int, long, int)} for every mechanism, in the order of {@link Mechanism}. */
    public Map<Mechanism, Trajectories> simulateAll(int draws, int years, long seed, int threads) {
        Map<Mechanism, Trajectories> worlds = new EnumMap<>(Mechanism.class);
        for (Mechanism mechanism : Mechanism.values()) {
            worlds.put(mechanism, simulate(mechanism, draws, years, seed, threads));
        }
        return Collections.unmodifiableMap(worlds);
    }

    static void requireAllowed(int draws, int years, int threads) {
        InvalidParameter.requireBetween("draws", draws, 1, MAXIMUM_DRAWS);
        InvalidParameter.requireBetween("years", years, 1, MAXIMUM_YEARS);
        InvalidParameter.requireBetween("threads", threads, 1, MAXIMUM_THREADS);
        int affordable = MAXIMUM_CELLS / (years + 1);
        if (draws > affordable) {
            throw new InvalidParameter("draws", draws, "1 to %d with %d years".formatted(affordable, years));
        }
    }
}
