// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * A higher incentive while the forest is in a bad state.
 *
 * @param bonus added to the incentive modifier, [0, 5]
 * @param threshold forest health or canopy cover below which it holds, [0, 1]
 */
public record UrgencyBonus(double bonus, double threshold) {
    public UrgencyBonus {
        InvalidParameter.requireBetween("urgencyBonus/bonus", bonus, 0, 5);
        InvalidParameter.requireBetween("urgencyBonus/threshold", threshold, 0, 1);
    }
}
