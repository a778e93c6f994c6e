// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** What numbers say of a claim. */
public enum Finding {
    SHOWN("shown"),
    REFUTED("refuted"),
    /** The intervals are too wide to say. */
    UNDECIDED("undecided");

    private final String label;

    Finding(String label) {
        this.label = label;
    }

    /** The name used in results, such as {@code shown}. */
    public String label() {
        return label;
    }
}
