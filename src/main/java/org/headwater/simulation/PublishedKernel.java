// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.PublishedRules.BASE_CONTRIBUTION;
import static org.headwater.simulation.PublishedRules.CONTRIBUTION_SD;
import static org.headwater.simulation.PublishedRules.CREDIT_MODIFIER;
import static org.headwater.simulation.PublishedRules.EROSION_LOG_SD;
import static org.headwater.simulation.PublishedRules.EROSION_MILESTONE;
import static org.headwater.simulation.PublishedRules.FOREST_FLOOR;
import static org.headwater.simulation.PublishedRules.FOREST_MILESTONE;
import static org.headwater.simulation.PublishedRules.FOREST_SD;
import static org.headwater.simulation.PublishedRules.PRICE_REVERSION;
import static org.headwater.simulation.PublishedRules.URGENCY_BONUS;
import static org.headwater.simulation.PublishedRules.URGENCY_THRESHOLD;

/** The equations of the preset {@code published} for one mechanism, one draw at a time. */
final class PublishedKernel {

    private final PublishedParameters parameters;
    private final Mechanism mechanism;
    private final PublishedNoise noise;
    private final Trajectories trajectories;
    private final double initialErosion;
    private final double[] halfPriceVariance;

    PublishedKernel(
            PublishedParameters parameters, Mechanism mechanism, PublishedNoise noise, Trajectories trajectories) {
        this.parameters = parameters;
        this.mechanism = mechanism;
        this.noise = noise;
        this.trajectories = trajectories;
        this.initialErosion = expectedErosion(parameters.initialForestHealth());
        this.halfPriceVariance = halfPriceVariance(trajectories.years());
    }

    /** Half of Var ℓ_t for each year, from ℓ₀ = 0: what makes the mean price 1 in every year. */
    private double[] halfPriceVariance(int years) {
        double[] half = new double[years + 1];
        double variance = 0;
        double kept = (1 - PRICE_REVERSION) * (1 - PRICE_REVERSION);
        for (int year = 1; year <= years; year++) {
            variance = kept * variance + parameters.priceVolatility() * parameters.priceVolatility();
            half[year] = variance / 2;
        }
        return half;
    }

    void run(int draw) {
        double[] tendencies = noise.tendencies(draw);
        long[] contributionKeys = noise.contributionKeys(draw);
        long priceKey = noise.price().drawKey(draw);
        long forestKey = noise.forest().drawKey(draw);
        long erosionKey = noise.erosion().drawKey(draw);
        double logPrice = 0;
        double forest = parameters.initialForestHealth();
        double erosion = erosion(forest, erosionKey, 0);
        trajectories.record(draw, 0, forest, erosion);
        for (int year = 1; year <= trajectories.years(); year++) {
            logPrice = nextLogPrice(logPrice, priceKey, year);
            double modifier = modifier(forest, erosion, logPrice, year);
            double contribution = meanContribution(modifier, tendencies, contributionKeys, year);
            forest = nextForest(forest, contribution, RandomSite.normalAt(forestKey, year));
            erosion = erosion(forest, erosionKey, year);
            trajectories.record(draw, year, forest, erosion);
        }
    }

    /** ℓ_t = (1 − κ)·ℓ_{t−1} + v·ε_t. */
    private double nextLogPrice(double logPrice, long key, int year) {
        return mechanism == Mechanism.CREDIT_TRADING
                ? (1 - PRICE_REVERSION) * logPrice + parameters.priceVolatility() * RandomSite.normalAt(key, year)
                : 0;
    }

    /** The incentive modifier m that the mechanism applies to the base contribution. */
    private double modifier(double forest, double erosion, double logPrice, int year) {
        return switch (mechanism) {
            case COST_SHARING -> 1;
            case PERFORMANCE_CONTRACT -> 1 + urgency(forest) + parameters.paymentWeight() * outcome(forest, erosion);
            case CREDIT_TRADING -> CREDIT_MODIFIER * StrictMath.exp(logPrice - halfPriceVariance[year]);
        };
    }

    private double urgency(double forest) {
        return URGENCY_BONUS * reached(URGENCY_THRESHOLD - forest);
    }

    /** Mean of the two milestones, each between 0 (far below) and 1 (far above). */
    private double outcome(double forest, double erosion) {
        double forestReached = reached(forest - FOREST_MILESTONE);
        double erosionReached = reached(1 - erosion / initialErosion - EROSION_MILESTONE);
        return 0.5 * (forestReached + erosionReached);
    }

    /** Smooth threshold s(x/τ), s the logistic function. */
    private double reached(double excess) {
        return 1 / (1 + StrictMath.exp(-excess / parameters.transitionWidth()));
    }

    /** I = mean over agents of clip(0.60·m + θ_i + N(0, 0.05), 0, 1). */
    private static double meanContribution(double modifier, double[] tendencies, long[] keys, int year) {
        double sum = 0;
        for (int agent = 0; agent < tendencies.length; agent++) {
            double shock = CONTRIBUTION_SD * RandomSite.normalAt(keys[agent], year);
            sum += clip(BASE_CONTRIBUTION * modifier + tendencies[agent] + shock, 0, 1);
        }
        return sum / tendencies.length;
    }

    /** F' = clip(F + r·I·F(1−F) − d·(1−I)·F + 2·0.03·F(1−F)·z, 0.01, 1). */
    private double nextForest(double forest, double contribution, double z) {
        double logistic = forest * (1 - forest);
        double growth = parameters.growthRate() * contribution * logistic;
        double degradation = parameters.degradationRate() * (1 - contribution) * forest;
        return clip(forest + growth - degradation + 2 * FOREST_SD * logistic * z, FOREST_FLOOR, 1);
    }

    /** E = E₀·exp(−b·F)·exp(0.08·z − 0.08²/2). */
    private double erosion(double forest, long key, int year) {
        double logNoise = EROSION_LOG_SD * RandomSite.normalAt(key, year) - EROSION_LOG_SD * EROSION_LOG_SD / 2;
        return parameters.erosionScale() * StrictMath.exp(logNoise - parameters.erosionExponent() * forest);
    }

    private double expectedErosion(double forest) {
        return parameters.erosionScale() * StrictMath.exp(-parameters.erosionExponent() * forest);
    }

    private static double clip(double value, double lowest, double highest) {
        return Math.min(Math.max(value, lowest), highest);
    }
}
