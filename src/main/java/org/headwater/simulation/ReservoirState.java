// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;

/** The reservoir below the catchment, lane by lane. */
final class ReservoirState {

    /** Storage left [m3]. */
    final double[] storage = Lanes.empty();

    /** Firm energy of that storage [MW.h/a]. */
    final double[] firmEnergy = Lanes.empty();

    /** Sediment that passed the dam in the year [t/a]. */
    final double[] passing = Lanes.empty();

    /** Volume dredged in the year [m3/a]. */
    final double[] dredged = Lanes.empty();

    /** Volume that settled in the year [m3/a]. */
    final double[] deposit = Lanes.empty();

    private final double[] originalStorage;
    private final double[] initialStorage;
    private final double[] inflow;
    private final double[] trapConstant;
    private final double[] density;
    private final double[] smallestShare;
    private final double[] otherSediment;
    private final double[] largestEnergy;
    private final double[] energyExponent;

    ReservoirState(WatershedDraws draws) {
        originalStorage = draws.of(WatershedParameters.ORIGINAL_STORAGE);
        initialStorage = draws.of(WatershedParameters.INITIAL_STORAGE);
        inflow = draws.of(WatershedParameters.INFLOW);
        trapConstant = draws.of(WatershedParameters.TRAP_CONSTANT);
        density = draws.of(WatershedParameters.DEPOSIT_DENSITY);
        smallestShare = draws.of(WatershedParameters.SMALLEST_STORAGE_SHARE);
        otherSediment = draws.of(WatershedParameters.OTHER_SEDIMENT);
        largestEnergy = draws.of(WatershedParameters.LARGEST_ENERGY);
        energyExponent = draws.of(WatershedParameters.ENERGY_EXPONENT);
    }

    /** Year 0. */
    void begin() {
        System.arraycopy(initialStorage, 0, storage, 0, Lanes.COUNT);
        Arrays.fill(passing, 0);
        Arrays.fill(dredged, 0);
        Arrays.fill(deposit, 0);
        yieldEnergy();
    }

    /** One year's load settles or passes; what settled in the year is dredged as far as storage lacks it. */
    void fill(HillsideState hillside) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double load = hillside.sedimentYield[lane] + otherSediment[lane] * hillside.weather[lane];
            double trapped = Reservoir.trapEfficiency(storage[lane], inflow[lane], trapConstant[lane]);
            double settled = Reservoir.deposit(storage[lane], load, trapped, density[lane]);
            double left = storage[lane] - settled;
            double lacking = Reservoir.shortfall(left, smallestShare[lane] * originalStorage[lane]);
            deposit[lane] = settled;
            passing[lane] = load - settled * density[lane];
            dredged[lane] = Math.min(lacking, settled);
            storage[lane] = left + dredged[lane];
        }
        yieldEnergy();
    }

    private void yieldEnergy() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            firmEnergy[lane] =
                    Reservoir.firmEnergy(storage[lane], inflow[lane], largestEnergy[lane], energyExponent[lane]);
        }
    }
}
