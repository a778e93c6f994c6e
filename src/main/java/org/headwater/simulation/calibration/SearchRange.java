// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.List;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;

/**
 * Where a parameter is searched. The search runs over a coordinate u without bounds: the parameter lies at the share
 * 1/(1 + exp(−u)) of its range, on a linear or a logarithmic scale.
 */
record SearchRange(String parameter, double lowest, double highest, boolean logarithmic) {

    /** In the order of {@link PublishedParameters}. */
    static final List<SearchRange> ALL = List.of(
            new SearchRange("initialForestHealth", 0.01, 0.99, false),
            new SearchRange("growthRate", 0.01, 5, true),
            new SearchRange("degradationRate", 0.01, 5, true),
            new SearchRange("paymentWeight", 0, 5, false),
            new SearchRange("erosionScale", 0.1, 10, true),
            new SearchRange("erosionExponent", 0.01, 20, true),
            new SearchRange("priceVolatility", 0.001, 1, true),
            new SearchRange("transitionWidth", 0.01, 10, true));

    double value(double coordinate) {
        return valueAt(1 / (1 + StrictMath.exp(-coordinate)));
    }

    double valueAt(double share) {
        return logarithmic
                ? lowest * StrictMath.exp(share * StrictMath.log(highest / lowest))
                : lowest + (highest - lowest) * share;
    }

    /** @throws InvalidParameter if the parameter's value is not inside the range */
    double coordinate(PublishedParameters parameters) {
        double value = valueOf(parameters);
        double share = logarithmic
                ? StrictMath.log(value / lowest) / StrictMath.log(highest / lowest)
                : (value - lowest) / (highest - lowest);
        if (!(share > 0 && share < 1)) {
            throw new InvalidParameter(parameter, value, "between " + lowest + " and " + highest + ", without both");
        }
        return StrictMath.log(share / (1 - share));
    }

    private double valueOf(PublishedParameters parameters) {
        return new PublishedModel(parameters)
                .parameters().stream()
                        .filter(known -> known.name().equals(parameter))
                        .mapToDouble(known -> known.prior().median())
                        .findFirst()
                        .orElseThrow();
    }
}
