// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Party;
import org.headwater.simulation.Trajectories;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final int YEARS = 20;
    private static final int DRAWS = 7;
    private static final int EXTERNAL = Party.values().length;
    private static final DiscountRates RATES = rates();

    @Test
    void eachPartyDiscountsItsOwnFlowsAtItsOwnRate() {
        double[][][] flows = flows(new Random(1));

        Account account = Account.of(trajectories(flows), RATES);

        for (Party party : Party.values()) {
            for (int draw = 0; draw < DRAWS; draw++) {
                double[] series = new double[YEARS + 1];
                for (int year = 0; year <= YEARS; year++) {
                    series[year] = flows[party.ordinal()][year][draw];
                }
                assertThat(account.value(party)[draw])
                        .isCloseTo(PresentValue.of(series, RATES.of(party)), within(1e-6));
            }
        }
    }

    @Test
    void paymentsBetweenPartiesLeaveNoImbalance() {
        double[][][] flows = flows(new Random(2));
        double before = Account.of(trajectories(flows), RATES).largestImbalance();
        flows[Party.NGO.ordinal()][5][3] += 40_000;
        flows[Party.INVESTOR.ordinal()][5][3] -= 40_000;

        double after = Account.of(trajectories(flows), RATES).largestImbalance();

        assertThat(before).isLessThan(1e-8);
        assertThat(after).isLessThan(1e-8);
    }

    @Test
    void moneyFromNowhereIsAnImbalance() {
        double[][][] flows = flows(new Random(3));
        flows[Party.NGO.ordinal()][5][3] += 40_000;
        flows[Party.GOVERNMENT.ordinal()][9][1] -= 50_000;

        assertThat(Account.of(trajectories(flows), RATES).largestImbalance()).isCloseTo(50_000, within(1e-6));
    }

    @Test
    void externalFlowsAddUpOverYears() {
        double[][][] flows = flows(new Random(4));
        Account account = Account.of(trajectories(flows), RATES);
        double sum = 0;
        for (int year = 0; year <= YEARS; year++) {
            sum += flows[EXTERNAL][year][6];
        }

        assertThat(account.external()[6]).isCloseTo(sum, within(1e-6));
    }

    @Test
    void gainsOfThePartiesAddUpToTheGainOfAll() {
        Account here = Account.of(trajectories(flows(new Random(5))), RATES);
        Account there = Account.of(trajectories(flows(new Random(6))), RATES);
        double sum = 0;
        for (Party party : Party.values()) {
            sum += here.gain(party, there)[2];
        }

        assertThat(here.gain(there)[2]).isCloseTo(sum, within(1e-6));
    }

    @Test
    void aPartyWithoutADiscountRateIsRefused() {
        Map<Party, Double> incomplete = new EnumMap<>(RATES.perYear());
        incomplete.remove(Party.NGO);

        assertThatThrownBy(() -> new DiscountRates(incomplete))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("discount-rate/ngo");
    }

    private static DiscountRates rates() {
        Map<Party, Double> rates = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            rates.put(party, 0.02 + 0.03 * party.ordinal());
        }
        return new DiscountRates(rates);
    }

    private static Trajectories trajectories(double[][][] flows) {
        List<Indicator> indicators = new ArrayList<>();
        for (Party party : Party.values()) {
            indicators.add(new Indicator("net-cash-flow/" + party.label(), "USD/a", Indicator.Direction.MORE));
        }
        indicators.add(new Indicator("external-cash-flow", "USD/a", Indicator.Direction.MORE));
        return Trajectories.of(indicators, flows);
    }

    /** By party, and last what comes from outside: their sum. */
    private static double[][][] flows(Random random) {
        double[][][] flows = new double[EXTERNAL + 1][YEARS + 1][DRAWS];
        for (int party = 0; party < EXTERNAL; party++) {
            for (int year = 0; year <= YEARS; year++) {
                for (int draw = 0; draw < DRAWS; draw++) {
                    flows[party][year][draw] = 1e5 * random.nextGaussian();
                    flows[EXTERNAL][year][draw] += flows[party][year][draw];
                }
            }
        }
        return flows;
    }
}
