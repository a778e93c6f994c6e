// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.headwater.simulation.Finding;
import org.headwater.simulation.Intervention;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Party;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;
import org.headwater.simulation.incentive.Preference.Leaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code docs/model.md} says of the three standard mechanisms; signs only where their limits are clear of zero. */
class WatershedIncentivesTest {

    private static final WatershedModel MODEL = WatershedModel.reference();
    private static final IncentiveTable TABLE =
            IncentiveTable.of(MODEL, Mechanism.standard(), Sampling.of(500, 20, 20));
    private static final double CENT = 0.01;

    @Test
    void paymentsBetweenPartiesBalanceInEveryDrawAndYear() {
        assertThat(TABLE.mechanisms())
                .allSatisfy(
                        mechanism -> assertThat(mechanism.largestImbalance()).isLessThan(CENT));
    }

    @Test
    void changesAddUpToTheSurplusAndShapleyValuesToWhatCooperationAdds() {
        for (MechanismIncentives mechanism : TABLE.mechanisms()) {
            assertThat(mechanism.parties().stream()
                            .mapToDouble(party -> party.change().mean())
                            .sum())
                    .isCloseTo(mechanism.surplus().mean(), within(CENT));
            assertThat(mechanism.parties().stream()
                            .mapToDouble(party -> party.shapley().mean())
                            .sum())
                    .isCloseTo(mechanism.cooperation().mean(), within(CENT));
        }
    }

    /** Whoever bears no cost contributes nothing, adds nothing and decides nothing. */
    @ParameterizedTest
    @CsvSource({
        "performance-contract, dam-operator",
        "performance-contract, government",
        "credit-trading, dam-operator",
        "credit-trading, ngo",
        "credit-trading, government",
    })
    void whoeverBearsNoCostHasNothingToDecide(String mechanism, String party) {
        PartyIncentives incentives = incentives(mechanism, party);

        assertThat(incentives.compatibility()).isEqualTo(Compatibility.NOTHING_TO_DECIDE);
        assertThat(incentives.shapley().q05()).isZero();
        assertThat(incentives.shapley().q95()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "cost-sharing, dam-operator, -1",
        "cost-sharing, forest-owner, 1",
        "cost-sharing, ngo, -1",
        "cost-sharing, government, 1",
        "cost-sharing, investor, -1",
        "performance-contract, dam-operator, 1",
        "performance-contract, forest-owner, 1",
        "performance-contract, ngo, -1",
        "performance-contract, government, 1",
        "performance-contract, investor, -1",
        "credit-trading, dam-operator, 1",
        "credit-trading, forest-owner, 1",
        "credit-trading, ngo, 1",
        "credit-trading, government, 1",
        "credit-trading, investor, -1",
    })
    void partyGainsOrLosesByTheProject(String mechanism, String party, int sign) {
        Estimate change = incentives(mechanism, party).meanChange();

        assertThat(sign > 0 ? change.lower() : -change.upper()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "cost-sharing, dam-operator",
        "cost-sharing, ngo",
        "cost-sharing, government",
        "cost-sharing, investor",
        "performance-contract, ngo",
        "performance-contract, investor",
        "credit-trading, investor",
    })
    void partyWouldRatherRideFree(String mechanism, String party) {
        PartyIncentives incentives = incentives(mechanism, party);

        assertThat(incentives.bestResponse().level()).isZero();
        assertThat(incentives.freeRiding().lower()).isGreaterThan(0.5);
        assertThat(incentives.compatibility()).isEqualTo(Compatibility.INCOMPATIBLE);
    }

    @Test
    void creditTradingIsCompatibleForTheForestOwner() {
        assertThat(incentives("credit-trading", "forest-owner").compatibility()).isEqualTo(Compatibility.COMPATIBLE);
    }

    @Test
    void investorWouldNotJoinAnyOfThem() {
        for (Mechanism mechanism : Mechanism.standard()) {
            assertThat(incentives(mechanism.label(), "investor").participation().upper())
                    .isLessThan(0.5);
        }
    }

    @Test
    void creditTradingDominatesThePerformanceContractInTheMean() {
        assertThat(TABLE.noMechanismDominates()).isNotEqualTo(Finding.REFUTED);
        assertThat(TABLE.preferences())
                .filteredOn(Preference::dominates)
                .singleElement()
                .satisfies(preference -> {
                    assertThat(preference.mechanism()).isEqualTo("credit-trading");
                    assertThat(preference.over()).isEqualTo("performance-contract");
                });
    }

    @Test
    void partiesDisagreeOnCostSharingAndThePerformanceContract() {
        assertThat(TABLE.preferences())
                .filteredOn(preference -> preference.mechanism().equals("cost-sharing")
                        && preference.over().equals("performance-contract"))
                .singleElement()
                .satisfies(preference -> {
                    assertThat(preference.leaning(Leaning.BETTER)).containsExactly("forest-owner", "ngo", "investor");
                    assertThat(preference.leaning(Leaning.WORSE)).containsExactly("dam-operator", "government");
                });
    }

    @Test
    void worldsSimulatedApartShareTheNoiseOfWorldsSimulatedTogether() {
        Sampling sampling = Sampling.of(40, 10, 7);
        List<World> worlds = List.of(
                World.under(Mechanism.PERFORMANCE_CONTRACT),
                World.withoutProject(),
                World.under(Mechanism.CREDIT_TRADING).doing(new Intervention.SetContribution(Party.INVESTOR, 0)));

        List<Account> together = new SimulatedAccounting(MODEL, sampling, simulated -> {}).of(worlds);
        List<Account> apart = new SimulatedAccounting(MODEL, sampling, simulated -> {}, 1).of(worlds);

        for (int world = 0; world < worlds.size(); world++) {
            assertThat(apart.get(world).netPresentValue())
                    .isDeepEqualTo(together.get(world).netPresentValue());
        }
    }

    @Test
    void numberOfThreadsLeavesNoTrace() {
        List<Mechanism> contract = List.of(Mechanism.PERFORMANCE_CONTRACT);

        assertThat(IncentiveTable.of(MODEL, contract, new Sampling(600, 5, 3, 3)))
                .isEqualTo(IncentiveTable.of(MODEL, contract, new Sampling(600, 5, 3, 1)));
    }

    private static PartyIncentives incentives(String mechanism, String party) {
        return TABLE.mechanisms().stream()
                .filter(assessed -> assessed.mechanism().equals(mechanism))
                .flatMap(assessed -> assessed.parties().stream())
                .filter(incentives -> incentives.party().equals(party))
                .findFirst()
                .orElseThrow();
    }
}
