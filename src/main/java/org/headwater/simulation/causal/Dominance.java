// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.simulation.Finding;

/**
 * Which world beats which on every criterion, in one year. World a dominates world b at a level if on each criterion the
 * interval of the paired improvements a − b, the quantiles (1 − level)/2 and (1 + level)/2, lies at or above 0, and on one of
 * them above 0. At level 0.9 that is 95 % of the draws, for each criterion by itself.
 *
 * @param level coverage of the intervals
 * @param criteria labels of the indicators
 * @param pairs every ordered pair of different worlds
 * @param noneDominates what the numbers say of the sentence "no world dominates all the others": refuted if one does, shown if
 *     for every world there is another that is better on a criterion by its whole interval, or equal to it in all
 * @param probabilityNone share of draws in which no world is at least as good as all others on all criteria and better than
 *     each of them on one; near 1 with many criteria, since one reversal is enough
 * @param dominant label of the world that dominates all others, if there is one
 */
public record Dominance(
        int year,
        double level,
        List<String> criteria,
        List<Pair> pairs,
        Finding noneDominates,
        double probabilityNone,
        Optional<String> dominant) {

    /**
     * A world set against another.
     *
     * @param dominates whether {@code world} dominates {@code over} at the level
     * @param probability share of draws in which {@code world} is at least as good on all criteria and better on one
     * @param criteria one comparison per criterion
     */
    public record Pair(String world, String over, boolean dominates, double probability, List<Criterion> criteria) {

        public Pair {
            criteria = List.copyOf(criteria);
        }

        static Pair of(String world, String over, double probability, List<Criterion> criteria) {
            boolean dominates = criteria.stream().allMatch(criterion -> criterion.lower() >= 0)
                    && criteria.stream().anyMatch(criterion -> criterion.lower() > 0);
            return new Pair(world, over, dominates, probability, criteria);
        }

        /** The world is worse on a criterion by the whole interval, or equal to the other in all of them. */
        private boolean excludesDominance() {
            return criteria.stream().anyMatch(criterion -> criterion.upper() < 0)
                    || criteria.stream().allMatch(criterion -> criterion.lower() == 0 && criterion.upper() == 0);
        }
    }

    /**
     * Improvement on one indicator: paired differences, positive where the first world is better.
     *
     * @param mean mean improvement, in the indicator's unit
     * @param lower quantile (1 − level)/2 of the improvements
     * @param upper quantile (1 + level)/2 of the improvements
     * @param probabilityBetter share of draws in which the first world is better; a tie counts half
     */
    public record Criterion(String indicator, double mean, double lower, double upper, double probabilityBetter) {

        /** From a contrast {@code to − from}, the improvement of {@code to} over {@code from}. */
        static Criterion gained(Effect effect, int sign) {
            Criterion rise = new Criterion(
                    effect.indicator(), effect.mean(), effect.lower(), effect.upper(), effect.probabilityBetter());
            return sign > 0
                    ? rise
                    : new Criterion(
                            rise.indicator,
                            opposite(rise.mean),
                            opposite(rise.upper),
                            opposite(rise.lower),
                            rise.probabilityBetter);
        }

        /** The same from the other world's side. */
        Criterion reversed() {
            return new Criterion(indicator, opposite(mean), opposite(upper), opposite(lower), 1 - probabilityBetter);
        }

        /** −x, but 0 for 0. */
        private static double opposite(double x) {
            return 0 - x;
        }
    }

    public Dominance {
        criteria = List.copyOf(criteria);
        pairs = List.copyOf(pairs);
    }

    static Dominance of(
            int year,
            double level,
            List<String> criteria,
            List<String> worlds,
            List<Pair> pairs,
            double probabilityNone) {
        List<String> dominant = new ArrayList<>();
        int excluded = 0;
        for (String world : worlds) {
            List<Pair> own =
                    pairs.stream().filter(pair -> pair.world().equals(world)).toList();
            if (own.stream().allMatch(Pair::dominates)) {
                dominant.add(world);
            }
            excluded += own.stream().anyMatch(Pair::excludesDominance) ? 1 : 0;
        }
        Finding claim =
                !dominant.isEmpty() ? Finding.REFUTED : excluded == worlds.size() ? Finding.SHOWN : Finding.UNDECIDED;
        return new Dominance(
                year,
                level,
                criteria,
                pairs,
                claim,
                probabilityNone,
                dominant.stream().findFirst());
    }
}
