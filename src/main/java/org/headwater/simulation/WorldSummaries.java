// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Objects;

/**
 * Moments and exact quantiles of every indicator and year of one world, found without keeping the draws. Immutable.
 */
public final class WorldSummaries {

    private final List<Indicator> indicators;
    private final Summary[][] summaries;
    private final String digest;

    WorldSummaries(List<Indicator> indicators, Summary[][] summaries, String digest) {
        this.indicators = indicators;
        this.summaries = summaries;
        this.digest = digest;
    }

    /** What is recorded, in the order of the digest. */
    public List<Indicator> indicators() {
        return indicators;
    }

    /** The horizon: years count from 0 to it. */
    public int years() {
        return summaries[0].length - 1;
    }

    /**
     * The summary of one indicator in one year.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ year ≤ years
     * @throws InvalidParameter if the indicator is not recorded
     */
    public Summary at(Indicator indicator, int year) {
        int position = indicators.indexOf(indicator);
        if (position < 0) {
            throw new InvalidParameter("indicator", indicator.label(), labels());
        }
        return summaries[position][Objects.checkIndex(year, years() + 1)];
    }

    private String labels() {
        return String.join(", ", indicators.stream().map(Indicator::label).toList());
    }

    /** Digest of all draws, equal to {@link Trajectories#digest()} of the same sampling. */
    public String digest() {
        return digest;
    }
}
