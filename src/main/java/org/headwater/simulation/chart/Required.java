// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import java.util.Collection;
import org.headwater.simulation.InvalidParameter;

/** What every chart asks of its data. */
final class Required {

    private Required() {}

    static void finite(String name, double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new InvalidParameter(name, value, "finite numbers");
            }
        }
    }

    static void length(String name, double[] values, int length) {
        if (values.length != length) {
            throw new InvalidParameter(name, values.length + " values", length + " values");
        }
    }

    static void some(String name, Collection<?> elements) {
        some(name, elements.size());
    }

    static void some(String name, int count) {
        if (count == 0) {
            throw new InvalidParameter(name, "none", "at least one");
        }
    }

    static void rising(String name, double... values) {
        for (int i = 1; i < values.length; i++) {
            if (!(values[i - 1] <= values[i])) {
                throw new InvalidParameter(name, values[i - 1] + " before " + values[i], "values in rising order");
            }
        }
    }

    static void between(String name, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new InvalidParameter(name, value, lowest + " to " + highest);
        }
    }
}
