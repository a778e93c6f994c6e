// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import org.headwater.simulation.InvalidParameter;

/** Refusal of arguments out of range. */
final class Require {

    private Require() {}

    static double between(String name, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new InvalidParameter(name, value, lowest + " to " + highest);
        }
        return value;
    }

    static int between(String name, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new InvalidParameter(name, value, lowest + " to " + highest);
        }
        return value;
    }
}
