// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import org.headwater.simulation.InvalidParameter;

/** Years of a simulation, from 0, the state before the first year. */
final class Years {

    private Years() {}

    /** @throws InvalidParameter unless 0 ≤ year ≤ last */
    static int require(int year, int last) {
        if (year < 0 || year > last) {
            throw new InvalidParameter("year", year, "0 to " + last);
        }
        return year;
    }
}
