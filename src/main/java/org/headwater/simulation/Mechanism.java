// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How restoration is paid for. The order of the constants is the order of comparison. */
public enum Mechanism {
    /** Each party bears a fixed share; no incentive beyond the base contribution. */
    COST_SHARING("cost-sharing"),
    /** Payment after the fact, when milestones of forest health and erosion are met. */
    PERFORMANCE_CONTRACT("performance-contract"),
    /** Payment at a market price of carbon credits, which varies from year to year. */
    CREDIT_TRADING("credit-trading");

    private final String label;

    Mechanism(String label) {
        this.label = label;
    }

    /** The name used in documents and on the command line, such as {@code cost-sharing}. */
    public String label() {
        return label;
    }

    /**
     * The mechanism of a label.
     *
     * @throws IllegalArgumentException if the label is unknown; the message lists the allowed ones
     */
    public static Mechanism parse(String label) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter("mechanism", label, labels()));
    }

    private static String labels() {
        return Arrays.stream(values()).map(Mechanism::label).collect(Collectors.joining(", "));
    }
}
