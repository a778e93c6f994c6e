// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** The constants of the preset {@code published}: those of the proposal's text, and the noise sizes fixed beside it. */
final class PublishedRules {

    /** Dam operator, forest owner, ecological NGO, government, private investor. */
    static final int AGENTS = 5;

    /** Share of a full contribution that an agent gives without incentive; printed. */
    static final double BASE_CONTRIBUTION = 0.60;

    /** Added to the modifier of a performance contract while forest health is below the threshold; printed as 1.3. */
    static final double URGENCY_BONUS = 0.3;

    /** Forest health below which the urgency bonus holds; printed. */
    static final double URGENCY_THRESHOLD = 0.5;

    /** Forest health at which the first outcome payment is due; printed. */
    static final double FOREST_MILESTONE = 0.7;

    /** Relative reduction of erosion at which the second outcome payment is due; printed. */
    static final double EROSION_MILESTONE = 0.3;

    /** Mean modifier of credit trading; printed. */
    static final double CREDIT_MODIFIER = 1.5;

    /** Sd of μ, the common part of the tendencies. */
    static final double TENDENCY_MEAN_SD = 0.03;

    /** Scale of the half-normal σ, the spread of tendencies between agents. */
    static final double TENDENCY_SPREAD_SCALE = 0.05;

    /** Sd of the yearly noise of one agent's contribution. */
    static final double CONTRIBUTION_SD = 0.05;

    /** Noise of growth, entering as 2·sd·F·(1 − F)·z. */
    static final double FOREST_SD = 0.03;

    /** Sd of the logarithm of erosion. */
    static final double EROSION_LOG_SD = 0.08;

    /** κ, yearly reversion of the logarithm of the credit price to its mean. */
    static final double PRICE_REVERSION = 0.3;

    /** Forest health never falls below this floor. */
    static final double FOREST_FLOOR = 0.01;

    private PublishedRules() {}
}
