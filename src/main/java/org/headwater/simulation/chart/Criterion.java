// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import org.headwater.simulation.Indicator;

/**
 * What an axis shows.
 *
 * @param unit as printed beside the name; empty or {@code 1} for a quantity without unit
 */
public record Criterion(String name, String unit) {

    /** An indicator's label in words, and its unit. */
    public static Criterion of(Indicator indicator) {
        return new Criterion(indicator.label().replace('-', ' '), indicator.unit());
    }

    /** Name and unit, such as {@code sediment (t/a)}. */
    String label() {
        return unit.isEmpty() || unit.equals("1") ? name : "%s (%s)".formatted(name, unit);
    }
}
