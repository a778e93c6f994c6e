// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import org.headwater.simulation.InvalidParameter;

/**
 * Inequality of gains of which some may be losses: the mean absolute difference, divided by the largest that the same total gain
 * and total loss allow, which is reached when one party has all of the one and another all of the other:
 * Σ_i Σ_j |x_i − x_j| / (2(n − 1)·Σ_i |x_i|). It lies in [0, 1]; without losses it is the usual coefficient times n/(n − 1).
 * Normalisation: E. Raffinetti, E. Siletti and A. Vernizzi, Statistical Methods &amp; Applications 24 (2015), 507–521.
 */
public final class Gini {

    private Gini() {}

    /**
     * The coefficient of the gains; 0 if all of them are 0.
     *
     * @param gains at least two finite numbers, losses negative
     * @throws InvalidParameter if there are fewer or one is not finite
     */
    public static double of(double[] gains) {
        if (gains.length < 2) {
            throw new InvalidParameter("gains", gains.length + " values", "at least two");
        }
        double differences = 0;
        double total = 0;
        for (int i = 0; i < gains.length; i++) {
            if (!Double.isFinite(gains[i])) {
                throw new InvalidParameter("gains", gains[i], "finite numbers");
            }
            total += Math.abs(gains[i]);
            for (int j = 0; j < i; j++) {
                differences += Math.abs(gains[i] - gains[j]);
            }
        }
        return total == 0 ? 0 : differences / ((gains.length - 1) * total);
    }
}
