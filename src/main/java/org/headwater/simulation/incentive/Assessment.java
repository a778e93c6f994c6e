// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.headwater.simulation.Intervention;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Party;
import org.headwater.simulation.Summary;
import org.headwater.simulation.World;

/**
 * Assesses one mechanism.
 *
 * @param level confidence level of all limits
 * @param toleranceShare tolerance of best-response gains as a share of a party's mean absolute change
 */
record Assessment(Accounting accounting, DiscountRates rates, double level, double toleranceShare) {

    /** Constant contributions among which best responses are looked for; the first is none. */
    static final List<Double> CONTRIBUTION_LEVELS = List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

    private static final Party[] PARTIES = Party.values();
    private static final int COALITIONS = 1 << PARTIES.length;

    /** Worlds of one mechanism: its own, one per coalition, one per party and contribution level. */
    static final int WORLDS = 1 + COALITIONS + PARTIES.length * CONTRIBUTION_LEVELS.size();

    /** @param own the account of the mechanism's own world, all parties behaving as they do */
    MechanismIncentives of(Mechanism mechanism, Account own, Account withoutProject) {
        List<Account> coalitions = accounting.of(coalitionWorlds(mechanism));
        Account nobody = coalitions.getFirst();
        double[][] shapley = shapley(coalitions);
        List<PartyIncentives> parties = Arrays.stream(PARTIES)
                .map(party -> party(mechanism, party, own, withoutProject, nobody, shapley[party.ordinal()]))
                .toList();
        return new MechanismIncentives(
                mechanism.label(),
                Summary.of(own.gain(withoutProject)),
                Summary.of(own.gain(nobody)),
                Summary.of(gini(own, withoutProject)),
                Summary.of(own.external()),
                own.largestImbalance(),
                parties);
    }

    /** The world of each coalition at the index of its bits: who does not belong to it contributes nothing. */
    private static List<World> coalitionWorlds(Mechanism mechanism) {
        return IntStream.range(0, COALITIONS)
                .mapToObj(coalition -> {
                    World world = World.under(mechanism).labelled(mechanism.label() + " by coalition " + coalition);
                    for (Party party : PARTIES) {
                        if ((coalition >> party.ordinal() & 1) == 0) {
                            world = world.doing(new Intervention.SetContribution(party, 0));
                        }
                    }
                    return world;
                })
                .toList();
    }

    /** Shapley values by party and draw. */
    private static double[][] shapley(List<Account> coalitions) {
        double[][] worth = coalitions.stream().map(Account::total).toArray(double[][]::new);
        double[][] shapley = new double[PARTIES.length][worth[0].length];
        double[] ofDraw = new double[COALITIONS];
        for (int draw = 0; draw < worth[0].length; draw++) {
            for (int coalition = 0; coalition < COALITIONS; coalition++) {
                ofDraw[coalition] = worth[coalition][draw];
            }
            double[] split = Shapley.split(ofDraw);
            for (int party = 0; party < PARTIES.length; party++) {
                shapley[party][draw] = split[party];
            }
        }
        return shapley;
    }

    private static double[] gini(Account own, Account withoutProject) {
        double[][] gains = Arrays.stream(PARTIES)
                .map(party -> own.gain(party, withoutProject))
                .toArray(double[][]::new);
        return IntStream.range(0, own.draws())
                .mapToDouble(draw -> Gini.of(
                        Arrays.stream(gains).mapToDouble(gain -> gain[draw]).toArray()))
                .toArray();
    }

    private PartyIncentives party(
            Mechanism mechanism, Party party, Account own, Account withoutProject, Account nobody, double[] shapley) {
        double[] change = own.gain(party, withoutProject);
        List<double[]> deviations = deviations(mechanism, party, own);
        BestResponse response = BestResponse.of(CONTRIBUTION_LEVELS, deviations, level);
        double[] best = deviations.get(CONTRIBUTION_LEVELS.indexOf(response.level()));
        double tolerance = toleranceShare
                * Summary.of(Arrays.stream(change).map(Math::abs).toArray()).mean();
        return new PartyIncentives(
                party.label(),
                rates.of(party),
                Summary.of(own.value(party)),
                Summary.of(change),
                Estimate.of(change, level),
                Proportion.of(change, value -> value >= 0, level),
                response,
                Proportion.of(deviations.getFirst(), gain -> gain > 0, level),
                tolerance,
                Proportion.of(best, gain -> gain <= tolerance, level),
                Compatibility.of(response, deviations, tolerance),
                Summary.of(shapley),
                Estimate.of(shapley, level),
                Estimate.of(difference(shapley, own.gain(party, nobody)), level));
    }

    /** What each contribution level gains over own behaviour, by level and draw. */
    private List<double[]> deviations(Mechanism mechanism, Party party, Account own) {
        List<World> worlds = new ArrayList<>();
        for (double contribution : CONTRIBUTION_LEVELS) {
            worlds.add(World.under(mechanism)
                    .labelled(mechanism.label() + " with " + party.label() + " at " + contribution)
                    .doing(new Intervention.SetContribution(party, contribution)));
        }
        return accounting.of(worlds).stream()
                .map(deviated -> deviated.gain(party, own))
                .toList();
    }

    private static double[] difference(double[] values, double[] less) {
        return IntStream.range(0, values.length)
                .mapToDouble(draw -> values[draw] - less[draw])
                .toArray();
    }
}
