// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

/**
 * What a series of yearly cash flows is worth at the start: Σ CF_t/(1 + r)^t. The flow of year 0 counts in full, that of year t
 * as at the end of year t.
 */
final class PresentValue {

    private PresentValue() {}

    /** 1/(1 + r)^t for t from 0 to {@code years}. */
    static double[] factors(double rate, int years) {
        double[] factors = new double[years + 1];
        factors[0] = 1;
        for (int year = 1; year <= years; year++) {
            factors[year] = factors[year - 1] / (1 + rate);
        }
        return factors;
    }

    /**
     * @param flows by year, from 0
     * @param rate per year, above −1
     */
    static double of(double[] flows, double rate) {
        double[] factors = factors(rate, flows.length - 1);
        double value = 0;
        for (int year = 0; year < flows.length; year++) {
            value += flows[year] * factors[year];
        }
        return value;
    }
}
