// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Shares of the parties in one sum of money. */
final class Shares {

    private static final double TOLERANCE = 1e-9;

    private Shares() {}

    /** An unmodifiable copy in the order of the parties; each share in [0, 1], all together 1. */
    static Map<Party, Double> require(String name, Map<Party, Double> shares) {
        double sum = 0;
        for (Map.Entry<Party, Double> share : shares.entrySet()) {
            sum += InvalidParameter.requireBetween(name + "/" + share.getKey().label(), share.getValue(), 0, 1);
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new InvalidParameter(name, "a sum of " + sum, "shares that sum to 1");
        }
        return Collections.unmodifiableMap(new EnumMap<>(shares));
    }
}
