// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.Elementary.exp;
import static org.headwater.simulation.Elementary.log;

/**
 * Sudden losses: events come as a Poisson process, and each takes a share L ~ Beta(1, k) of what is there, k = (1 − m)/m, so
 * that E L = m. Then 1 − L = U^(1/k), and the share that survives a year has the mean exp(−rate·m).
 */
final class CompoundPoissonLoss {

    /** Most events in one year; at a rate of 1 a year the chance of more is below 1e-10, at 3 a year 2e-5. */
    static final int MOST_EVENTS = 12;

    private CompoundPoissonLoss() {}

    /**
     * Share that survives one year, in (0, 1].
     *
     * @param rate events a year, 0 to 3
     * @param meanLoss m, in [0, 1)
     * @param uniform decides how many events there are, by inversion: a higher rate never means fewer
     * @param sizes of the draw, from {@link RandomSite#drawKey}; event j of year t takes position t·12 + j
     */
    static double survivingShare(double rate, double meanLoss, double uniform, long sizes, int year) {
        double none = exp(-rate);
        return uniform <= none
                ? 1
                : afterEvents(events(rate, none, uniform), meanLoss / (1 - meanLoss), sizes, year * MOST_EVENTS);
    }

    /** Number of events of a Poisson process in a year, by inversion of a uniform number. */
    static int events(double rate, double uniform) {
        double none = exp(-rate);
        return uniform <= none ? 0 : events(rate, none, uniform);
    }

    private static int events(double rate, double none, double uniform) {
        double probability = none;
        double cumulative = none;
        int events = 0;
        while (uniform > cumulative && events < MOST_EVENTS) {
            events++;
            probability *= rate / events;
            cumulative += probability;
        }
        return events;
    }

    private static double afterEvents(int events, double exponent, long sizes, int position) {
        double logShare = 0;
        for (int event = 0; event < events; event++) {
            logShare += log(RandomSite.uniformAt(sizes, position + event));
        }
        return exp(exponent * logShare);
    }
}
