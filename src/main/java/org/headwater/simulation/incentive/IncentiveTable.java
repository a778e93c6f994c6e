// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.headwater.simulation.Finding;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.Party;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.World;

/**
 * What each mechanism is worth to whom, and who would rather contribute otherwise.
 *
 * @param model version of the model
 * @param level confidence level of all limits
 * @param contributionLevels constant contributions among which best responses are looked for
 * @param toleranceShare tolerance of best-response gains, as a share of a party's mean absolute change
 * @param preferences every ordered pair of mechanisms
 * @param noMechanismDominates the claim that no mechanism dominates all others, in mean net present values of the parties; risk
 *     is not in it
 */
public record IncentiveTable(
        String model,
        int draws,
        int years,
        long seed,
        double level,
        List<Double> contributionLevels,
        double toleranceShare,
        List<MechanismIncentives> mechanisms,
        List<Preference> preferences,
        Finding noMechanismDominates) {

    /** Fewest draws: the limits of means rest on the central limit theorem. */
    public static final int FEWEST_DRAWS = 30;

    static final double LEVEL = 0.95;
    static final double TOLERANCE_SHARE = 0.05;

    public IncentiveTable {
        contributionLevels = List.copyOf(contributionLevels);
        mechanisms = List.copyOf(mechanisms);
        preferences = List.copyOf(preferences);
    }

    /**
     * Simulates the world without the project, and 88 worlds per mechanism: its own, one per coalition of contributors, one per
     * party and constant contribution. All of them share the noise.
     *
     * @throws InvalidParameter if the model records no money, there is no mechanism, two have the same label, or there are fewer
     *     than {@link #FEWEST_DRAWS} draws
     */
    public static IncentiveTable of(Model model, List<Mechanism> mechanisms, Sampling sampling) {
        return of(model, mechanisms, sampling, done -> {});
    }

    /**
     * {@link #of(Model, List, Sampling)} with word of progress.
     *
     * @param progress told now and then what share of the worlds is simulated, from 0 to 1; one thread at a time
     */
    public static IncentiveTable of(
            Model model, List<Mechanism> mechanisms, Sampling sampling, DoubleConsumer progress) {
        if (sampling.draws() < FEWEST_DRAWS) {
            throw new InvalidParameter("draws", sampling.draws(), "at least " + FEWEST_DRAWS);
        }
        if (mechanisms.isEmpty()) {
            throw new InvalidParameter("mechanisms", "none", "at least one");
        }
        double worlds = 1 + (double) Assessment.WORLDS * mechanisms.size();
        SimulatedAccounting accounting =
                new SimulatedAccounting(model, sampling, simulated -> progress.accept(simulated / worlds));
        return of(model.version(), sampling, mechanisms, accounting, accounting.rates());
    }

    static IncentiveTable of(
            String model, Sampling sampling, List<Mechanism> mechanisms, Accounting accounting, DiscountRates rates) {
        List<World> worlds = new ArrayList<>(World.underEach(mechanisms));
        worlds.add(World.withoutProject());
        List<Account> accounts = accounting.of(worlds);
        Assessment assessment = new Assessment(accounting, rates, LEVEL, TOLERANCE_SHARE);
        List<MechanismIncentives> assessed = new ArrayList<>();
        for (int i = 0; i < mechanisms.size(); i++) {
            assessed.add(assessment.of(mechanisms.get(i), accounts.get(i), accounts.getLast()));
        }
        List<Preference> preferences = preferences(mechanisms, accounts);
        return new IncentiveTable(
                model,
                sampling.draws(),
                sampling.years(),
                sampling.seed(),
                LEVEL,
                Assessment.CONTRIBUTION_LEVELS,
                TOLERANCE_SHARE,
                assessed,
                preferences,
                noneDominates(preferences));
    }

    /** Refuted if one mechanism dominates all others, shown if each is worse than another one for some party. */
    static Finding noneDominates(List<Preference> preferences) {
        Collection<List<Preference>> byMechanism = preferences.stream()
                .collect(Collectors.groupingBy(Preference::mechanism))
                .values();
        if (byMechanism.stream().anyMatch(own -> own.stream().allMatch(Preference::dominates))) {
            return Finding.REFUTED;
        }
        boolean shown = !byMechanism.isEmpty()
                && byMechanism.stream().allMatch(own -> own.stream().anyMatch(Preference::cannotDominate));
        return shown ? Finding.SHOWN : Finding.UNDECIDED;
    }

    private static List<Preference> preferences(List<Mechanism> mechanisms, List<Account> accounts) {
        int comparisons = Party.values().length * mechanisms.size() * (mechanisms.size() - 1) / 2;
        List<Preference> preferences = new ArrayList<>();
        for (int here = 0; here < mechanisms.size(); here++) {
            for (int there = 0; there < mechanisms.size(); there++) {
                if (here != there) {
                    preferences.add(Preference.of(
                            mechanisms.get(here).label(),
                            accounts.get(here),
                            mechanisms.get(there).label(),
                            accounts.get(there),
                            LEVEL,
                            comparisons));
                }
            }
        }
        return preferences;
    }
}
