// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.InvalidParameter.requireBetween;

import java.util.List;

/**
 * The numbers of the preset {@code published} that its authors did not print: eight constants found by calibration to the six
 * printed means. What they did print stands in {@link PublishedRules}.
 *
 * @param initialForestHealth F₀, share of full health, [0.01, 1]
 * @param growthRate r, per year at full contribution, [0, 5]
 * @param degradationRate d, per year at zero contribution, [0, 5]
 * @param paymentWeight π, addition to the incentive modifier when both milestones are met, [0, 5]
 * @param erosionScale E₀, relative erosion without forest, (0, 10]
 * @param erosionExponent b, per unit of forest health, [0, 20]
 * @param priceVolatility v, yearly sd of the logarithm of the credit price, [0, 2]
 * @param transitionWidth τ, width of the smooth thresholds in units of forest health or relative erosion, [0.001, 10]
 */
public record PublishedParameters(
        double initialForestHealth,
        double growthRate,
        double degradationRate,
        double paymentWeight,
        double erosionScale,
        double erosionExponent,
        double priceVolatility,
        double transitionWidth) {

    /** @throws InvalidParameter if a value is outside its range or not a number */
    public PublishedParameters {
        requireBetween("initialForestHealth", initialForestHealth, 0.01, 1);
        requireBetween("growthRate", growthRate, 0, 5);
        requireBetween("degradationRate", degradationRate, 0, 5);
        requireBetween("paymentWeight", paymentWeight, 0, 5);
        requireBetween("erosionScale", erosionScale, 1e-6, 10);
        requireBetween("erosionExponent", erosionExponent, 0, 20);
        requireBetween("priceVolatility", priceVolatility, 0, 2);
        requireBetween("transitionWidth", transitionWidth, 0.001, 10);
    }

    /** The calibrated constants, which reproduce the six printed means within 0.01. */
    public static PublishedParameters fitted() {
        return new PublishedParameters(0.30, 0.4621, 0.2745, 0.4807, 0.8714, 0.8912, 0.0661, 0.2384);
    }

    /** The parameters by name, each fixed in all draws. */
    List<Parameter> all() {
        return List.of(
                parameter("initialForestHealth", "1", initialForestHealth, 0.01, 1),
                parameter("growthRate", "1/a", growthRate, 0, 5),
                parameter("degradationRate", "1/a", degradationRate, 0, 5),
                parameter("paymentWeight", "1", paymentWeight, 0, 5),
                parameter("erosionScale", "1", erosionScale, 1e-6, 10),
                parameter("erosionExponent", "1", erosionExponent, 0, 20),
                parameter("priceVolatility", "1/a", priceVolatility, 0, 2),
                parameter("transitionWidth", "1", transitionWidth, 0.001, 10));
    }

    private static Parameter parameter(String name, String unit, double value, double lowest, double highest) {
        return new Parameter(
                name, unit, new Prior.Fixed(value), lowest, highest, "calibration to the six printed means");
    }

    /**
     * The same parameters but for one.
     *
     * @throws InvalidParameter if the name is unknown or the value out of its range
     */
    public PublishedParameters with(String name, double value) {
        List<Parameter> all = all();
        double[] values = new double[all.size()];
        boolean known = false;
        for (int i = 0; i < values.length; i++) {
            boolean named = all.get(i).name().equals(name);
            values[i] = named ? value : all.get(i).prior().median();
            known |= named;
        }
        if (!known) {
            throw new InvalidParameter(
                    "parameter",
                    name,
                    String.join(", ", all.stream().map(Parameter::name).toList()));
        }
        return new PublishedParameters(
                values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
    }
}
