// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import org.headwater.simulation.Summary;

/** How the draws of one indicator spread in one year, in its unit. */
record Spread(double mean, double sd, double q05, double q50, double q95) {

    static Spread of(Summary summary) {
        return new Spread(summary.mean(), summary.sd(), summary.q05(), summary.q50(), summary.q95());
    }
}
