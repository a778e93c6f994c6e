// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import org.headwater.simulation.InvalidParameter;

/**
 * The Shapley value: what a player adds to the coalition that it finds, averaged over all orders of joining,
 * φ_i = Σ_{S ∌ i} |S|!·(n − |S| − 1)!/n!·(v(S ∪ i) − v(S)). Source: L. S. Shapley, A value for n-person games, in Contributions
 * to the Theory of Games II (1953), 307–317. Exact, over all 2^n coalitions.
 */
public final class Shapley {

    private static final int MOST_PLAYERS = 16;

    private Shapley() {}

    /**
     * Splits v(all) − v(none) among the players.
     *
     * @param worth 2^n values; coalition S stands at the index whose bit i is set if player i belongs to S
     * @return one value per player; their sum is v(all) − v(none)
     * @throws InvalidParameter unless there are 2^n values, n from 1 to 16
     */
    public static double[] split(double[] worth) {
        int players = players(worth.length);
        double[] weights = weights(players);
        double[] split = new double[players];
        for (int player = 0; player < players; player++) {
            int own = 1 << player;
            for (int coalition = 0; coalition < worth.length; coalition++) {
                if ((coalition & own) == 0) {
                    split[player] += weights[Integer.bitCount(coalition)] * (worth[coalition | own] - worth[coalition]);
                }
            }
        }
        return split;
    }

    private static int players(int coalitions) {
        if (Integer.bitCount(coalitions) != 1 || coalitions < 2 || coalitions > 1 << MOST_PLAYERS) {
            throw new InvalidParameter("worth", coalitions + " values", "2^n values, n from 1 to " + MOST_PLAYERS);
        }
        return Integer.numberOfTrailingZeros(coalitions);
    }

    /** s!·(n − s − 1)!/n! by coalition size s. */
    private static double[] weights(int players) {
        double[] weights = new double[players];
        weights[0] = 1.0 / players;
        for (int size = 1; size < players; size++) {
            weights[size] = weights[size - 1] * size / (players - size);
        }
        return weights;
    }
}
