// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** The equations of a model for some worlds, ready to run block by block; one object per thread. */
interface BlockSimulator {

    /** Simulates the draws from {@code firstDraw} on, {@link Lanes#COUNT} of them, in every world. */
    void simulate(long firstDraw, Recorder recorder);

    /** Takes the values of one world, indicator and year, one per lane, in any order; the array is not the recorder's to keep. */
    interface Recorder {
        void record(int world, int indicator, int year, double[] values);
    }
}
