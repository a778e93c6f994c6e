// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.stream.IntStream;

/** The random variables of the preset {@code published}, shared by all mechanisms: noise does not know who pays. */
record PublishedNoise(
        RandomSite tendencyMean,
        RandomSite tendencySpread,
        RandomSite[] tendency,
        RandomSite[] contribution,
        RandomSite price,
        RandomSite forest,
        RandomSite erosion) {

    static PublishedNoise of(long seed) {
        return new PublishedNoise(
                new RandomSite(seed, "tendency-mean"),
                new RandomSite(seed, "tendency-spread"),
                perAgent(seed, "tendency"),
                perAgent(seed, "contribution"),
                new RandomSite(seed, "credit-price"),
                new RandomSite(seed, "forest-growth"),
                new RandomSite(seed, "erosion"));
    }

    private static RandomSite[] perAgent(long seed, String name) {
        return IntStream.rangeClosed(1, PublishedRules.AGENTS)
                .mapToObj(agent -> new RandomSite(seed, name + "-" + agent))
                .toArray(RandomSite[]::new);
    }

    /** θ_i = μ + σ·z_i with one μ ~ N(0, 0.03) and one σ ~ |N(0, 0.05)| per draw. */
    double[] tendencies(int draw) {
        double mean = PublishedRules.TENDENCY_MEAN_SD * tendencyMean.normal(draw, 0);
        double spread = PublishedRules.TENDENCY_SPREAD_SCALE * Math.abs(tendencySpread.normal(draw, 0));
        double[] tendencies = new double[tendency.length];
        for (int agent = 0; agent < tendencies.length; agent++) {
            tendencies[agent] = mean + spread * tendency[agent].normal(draw, 0);
        }
        return tendencies;
    }

    long[] contributionKeys(int draw) {
        long[] keys = new long[contribution.length];
        for (int agent = 0; agent < keys.length; agent++) {
            keys[agent] = contribution[agent].drawKey(draw);
        }
        return keys;
    }
}
