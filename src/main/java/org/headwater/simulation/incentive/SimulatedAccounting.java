// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Model;
import org.headwater.simulation.Party;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;

/**
 * Simulates worlds a few at a time, so that the trajectories of only so many are in memory. A draw's noise depends on the seed
 * and not on the worlds beside it, so that all of them share it nevertheless.
 */
final class SimulatedAccounting implements Accounting {

    private static final long CELLS_AT_ONCE = Trajectories.MAXIMUM_CELLS / 5;

    private final Model model;
    private final Sampling sampling;
    private final DiscountRates rates;
    private final int worldsAtOnce;
    private final DoubleConsumer simulatedWorlds;
    private int accounted;

    /**
     * @param simulatedWorlds told how many worlds are simulated; one that is under way counts in part
     * @throws InvalidParameter if the model records no money or no discount rates
     */
    SimulatedAccounting(Model model, Sampling sampling, DoubleConsumer simulatedWorlds) {
        this(model, sampling, simulatedWorlds, CELLS_AT_ONCE);
    }

    /** @param cellsAtOnce numbers that the trajectories in memory may have; at least those of one world */
    SimulatedAccounting(Model model, Sampling sampling, DoubleConsumer simulatedWorlds, long cellsAtOnce) {
        this.model = model;
        this.sampling = sampling;
        this.simulatedWorlds = simulatedWorlds;
        for (Party party : Party.values()) {
            requireIndicator(Account.NET_CASH_FLOW + party.label());
        }
        requireIndicator(Account.EXTERNAL_CASH_FLOW);
        rates = DiscountRates.of(model);
        long cells = (long) model.indicators().size() * (sampling.years() + 1) * sampling.draws();
        worldsAtOnce = Math.clamp(cellsAtOnce / cells, 1, Integer.MAX_VALUE);
    }

    private void requireIndicator(String label) {
        if (model.indicators().stream().noneMatch(indicator -> indicator.label().equals(label))) {
            throw new InvalidParameter("model", model.version(), "a model that records " + label);
        }
    }

    DiscountRates rates() {
        return rates;
    }

    @Override
    public List<Account> of(List<World> worlds) {
        List<Account> accounts = new ArrayList<>();
        for (int first = 0; first < worlds.size(); first += worldsAtOnce) {
            List<World> some = worlds.subList(first, Math.min(worlds.size(), first + worldsAtOnce));
            model.simulate(some, sampling, share -> simulatedWorlds.accept(accounted + share * some.size()))
                    .values()
                    .forEach(trajectories -> accounts.add(Account.of(trajectories, rates)));
            accounted += some.size();
        }
        return accounts;
    }
}
