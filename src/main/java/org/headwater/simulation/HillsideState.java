// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;

/** Cover, biomass and erosion of the catchment, lane by lane. */
final class HillsideState {

    /** Canopy cover, share of the area. */
    final double[] cover = Lanes.empty();

    /** Above-ground biomass [Mg/har], over the whole area. */
    final double[] biomass = Lanes.empty();

    /** Soil loss [t/har/a] in the mean weather of a year with this cover. */
    final double[] soilLoss = Lanes.empty();

    /** Sediment that leaves the catchment [t/a]. */
    final double[] sedimentYield = Lanes.empty();

    /** Sediment [t/a] that would leave it in this year's weather under the cover of year 0: a control catchment's record. */
    final double[] referenceYield = Lanes.empty();

    /** Factor of this year's weather on loads, mean 1. */
    final double[] weather = Lanes.empty();

    private final double[] area;
    private final double[] initialCover;
    private final double[] growthRate;
    private final double[] growthLogSd;
    private final double[] degradationRate;
    private final double[] ceiling;
    private final double[] floor;
    private final double[] disturbanceRate;
    private final double[] disturbanceLoss;
    private final double[] reclearanceHazard;
    private final double[] reclearanceLoss;
    private final double[] protection;
    private final double[] asymptote;
    private final double[] biomassRate;
    private final double[] biomassShape;
    private final double[] standAge;
    private final double[] erosivity;
    private final double[] erodibility;
    private final double[] topography;
    private final double[] management;
    private final double[] practice;
    private final double[] controllable;
    private final double[] exponent;
    private final double[] largestDelivery;
    private final double[] midpoint;
    private final double[] connectivity;
    private final double[] connectivitySlope;
    private final double[] weatherLogSd;

    private final double[] lossWithoutCanopy = Lanes.empty();
    private final double[] deliveryRatio = Lanes.empty();
    private final double[] initialLoss = Lanes.empty();
    private final double[] undisturbed = Lanes.empty();
    private final double[] reclearanceRate = Lanes.empty();
    private final double[] calm = Lanes.empty();
    private final double[] standing = Lanes.empty();
    private final double[] density = Lanes.empty();
    private final double[] growth = Lanes.empty();
    private final double[] degradation = Lanes.empty();
    private final double[] exponents = Lanes.empty();
    private final double[] powers = Lanes.empty();

    HillsideState(WatershedDraws draws) {
        area = draws.of(WatershedParameters.AREA);
        initialCover = draws.of(WatershedParameters.INITIAL_COVER);
        growthRate = draws.of(WatershedParameters.GROWTH_RATE);
        growthLogSd = draws.of(WatershedParameters.GROWTH_LOG_SD);
        degradationRate = draws.of(WatershedParameters.DEGRADATION_RATE);
        ceiling = draws.of(WatershedParameters.COVER_CEILING);
        floor = draws.of(WatershedParameters.COVER_FLOOR);
        disturbanceRate = draws.of(WatershedParameters.DISTURBANCE_RATE);
        disturbanceLoss = draws.of(WatershedParameters.DISTURBANCE_LOSS);
        reclearanceHazard = draws.of(WatershedParameters.RECLEARANCE_HAZARD);
        reclearanceLoss = draws.of(WatershedParameters.RECLEARANCE_LOSS);
        protection = draws.of(WatershedParameters.RECLEARANCE_PROTECTION);
        asymptote = draws.of(WatershedParameters.BIOMASS_ASYMPTOTE);
        biomassRate = draws.of(WatershedParameters.BIOMASS_RATE);
        biomassShape = draws.of(WatershedParameters.BIOMASS_SHAPE);
        standAge = draws.of(WatershedParameters.INITIAL_STAND_AGE);
        erosivity = draws.of(WatershedParameters.EROSIVITY);
        erodibility = draws.of(WatershedParameters.ERODIBILITY);
        topography = draws.of(WatershedParameters.TOPOGRAPHY);
        management = draws.of(WatershedParameters.MANAGEMENT);
        practice = draws.of(WatershedParameters.PRACTICE);
        controllable = draws.of(WatershedParameters.CONTROLLABLE_SHARE);
        exponent = draws.of(WatershedParameters.COVER_EXPONENT);
        largestDelivery = draws.of(WatershedParameters.LARGEST_DELIVERY);
        midpoint = draws.of(WatershedParameters.CONNECTIVITY_MIDPOINT);
        connectivity = draws.of(WatershedParameters.CONNECTIVITY);
        connectivitySlope = draws.of(WatershedParameters.CONNECTIVITY_SLOPE);
        weatherLogSd = draws.of(WatershedParameters.WEATHER_LOG_SD);
    }

    /** Year 0. */
    void begin(WatershedNoise noise) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            cover[lane] = initialCover[lane];
            biomass[lane] = initialCover[lane]
                    * ChapmanRichards.biomass(asymptote[lane], biomassRate[lane], biomassShape[lane], standAge[lane]);
            lossWithoutCanopy[lane] = SoilLoss.withoutCanopy(
                    erosivity[lane], erodibility[lane], topography[lane], management[lane], practice[lane]);
            deliveryRatio[lane] = SedimentDelivery.ratio(
                    largestDelivery[lane], midpoint[lane], connectivity[lane], connectivitySlope[lane]);
            undisturbed[lane] = exp(-disturbanceRate[lane]);
            initialLoss[lane] =
                    SoilLoss.under(initialCover[lane], lossWithoutCanopy[lane], controllable[lane], exponent[lane]);
        }
        erode(noise);
    }

    /**
     * One year of growth and loss. Sudden losses strike first, then what stands grows older and spreads; new cover has no
     * biomass yet, and what is lost takes the mean biomass of the stands with it.
     *
     * @param effort restoration effort in [0, 1]
     * @param ownerContribution share of full contribution of who owns the land while a project runs; 0 without
     */
    void grow(double[] effort, double[] ownerContribution, WatershedNoise noise, int year) {
        strike(ownerContribution, noise, year);
        growOlder();
        setRates(effort, noise.growth);
        spread();
    }

    /** Sudden losses: reclearance at hazard·(1 − protection·contribution of the owner), and disturbance. */
    private void strike(double[] ownerContribution, WatershedNoise noise, int year) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            reclearanceRate[lane] =
                    reclearanceHazard[lane] * (1 - protection[lane] * ownerContribution[lane]) / reclearanceLoss[lane];
            exponents[lane] = -reclearanceRate[lane];
        }
        Elementary.exp(exponents, calm, powers);
        long[] disturbanceSizes = noise.disturbanceSizes();
        long[] reclearanceSizes = noise.reclearanceSizes();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double spared = 1;
            if (noise.disturbance[lane] > undisturbed[lane]) {
                spared = CompoundPoissonLoss.survivingShare(
                        disturbanceRate[lane],
                        disturbanceLoss[lane],
                        noise.disturbance[lane],
                        disturbanceSizes[lane],
                        year);
            }
            if (noise.reclearance[lane] > calm[lane]) {
                spared *= CompoundPoissonLoss.survivingShare(
                        reclearanceRate[lane],
                        reclearanceLoss[lane],
                        noise.reclearance[lane],
                        reclearanceSizes[lane],
                        year);
            }
            standing[lane] = cover[lane] * spared;
        }
    }

    /** Biomass per ha of the covered area, one year older. */
    private void growOlder() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            density[lane] = biomass[lane] / cover[lane];
        }
        ChapmanRichards.afterOneYear(density, asymptote, biomassRate, biomassShape, exponents, powers);
    }

    private void setRates(double[] effort, double[] z) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            growth[lane] = CanopyCover.growthRate(growthRate[lane], effort[lane], growthLogSd[lane], z[lane]);
            degradation[lane] = CanopyCover.degradationRate(degradationRate[lane], effort[lane]);
        }
    }

    private void spread() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            exponents[lane] = -degradation[lane];
        }
        Elementary.exp(exponents, biomass, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            biomass[lane] *= standing[lane] * density[lane];
        }
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double grown = CanopyCover.afterOneYear(standing[lane], growth[lane], degradation[lane], ceiling[lane]);
            cover[lane] = Math.max(floor[lane], grown);
        }
    }

    /** Soil loss and sediment of the year, under the cover at its end. */
    void erode(WatershedNoise noise) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double factor = WatershedFunctions.meanOneLognormal(weatherLogSd[lane], noise.weather[lane]);
            double loss = SoilLoss.under(cover[lane], lossWithoutCanopy[lane], controllable[lane], exponent[lane]);
            weather[lane] = factor;
            soilLoss[lane] = loss;
            sedimentYield[lane] = SedimentDelivery.sedimentYield(loss, area[lane], deliveryRatio[lane], factor);
            referenceYield[lane] =
                    SedimentDelivery.sedimentYield(initialLoss[lane], area[lane], deliveryRatio[lane], factor);
        }
    }
}
