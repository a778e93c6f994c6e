// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;
import static org.headwater.simulation.Elementary.log;

/** Carbon credits and their price, lane by lane. */
final class CarbonState {

    /** Credits that can be issued for the year [t/a], whether or not the mechanism has a market for them. */
    final double[] credits = Lanes.empty();

    /** Price at the end of the year [USD/t]. */
    final double[] price = Lanes.empty();

    private final double[] area;
    private final double[] carbonFraction;
    private final double[] rootShoot;
    private final double[] baselineIncrement;
    private final double[] carbonError;
    private final double[] deviations;
    private final double[] leakage;
    private final double[] bufferShare;
    private final double[] growth;
    private final double[] initialPrice;
    private final double[] reversion;
    private final double[] volatility;
    private final double[] jumpRate;
    private final double[] jumpLogSd;

    private final double[] biomassBefore = Lanes.empty();
    private final double[] keptShare = Lanes.empty();
    private final double[] yearlyGrowth = Lanes.empty();
    private final double[] trend = Lanes.empty();
    private final double[] logRatio = Lanes.empty();
    private final double[] logMean = Lanes.empty();
    private final double[] weight = Lanes.empty();
    private final double[] retained = Lanes.empty();
    private final double[] yearlySd = Lanes.empty();
    private CarbonCredits account = new CarbonCredits(Lanes.COUNT);

    CarbonState(WatershedDraws draws) {
        area = draws.of(WatershedParameters.AREA);
        carbonFraction = draws.of(WatershedParameters.CARBON_FRACTION);
        rootShoot = draws.of(WatershedParameters.ROOT_SHOOT);
        baselineIncrement = draws.of(WatershedParameters.BASELINE_INCREMENT);
        carbonError = draws.of(WatershedParameters.CARBON_ERROR);
        deviations = draws.of(WatershedParameters.UNCERTAINTY_DEVIATIONS);
        leakage = draws.of(WatershedParameters.LEAKAGE);
        bufferShare = draws.of(WatershedParameters.BUFFER_SHARE);
        growth = draws.of(WatershedParameters.PRICE_GROWTH);
        initialPrice = draws.of(WatershedParameters.INITIAL_PRICE);
        reversion = draws.of(WatershedParameters.PRICE_REVERSION);
        volatility = draws.of(WatershedParameters.PRICE_VOLATILITY);
        jumpRate = draws.of(WatershedParameters.JUMP_RATE);
        jumpLogSd = draws.of(WatershedParameters.JUMP_LOG_SD);
    }

    /** Year 0. */
    void begin(double[] biomass) {
        account = new CarbonCredits(Lanes.COUNT);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            credits[lane] = 0;
            biomassBefore[lane] = biomass[lane];
            keptShare[lane] = CarbonCredits.keptShare(deviations[lane], carbonError[lane], leakage[lane]);
            retained[lane] = exp(-reversion[lane]);
            yearlySd[lane] = CarbonPrice.yearlySd(volatility[lane], reversion[lane]);
            yearlyGrowth[lane] = exp(growth[lane]);
            trend[lane] = initialPrice[lane];
            setPrice(lane, initialPrice[lane]);
        }
    }

    /** Sets biomass as if it had always been there, so that the setting itself earns no credit and is no reversal. */
    void rebase(double[] biomass) {
        System.arraycopy(biomass, 0, biomassBefore, 0, Lanes.COUNT);
    }

    /** Sets the price [USD/t] in every lane. */
    void setPrice(double value) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            setPrice(lane, value);
        }
    }

    private void setPrice(int lane, double value) {
        price[lane] = value;
        logRatio[lane] = log(value / trend[lane]);
        logMean[lane] = 0;
        weight[lane] = 1;
    }

    void movePrice(WatershedNoise noise) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            int jumps = CompoundPoissonLoss.events(jumpRate[lane], noise.jumpCount[lane]);
            logRatio[lane] = CarbonPrice.nextLogRatio(
                    logRatio[lane],
                    retained[lane],
                    yearlySd[lane],
                    noise.price[lane],
                    jumps,
                    jumpLogSd[lane],
                    noise.jumpSize[lane]);
            logMean[lane] +=
                    CarbonPrice.logMeanIncrement(weight[lane], yearlySd[lane], jumpRate[lane], jumpLogSd[lane]);
            weight[lane] *= retained[lane];
            trend[lane] *= yearlyGrowth[lane];
            price[lane] = trend[lane] * exp(logRatio[lane] - logMean[lane]);
        }
    }

    void issue(double[] biomass) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double aboveBaseline = biomass[lane] - biomassBefore[lane] - baselineIncrement[lane];
            double stockChange = CarbonCredits.stock(aboveBaseline, area[lane], rootShoot[lane], carbonFraction[lane]);
            credits[lane] = account.issue(lane, stockChange, keptShare[lane], bufferShare[lane]);
            biomassBefore[lane] = biomass[lane];
        }
    }
}
