// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * How many worlds are drawn, how far, and from which seed. The number of threads leaves no trace in any result.
 *
 * @param draws Monte Carlo draws, 1 to {@link #MAXIMUM_DRAWS}
 * @param years horizon in years, 1 to {@link #MAXIMUM_YEARS}
 * @param seed any 64-bit number; equal seeds give equal noise
 * @param threads 1 to {@link #MAXIMUM_THREADS}
 */
public record Sampling(int draws, int years, long seed, int threads) {

    public static final int MAXIMUM_DRAWS = 100_000_000;
    public static final int MAXIMUM_YEARS = 200;
    public static final int MAXIMUM_THREADS = 256;

    /** @throws InvalidParameter if a count is out of range */
    public Sampling {
        InvalidParameter.requireBetween("draws", draws, 1, MAXIMUM_DRAWS);
        InvalidParameter.requireBetween("years", years, 1, MAXIMUM_YEARS);
        InvalidParameter.requireBetween("threads", threads, 1, MAXIMUM_THREADS);
    }

    /** A sampling on all processors. */
    public static Sampling of(int draws, int years, long seed) {
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), MAXIMUM_THREADS);
        return new Sampling(draws, years, seed, processors);
    }
}
