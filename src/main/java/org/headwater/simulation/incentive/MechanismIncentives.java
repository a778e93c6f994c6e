// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.List;
import org.headwater.simulation.Summary;

/**
 * What a mechanism means to the parties together.
 *
 * @param mechanism label of the mechanism
 * @param surplus distribution over draws of the sum of the parties' changes against the world without the project, USD
 * @param cooperation distribution of what contributing together adds, all contributing less none contributing: the sum that the
 *     Shapley values split, USD
 * @param gini distribution of the inequality of the parties' changes, by {@link Gini}
 * @param external distribution of the money that crosses the border of the parties over all years, not discounted, USD
 * @param largestImbalance largest absolute sum of the payments between parties over all draws and years, USD/a; 0 up to
 *     rounding if the budget balances
 * @param parties in the order of {@link org.headwater.simulation.Party}
 */
public record MechanismIncentives(
        String mechanism,
        Summary surplus,
        Summary cooperation,
        Summary gini,
        Summary external,
        double largestImbalance,
        List<PartyIncentives> parties) {

    public MechanismIncentives {
        parties = List.copyOf(parties);
    }
}
