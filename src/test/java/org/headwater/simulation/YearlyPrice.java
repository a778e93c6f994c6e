// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * The yearly price process of the preset {@code watershed} and its moments in closed form, to check simulated prices against:
 * {@code ℓ' = a·ℓ + s·z + Σ J_i}, {@code a = exp(−κ)}, {@code s² = v²·(1 − a²)/(2κ)}, J normal with mean 0 and sd j, their
 * number Poisson with mean λ. From ℓ₀ = 0 the cumulants of ℓ_t are those of one year times {@code Σ a^{n·i}}, i = 0 … t − 1.
 *
 * @param reversion κ [1/a]
 * @param volatility v, sd of the diffusion per √a
 * @param jumpRate λ [1/a]
 * @param jumpSd j, natural logarithm
 */
record YearlyPrice(double reversion, double volatility, double jumpRate, double jumpSd) {

    /** Recommended: no reversion, 35 % diffusion, a jump every second year. */
    static final YearlyPrice RECOMMENDED = new YearlyPrice(0, 0.35, 0.5, 0.40);

    double retained() {
        return Math.exp(-reversion);
    }

    double diffusionSd() {
        return volatility * Math.sqrt(reversion == 0 ? 1 : -Math.expm1(-2 * reversion) / (2 * reversion));
    }

    /** Var ℓ_t. */
    double variance(int years) {
        return yearlyVariance() * discounted(2, years);
    }

    /** Kurtosis of ℓ_t, 3 for a normal one. */
    double kurtosis(int years) {
        double fourthCumulant = 3 * jumpRate * Math.pow(jumpSd, 4) * discounted(4, years);
        return 3 + fourthCumulant / Math.pow(variance(years), 2);
    }

    /** ln E exp(ℓ_t): what a price must be divided by to have a mean that does not rise by itself. */
    double logMeanPrice(int years) {
        double sum = 0;
        for (int year = 0; year < years; year++) {
            double weight = Math.pow(retained(), 2 * year);
            sum += 0.5 * diffusionSd() * diffusionSd() * weight + jumpRate * Math.expm1(0.5 * jumpSd * jumpSd * weight);
        }
        return sum;
    }

    private double yearlyVariance() {
        return diffusionSd() * diffusionSd() + jumpRate * jumpSd * jumpSd;
    }

    private double discounted(int power, int years) {
        double sum = 0;
        for (int year = 0; year < years; year++) {
            sum += Math.pow(retained(), power * year);
        }
        return sum;
    }
}
