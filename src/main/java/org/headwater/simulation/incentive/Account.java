// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.Arrays;
import org.headwater.simulation.Party;
import org.headwater.simulation.Trajectories;

/**
 * The money of one world.
 *
 * @param netPresentValue by party and draw, USD
 * @param external by draw: what crosses the border of the parties over all years, not discounted, USD
 * @param largestImbalance largest absolute difference, over draws and years, between the parties' net cash flows together and
 *     the external one, USD/a; payments between parties leave 0
 */
record Account(double[][] netPresentValue, double[] external, double largestImbalance) {

    static final String NET_CASH_FLOW = "net-cash-flow/";
    static final String EXTERNAL_CASH_FLOW = "external-cash-flow";

    private static final Party[] PARTIES = Party.values();

    static Account of(Trajectories world, DiscountRates rates) {
        double[][] value = new double[PARTIES.length][world.draws()];
        double[] external = new double[world.draws()];
        double largestImbalance = 0;
        double[][] factors = Arrays.stream(PARTIES)
                .map(party -> PresentValue.factors(rates.of(party), world.years()))
                .toArray(double[][]::new);
        for (int year = 0; year <= world.years(); year++) {
            double[] imbalance = world.at(world.indicator(EXTERNAL_CASH_FLOW), year);
            add(external, imbalance, 1);
            for (Party party : PARTIES) {
                double[] flow = world.at(world.indicator(NET_CASH_FLOW + party.label()), year);
                add(value[party.ordinal()], flow, factors[party.ordinal()][year]);
                add(imbalance, flow, -1);
            }
            largestImbalance = Math.max(largestImbalance, largest(imbalance));
        }
        return new Account(value, external, largestImbalance);
    }

    private static void add(double[] sum, double[] summand, double factor) {
        for (int draw = 0; draw < sum.length; draw++) {
            sum[draw] += factor * summand[draw];
        }
    }

    private static double largest(double[] imbalance) {
        return Arrays.stream(imbalance).map(Math::abs).max().orElse(0);
    }

    int draws() {
        return external.length;
    }

    double[] value(Party party) {
        return netPresentValue[party.ordinal()];
    }

    /** The parties' values together, each at its own rate, by draw. */
    double[] total() {
        double[] total = new double[draws()];
        for (double[] value : netPresentValue) {
            add(total, value, 1);
        }
        return total;
    }

    /** What the party has here more than in another world, by draw. */
    double[] gain(Party party, Account over) {
        double[] gain = value(party).clone();
        add(gain, over.value(party), -1);
        return gain;
    }

    /** What all parties have here more than in another world, by draw. */
    double[] gain(Account over) {
        double[] gain = total();
        add(gain, over.total(), -1);
        return gain;
    }
}
