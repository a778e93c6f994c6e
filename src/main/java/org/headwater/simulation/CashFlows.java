// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Money of the parties in a year [USD/a], lane by lane. Every sum that a party receives comes from another party or from
 * outside, so that the parties' flows add up to what crosses the border of the five: contractors, buyers of energy and of
 * credits, dredgers, and the values of soil and of cover.
 */
final class CashFlows {

    private static final Party[] PARTIES = Party.values();
    private static final double MILLIONTH = 1e-6;

    /** Received less given, by party. */
    final double[][] net = new double[PARTIES.length][Lanes.COUNT];

    /** What crosses the border of the five parties. */
    final double[] external = Lanes.empty();

    private final double[] area;
    private final double[] restorationCost;
    private final double[] energyPrice;
    private final double[] dredgingCost;
    private final double[] abrasionCost;
    private final double[] soilValue;
    private final double[] publicValue;
    private final double[] missionValue;

    CashFlows(WatershedDraws draws) {
        area = draws.of(WatershedParameters.AREA);
        restorationCost = draws.of(WatershedParameters.RESTORATION_COST);
        energyPrice = draws.of(WatershedParameters.ENERGY_PRICE);
        dredgingCost = draws.of(WatershedParameters.DREDGING_COST);
        abrasionCost = draws.of(WatershedParameters.ABRASION_COST);
        soilValue = draws.of(WatershedParameters.SOIL_VALUE);
        publicValue = draws.of(WatershedParameters.PUBLIC_VALUE);
        missionValue = draws.of(WatershedParameters.MISSION_VALUE);
    }

    /** Year 0: nothing flows yet. */
    void begin() {
        for (double[] party : net) {
            Arrays.fill(party, 0);
        }
        Arrays.fill(external, 0);
    }

    void account(
            MechanismTerms terms,
            PartyState parties,
            HillsideState hillside,
            ReservoirState reservoir,
            CarbonState carbon,
            Optional<MilestoneAccounts> milestones) {
        begin();
        addBenefits(hillside, reservoir);
        for (int party = 0; party < PARTIES.length; party++) {
            payContractors(party, terms.costShare(party), parties.contribution[party]);
            if (terms.creditShare(party) > 0) {
                sellCredits(party, terms.creditShare(party), terms.priceFloor(), carbon);
            }
        }
        addUpExternal();
        milestones.ifPresent(this::transfer);
    }

    /** What each party gains or loses from the state of the watershed, whoever pays for it. */
    private void addBenefits(HillsideState hillside, ReservoirState reservoir) {
        double[] dam = net[Party.DAM_OPERATOR.ordinal()];
        double[] owner = net[Party.FOREST_OWNER.ordinal()];
        double[] ngo = net[Party.NGO.ordinal()];
        double[] government = net[Party.GOVERNMENT.ordinal()];
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double forest = hillside.cover[lane] * area[lane];
            dam[lane] = reservoir.firmEnergy[lane] * energyPrice[lane]
                    - reservoir.dredged[lane] * dredgingCost[lane]
                    - reservoir.passing[lane] * abrasionCost[lane];
            owner[lane] = -hillside.soilLoss[lane] * area[lane] * soilValue[lane];
            ngo[lane] = forest * missionValue[lane];
            government[lane] = forest * publicValue[lane];
        }
    }

    /** Restoration cost: share × contribution × cost of full effort. */
    private void payContractors(int party, double share, double[] contribution) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            net[party][lane] -= share * contribution[lane] * restorationCost[lane] * area[lane];
        }
    }

    private void sellCredits(int party, double share, double priceFloor, CarbonState carbon) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            net[party][lane] += share * carbon.credits[lane] * Math.max(carbon.price[lane], priceFloor);
        }
    }

    private void addUpExternal() {
        for (double[] party : net) {
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                external[lane] += party[lane];
            }
        }
    }

    /** Payments between the parties. */
    private void transfer(MilestoneAccounts milestones) {
        for (int party = 0; party < PARTIES.length; party++) {
            long[] received = milestones.transfers(party);
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                net[party][lane] += received[lane] * MILLIONTH;
            }
        }
    }
}
