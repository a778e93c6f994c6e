// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Objects;

/** Mean and standard deviation of every indicator and year of one world, found in a single run over the draws. Immutable. */
public final class WorldMoments {

    private final List<Indicator> indicators;
    private final int years;
    private final Moments[] moments;

    /** @param moments indicator by indicator, in each year by year */
    WorldMoments(List<Indicator> indicators, int years, Moments[] moments) {
        this.indicators = indicators;
        this.years = years;
        this.moments = moments;
    }

    /**
     * The mean over all draws.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ year ≤ years
     * @throws InvalidParameter if the indicator is not recorded
     */
    public double mean(Indicator indicator, int year) {
        return at(indicator, year).mean();
    }

    /** Sample standard deviation, divisor draws − 1; errors as {@link #mean}. */
    public double sd(Indicator indicator, int year) {
        return at(indicator, year).sd();
    }

    private Moments at(Indicator indicator, int year) {
        int position = indicators.indexOf(indicator);
        if (position < 0) {
            throw new InvalidParameter(
                    "indicator",
                    indicator.label(),
                    String.join(", ", indicators.stream().map(Indicator::label).toList()));
        }
        return moments[position * years + Objects.checkIndex(year, years)];
    }
}
