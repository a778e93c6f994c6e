// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.List;

/**
 * Which worlds no other world beats, in one year: a world is out of the set if another is at least as good on all criteria
 * and better on one.
 *
 * @param criteria labels of the indicators
 * @param worlds every world, in the order of the comparison
 */
public record ParetoSet(int year, List<String> criteria, List<Member> worlds) {

    public ParetoSet {
        criteria = List.copyOf(criteria);
        worlds = List.copyOf(worlds);
    }

    /**
     * @param means mean of each criterion, in the order of the criteria and in their units
     * @param efficient whether the world is in the Pareto set of the means, whatever their Monte Carlo errors
     * @param probability share of draws in which it is in the Pareto set of that draw
     */
    public record Member(String world, List<Double> means, boolean efficient, double probability) {

        public Member {
            means = List.copyOf(means);
        }
    }
}
