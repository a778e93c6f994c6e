// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import org.headwater.simulation.InvalidParameter;

/**
 * What is to be expected of the first so many observations, before any is made. Q is the quantity that they inform.
 *
 * @param observations how many, from 0
 * @param expectedVariance E[Var(Q | y)], in the square of the unit of Q
 * @param varianceReduction Var(Q) − E[Var(Q | y)], likewise
 * @param expectedCredited E of the low quantile of Q given y, the amount that would be paid on, in the unit of Q
 * @param creditedGain by how much that exceeds the low quantile without observations, likewise
 * @param effectiveSample median over readings of (Σw)²/Σw², how many draws carry the posterior
 */
public record SampleInformation(
        int observations,
        Estimate expectedVariance,
        Estimate varianceReduction,
        Estimate expectedCredited,
        Estimate creditedGain,
        double effectiveSample) {

    /**
     * What the observations bring in by raising the amount paid on; compare it with what they cost.
     *
     * @param price money for one unit of Q, 0 or more
     * @return in the same money
     * @throws InvalidParameter if the price is negative or not finite
     */
    public Estimate worth(double price) {
        InvalidParameter.requireBetween("price", price, 0, Double.MAX_VALUE);
        return new Estimate(price * creditedGain.value(), price * creditedGain.lower(), price * creditedGain.upper());
    }
}
