// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** What the preset {@code published} forecasts. */
public enum Indicator {
    /** Forest health in [0.01, 1]; more is better. */
    FOREST_HEALTH("forest-health", true),
    /** Relative erosion; less is better. */
    EROSION("erosion", false);

    private final String label;
    private final boolean moreIsBetter;

    Indicator(String label, boolean moreIsBetter) {
        this.label = label;
        this.moreIsBetter = moreIsBetter;
    }

    /** The name used in documents, {@code forest-health} or {@code erosion}. */
    public String label() {
        return label;
    }

    boolean moreIsBetter() {
        return moreIsBetter;
    }
}
