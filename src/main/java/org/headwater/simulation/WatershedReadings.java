// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** What monitoring reads of the state, lane by lane, and what the readings prove. */
final class WatershedReadings {

    /** Cover on the year's map. */
    final double[] cover = Lanes.empty();

    /** Sediment at the gauge [t/a]. */
    final double[] sediment = Lanes.empty();

    private final double[] coverSd;
    private final double[] coverBias;
    private final double[] sedimentLogSd;
    private final double[] deviations;

    WatershedReadings(WatershedDraws draws) {
        coverSd = draws.of(WatershedParameters.COVER_SD);
        coverBias = draws.of(WatershedParameters.COVER_BIAS);
        sedimentLogSd = draws.of(WatershedParameters.SEDIMENT_LOG_SD);
        deviations = draws.of(WatershedParameters.PROOF_DEVIATIONS);
    }

    void read(HillsideState hillside, WatershedNoise noise) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            cover[lane] = WatershedMeasurement.cover(
                    hillside.cover[lane], coverBias[lane], coverSd[lane], noise.measuredCover[lane]);
            sediment[lane] = WatershedMeasurement.sediment(
                    hillside.sedimentYield[lane], sedimentLogSd[lane], noise.measuredSediment[lane]);
        }
    }

    double provenCover(int lane) {
        return WatershedMeasurement.provenCover(cover[lane], coverSd[lane], deviations[lane]);
    }

    /** Of sums of measured and reference loads over some years. */
    double provenSedimentReduction(int lane, double measured, double reference, int years) {
        return WatershedMeasurement.provenSedimentReduction(
                measured, reference, years, sedimentLogSd[lane], deviations[lane]);
    }
}
