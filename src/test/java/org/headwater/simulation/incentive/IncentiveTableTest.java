// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.headwater.simulation.Finding;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Party;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.incentive.Preference.Leaning;
import org.junit.jupiter.api.Test;

class IncentiveTableTest {

    private static final DiscountRates RATES =
            new DiscountRates(Arrays.stream(Party.values()).collect(Collectors.toMap(party -> party, party -> 0.05)));
    private static final double ROUNDING = 1e-9;

    @Test
    void belowAReturnOfOneEveryPlayerDoesBestByContributingNothing() {
        PublicGoodsGame game = PublicGoodsGame.withAnyBehaviour(400, 1);

        for (PartyIncentives player : play(game, 0.4)) {
            Party party = Party.parse(player.party());
            double meanContribution = mean(game, draw -> game.contribution(party, draw));
            assertThat(player.bestResponse().level()).isZero();
            assertThat(player.bestResponse().gain()).isCloseTo(0.6 * meanContribution, within(ROUNDING));
            assertThat(player.bestResponse().lower())
                    .isBetween(0.0, player.bestResponse().gain());
            assertThat(player.freeRiding().share()).isEqualTo(1);
            assertThat(player.compatible().share()).isLessThan(0.5);
            assertThat(player.compatibility()).isEqualTo(Compatibility.INCOMPATIBLE);
        }
    }

    @Test
    void aboveAReturnOfOneEveryPlayerDoesBestByContributingAll() {
        PublicGoodsGame game = PublicGoodsGame.withAnyBehaviour(400, 2);

        for (PartyIncentives player : play(game, 1.5)) {
            Party party = Party.parse(player.party());
            double meanRest = mean(game, draw -> 1 - game.contribution(party, draw));
            assertThat(player.bestResponse().level()).isEqualTo(1);
            assertThat(player.bestResponse().gain()).isCloseTo(0.5 * meanRest, within(ROUNDING));
            assertThat(player.freeRiding().share()).isZero();
            assertThat(player.participation().share()).isEqualTo(1);
        }
    }

    @Test
    void whoeverPlaysTheNashEquilibriumHasNothingToGain() {
        for (PartyIncentives player : play(PublicGoodsGame.withConstantBehaviour(0, 100), 0.4)) {
            assertThat(player.bestResponse().level()).isZero();
            assertThat(player.bestResponse().gain()).isZero();
            assertThat(player.compatible().share()).isEqualTo(1);
            assertThat(player.compatibility()).isEqualTo(Compatibility.COMPATIBLE);
        }
        for (PartyIncentives player : play(PublicGoodsGame.withConstantBehaviour(1, 100), 1.5)) {
            assertThat(player.bestResponse().level()).isEqualTo(1);
            assertThat(player.compatibility()).isEqualTo(Compatibility.COMPATIBLE);
        }
    }

    @Test
    void limitsOnBothSidesOfTheToleranceDecideNothing() {
        List<double[]> deviations = List.of(new double[] {1, 3});

        assertThat(Compatibility.of(new BestResponse(0, 2, 1, 3, 0.95), deviations, 2))
                .isEqualTo(Compatibility.UNDECIDED);
        assertThat(Compatibility.of(new BestResponse(0, 2, 1, 3, 0.95), deviations, 3))
                .isEqualTo(Compatibility.COMPATIBLE);
        assertThat(Compatibility.of(new BestResponse(0, 2, 1, 3, 0.95), deviations, 0.9))
                .isEqualTo(Compatibility.INCOMPATIBLE);
    }

    @Test
    void whereAContributionReturnsItselfThereIsNothingToDecide() {
        assertThat(play(PublicGoodsGame.withConstantBehaviour(0.5, 100), 1))
                .extracting(PartyIncentives::compatibility)
                .containsOnly(Compatibility.NOTHING_TO_DECIDE);
    }

    /** What a player's contribution adds does not depend on the others': (5m − 1)·c_i. */
    @Test
    void surplusOfALinearGameIsSplitByContribution() {
        PublicGoodsGame game = PublicGoodsGame.withAnyBehaviour(300, 3);
        double perUnit = 5 * 0.4 - 1;

        MechanismIncentives assessed = assess(game, 0.4).mechanisms().getFirst();

        for (PartyIncentives player : assessed.parties()) {
            Party party = Party.parse(player.party());
            double meanContribution = mean(game, draw -> game.contribution(party, draw));
            double meanPot = mean(game, draw -> pot(game, draw));
            assertThat(player.shapley().mean()).isCloseTo(perUnit * meanContribution, within(ROUNDING));
            assertThat(player.underpayment().mean())
                    .isCloseTo(5 * 0.4 * meanContribution - 0.4 * meanPot, within(ROUNDING));
        }
        assertThat(sum(assessed, player -> player.shapley().mean()))
                .isCloseTo(assessed.cooperation().mean(), within(ROUNDING));
        assertThat(sum(assessed, player -> player.underpayment().mean())).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void participationCountsDrawsInWhichAPlayerDoesNotLose() {
        PublicGoodsGame game = PublicGoodsGame.withAnyBehaviour(300, 4);

        for (PartyIncentives player : play(game, 0.25)) {
            Party party = Party.parse(player.party());
            ToDoubleFunction<Integer> change =
                    draw -> 0.25 * pot(game, draw) - game.contribution(party, draw) - PublicGoodsGame.OUTSIDE_OPTION;
            assertThat(player.participation().share())
                    .isCloseTo(mean(game, draw -> change.applyAsDouble(draw) >= 0 ? 1 : 0), within(ROUNDING));
            assertThat(player.change().mean()).isCloseTo(mean(game, change), within(ROUNDING));
        }
    }

    @Test
    void equalContributorsGainEqually() {
        assertThat(assess(PublicGoodsGame.withConstantBehaviour(0.5, 50), 0.4)
                        .mechanisms()
                        .getFirst()
                        .gini()
                        .q95())
                .isCloseTo(0, within(ROUNDING));
    }

    @Test
    void aHigherReturnForAllDominates() {
        PublicGoodsGame game = PublicGoodsGame.withAnyBehaviour(200, 5);

        IncentiveTable table = assess(game, 0.4, 0.6);

        assertThat(table.noMechanismDominates()).isEqualTo(Finding.REFUTED);
        assertThat(table.preferences())
                .filteredOn(Preference::dominates)
                .singleElement()
                .satisfies(preference -> {
                    assertThat(preference.mechanism()).isEqualTo("return-1");
                    assertThat(preference.leaning(Leaning.BETTER)).hasSize(5);
                    assertThat(preference.probability().share()).isEqualTo(1);
                    assertThat(preference.parties())
                            .allSatisfy(
                                    party -> assertThat(party.better().share()).isEqualTo(1));
                });
    }

    @Test
    void equalMechanismsDecideNothing() {
        PublicGoodsGame game = PublicGoodsGame.withAnyBehaviour(200, 6);

        IncentiveTable table = assess(game, 0.4, 0.4);

        assertThat(table.noMechanismDominates()).isEqualTo(Finding.UNDECIDED);
        assertThat(table.preferences())
                .allSatisfy(preference ->
                        assertThat(preference.leaning(Leaning.EQUAL)).hasSize(5));
        assertThat(table.preferences())
                .allSatisfy(preference ->
                        assertThat(preference.probability().share()).isZero());
    }

    @Test
    void whoeverPrefersDifferentMechanismsShowsThatNoneDominates() {
        Account one = constant(1, 2, 3, 4, 5);
        Account other = constant(2, 1, 3, 4, 5);

        List<Preference> preferences = List.of(
                Preference.of("one", one, "other", other, 0.95, 5), Preference.of("other", other, "one", one, 0.95, 5));

        assertThat(preferences.getFirst().leaning(Leaning.WORSE)).containsExactly("dam-operator");
        assertThat(preferences.getFirst().leaning(Leaning.BETTER)).containsExactly("forest-owner");
        assertThat(IncentiveTable.noneDominates(preferences)).isEqualTo(Finding.SHOWN);
    }

    @Test
    void dominatingOneOfTwoOthersRefutesNothing() {
        Account best = constant(5, 1, 3, 3, 3);
        Account middle = constant(1, 5, 3, 3, 3);
        Account worst = constant(1, 0, 3, 3, 3);
        List<Preference> preferences = List.of(
                Preference.of("best", best, "middle", middle, 0.95, 15),
                Preference.of("best", best, "worst", worst, 0.95, 15),
                Preference.of("middle", middle, "best", best, 0.95, 15),
                Preference.of("middle", middle, "worst", worst, 0.95, 15),
                Preference.of("worst", worst, "best", best, 0.95, 15),
                Preference.of("worst", worst, "middle", middle, 0.95, 15));

        assertThat(preferences).filteredOn(Preference::dominates).hasSize(2);
        assertThat(IncentiveTable.noneDominates(preferences)).isEqualTo(Finding.SHOWN);
    }

    @Test
    void whatTheDrawsDoNotDecideStaysUndecided() {
        Account spread = new Account(new double[5][2], new double[2], 0);
        spread.netPresentValue()[0][0] = 1;
        spread.netPresentValue()[0][1] = -1;
        spread.netPresentValue()[1][0] = 1;
        spread.netPresentValue()[1][1] = 1;

        Preference preference = Preference.of("one", spread, "other", constant(0, 0, 0, 0, 0), 0.95, 5);

        assertThat(preference.leaning(Leaning.UNCLEAR)).containsExactly("dam-operator");
        assertThat(preference.leaning(Leaning.BETTER)).containsExactly("forest-owner");
        assertThat(preference.dominates()).isFalse();
        assertThat(preference.probability().share()).isEqualTo(0.5);
        assertThat(preference.cannotDominate()).isFalse();
        assertThat(IncentiveTable.noneDominates(List.of(preference))).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void aModelWithoutMoneyIsRefused() {
        assertThatThrownBy(
                        () -> IncentiveTable.of(PublishedModel.fitted(), Mechanism.standard(), Sampling.of(100, 20, 1)))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("net-cash-flow/dam-operator");
    }

    @Test
    void tooFewDrawsForLimitsOfMeansAreRefused() {
        assertThatThrownBy(
                        () -> IncentiveTable.of(PublishedModel.fitted(), Mechanism.standard(), Sampling.of(29, 20, 1)))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("at least 30");
    }

    private static List<PartyIncentives> play(PublicGoodsGame game, double perCapitaReturn) {
        return assess(game, perCapitaReturn).mechanisms().getFirst().parties();
    }

    private static IncentiveTable assess(PublicGoodsGame game, double... returns) {
        List<Mechanism> mechanisms = IntStream.range(0, returns.length)
                .mapToObj(i -> new Mechanism(
                        "return-" + i,
                        returns[i],
                        Map.of(Party.NGO, 1.0),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return IncentiveTable.of("public-goods", Sampling.of(game.draws(), 1, 1), mechanisms, game, RATES);
    }

    private static Account constant(double... values) {
        return new Account(
                Arrays.stream(values)
                        .mapToObj(value -> new double[] {value, value})
                        .toArray(double[][]::new),
                new double[2],
                0);
    }

    private static double pot(PublicGoodsGame game, int draw) {
        return Arrays.stream(Party.values())
                .mapToDouble(party -> game.contribution(party, draw))
                .sum();
    }

    private static double mean(PublicGoodsGame game, ToDoubleFunction<Integer> ofDraw) {
        return IntStream.range(0, game.draws())
                .mapToDouble(draw -> ofDraw.applyAsDouble(draw))
                .average()
                .orElseThrow();
    }

    private static double sum(MechanismIncentives assessed, ToDoubleFunction<PartyIncentives> figure) {
        return assessed.parties().stream().mapToDouble(figure).sum();
    }
}
