// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * A payment that depends on a measured outcome: nothing up to {@code lower}, the whole amount from {@code upper} on, in
 * proportion between them.
 *
 * @param outcome what is measured
 * @param year year of the measurement, from 1
 * @param lower start of the corridor, [0, 1]
 * @param upper end of the corridor, [lower, 1]
 * @param amount USD at the end of the corridor, [0, 10¹²]
 */
public record OutcomeMilestone(Outcome outcome, int year, double lower, double upper, double amount) {

    /** What a milestone measures. */
    public enum Outcome {
        /** Forest health or canopy cover, as a level. */
        COVER,
        /** Relative reduction of erosion or of delivered sediment against the reference. */
        SEDIMENT_REDUCTION
    }

    public OutcomeMilestone {
        InvalidParameter.requireBetween("milestone/year", year, 1, Sampling.MAXIMUM_YEARS);
        InvalidParameter.requireBetween("milestone/lower", lower, 0, 1);
        InvalidParameter.requireBetween("milestone/upper", upper, lower, 1);
        InvalidParameter.requireBetween("milestone/amount", amount, 0, 1e12);
    }

    /** The middle of the corridor, the threshold of a rule that knows no corridor. */
    public double threshold() {
        return (lower + upper) / 2;
    }
}
