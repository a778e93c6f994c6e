// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One world of the preset {@code watershed} for a block of draws: the order of events in a year. */
final class WatershedWorld {

    private static final Party[] PARTIES = Party.values();

    private final HillsideState hillside;
    private final ReservoirState reservoir;
    private final CarbonState carbon;
    private final PartyState parties;
    private final CashFlows cash;
    private final WatershedReadings readings;
    private final MechanismTerms withoutProject;
    private final MechanismTerms[] terms;
    private final List<Optional<MilestoneAccounts>> accounts;
    private final List<Intervention.SetState> settings;
    private final double[] unprotected = Lanes.empty();
    private final double[][] recorded;

    /** @param draws of this world, its own parameters set */
    WatershedWorld(World world, WatershedDraws draws, int years) {
        hillside = new HillsideState(draws);
        reservoir = new ReservoirState(draws);
        carbon = new CarbonState(draws);
        parties = new PartyState(draws, fixedContributions(world));
        cash = new CashFlows(draws);
        readings = new WatershedReadings(draws);
        withoutProject = MechanismTerms.baseline(years);
        terms = terms(world, withoutProject, years);
        accounts = accounts(terms);
        settings = settings(world);
        recorded = recorded();
    }

    private static Map<Party, Double> fixedContributions(World world) {
        Map<Party, Double> fixed = new EnumMap<>(Party.class);
        for (Intervention intervention : world.interventions()) {
            if (intervention instanceof Intervention.SetContribution set) {
                fixed.put(set.party(), set.level());
            }
        }
        return fixed;
    }

    /** The terms of each year: those of the last mechanism set by then, and none before the first. */
    private static MechanismTerms[] terms(World world, MechanismTerms withoutProject, int years) {
        MechanismTerms[] terms = new MechanismTerms[years + 1];
        Arrays.fill(terms, withoutProject);
        boolean said = false;
        for (Intervention intervention : world.interventions()) {
            switch (intervention) {
                case Intervention.SetMechanism set -> {
                    said = true;
                    if (set.fromYear() <= years) {
                        MechanismTerms own = MechanismTerms.of(set.mechanism(), set.fromYear(), years);
                        Arrays.fill(terms, set.fromYear(), years + 1, own);
                    }
                }
                case Intervention.WithoutProject none -> {
                    said = true;
                    Arrays.fill(terms, withoutProject);
                }
                default -> {}
            }
        }
        if (!said) {
            throw new InvalidParameter("world " + world.label(), "no mechanism", "a mechanism, or do(no project)");
        }
        return terms;
    }

    /** Those of each year's contract; a contract keeps its accounts from year to year. */
    private static List<Optional<MilestoneAccounts>> accounts(MechanismTerms[] terms) {
        Map<MechanismTerms, Optional<MilestoneAccounts>> byContract = new LinkedHashMap<>();
        return Arrays.stream(terms)
                .map(one -> byContract.computeIfAbsent(
                        one, key -> key.performancePayment().map(MilestoneAccounts::new)))
                .toList();
    }

    private static List<Intervention.SetState> settings(World world) {
        return world.interventions().stream()
                .filter(Intervention.SetState.class::isInstance)
                .map(Intervention.SetState.class::cast)
                .peek(set -> WatershedStates.require(set.state(), set.value()))
                .toList();
    }

    private double[][] recorded() {
        return Stream.of(
                        Stream.of(
                                hillside.cover,
                                hillside.biomass,
                                parties.effort,
                                hillside.soilLoss,
                                hillside.sedimentYield,
                                reservoir.storage,
                                reservoir.firmEnergy,
                                carbon.credits,
                                carbon.price),
                        Arrays.stream(parties.contribution),
                        Arrays.stream(cash.net),
                        Stream.of(cash.external, readings.cover, readings.sediment))
                .flatMap(values -> values)
                .toArray(double[][]::new);
    }

    /** The state before the first year. */
    void begin(WatershedNoise noise) {
        hillside.begin(noise);
        reservoir.begin();
        carbon.begin(hillside.biomass);
        parties.begin(withoutProject, noise);
        cash.begin();
        readings.read(hillside, noise);
        accounts.forEach(milestones -> milestones.ifPresent(MilestoneAccounts::begin));
    }

    void advance(int year, WatershedNoise noise) {
        MechanismTerms now = terms[year];
        Optional<MilestoneAccounts> milestones = accounts.get(year);
        set(year);
        parties.contribute(now, readings.cover, carbon.price, noise, year);
        carbon.movePrice(noise);
        hillside.grow(parties.effort, protection(now), noise, year);
        hillside.erode(noise);
        reservoir.fill(hillside);
        carbon.issue(hillside.biomass);
        readings.read(hillside, noise);
        milestones.ifPresent(contract -> contract.settle(readings, hillside.referenceYield, year));
        cash.account(now, parties, hillside, reservoir, carbon, milestones);
        parties.learn(now);
    }

    /** The owner protects the forest only while a project runs. */
    private double[] protection(MechanismTerms now) {
        return now.project() ? parties.contribution[Party.FOREST_OWNER.ordinal()] : unprotected;
    }

    private void set(int year) {
        for (Intervention.SetState set : settings) {
            if (set.year() == year) {
                set(set.state(), set.value());
            }
        }
    }

    private void set(String state, double value) {
        switch (state) {
            case WatershedStates.CANOPY_COVER -> Arrays.fill(hillside.cover, value);
            case WatershedStates.BIOMASS -> {
                Arrays.fill(hillside.biomass, value);
                carbon.rebase(hillside.biomass);
            }
            case WatershedStates.RESERVOIR_STORAGE -> Arrays.fill(reservoir.storage, value);
            case WatershedStates.CARBON_PRICE -> carbon.setPrice(value);
            default ->
                Arrays.fill(parties.belief[WatershedStates.believer(state).ordinal()], value);
        }
    }

    /** One array per indicator, in the order of {@link WatershedModel#indicators}. */
    double[][] values() {
        return recorded;
    }

    /** The parties' transfers of the year in millionths of a USD, by party and lane; all zero without a contract. */
    long[][] transfers(int year) {
        long[][] transfers = new long[PARTIES.length][Lanes.COUNT];
        accounts.get(year)
                .ifPresent(contract -> Arrays.setAll(
                        transfers, party -> contract.transfers(party).clone()));
        return transfers;
    }
}
