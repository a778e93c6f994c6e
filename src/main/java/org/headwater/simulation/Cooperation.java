// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * What a party contributes, as a share in [0, 1] of what full effort asks of it. Public-goods experiments with the strategy
 * method give the form: U. Fischbacher and S. Gächter, American Economic Review 100 (2010), 541–556.
 */
final class Cooperation {

    private static final double HALF = 0.5;

    private Cooperation() {}

    /**
     * The part of the logit that answers the others: β·(belief − ½) for a conditional cooperator, −h·|belief − ½| for a
     * hump-shaped one.
     */
    static double answer(double belief, double linearSlope, double humpSlope) {
        double surprise = belief - HALF;
        return linearSlope * surprise - humpSlope * Math.abs(surprise);
    }

    /** How urgent restoration looks, 0 at and above the threshold, 1 on bare slopes. */
    static double urgency(double measuredCover, double threshold) {
        return Math.max(0, 1 - measuredCover / threshold);
    }

    /**
     * What a mechanism adds to the logit: sensitivity × payment to the party per unit of effort / cost of a unit of effort. A
     * party's contribution is weighted by its cost share in both, which therefore cancels.
     */
    static double incentive(double sensitivity, double paymentPerEffort, double costPerEffort) {
        return sensitivity * paymentPerEffort / costPerEffort;
    }

    /** The contribution of odds, c/(1 − c). */
    static double contribution(double odds) {
        return odds / (1 + odds);
    }

    /** Belief about the others after their mean contribution has been seen. */
    static double nextBelief(double belief, double observed, double learningRate) {
        return belief + learningRate * (observed - belief);
    }
}
