// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Model;
import org.headwater.simulation.Parameter;
import org.headwater.simulation.Prior;

/**
 * An uncertain number that goes into a function. Factors vary independently of each other.
 *
 * @param name the name of the parameter, unique among the factors of one analysis
 * @param quantile inverse distribution function: a probability in the open interval (0, 1) → a value in the factor's unit
 */
public record Factor(String name, DoubleUnaryOperator quantile) {

    /**
     * Every value between two bounds is equally probable.
     *
     * @throws InvalidParameter unless lowest &lt; highest, both finite
     */
    public static Factor uniform(String name, double lowest, double highest) {
        if (!(Double.isFinite(lowest) && Double.isFinite(highest) && lowest < highest)) {
            throw new InvalidParameter(
                    name, lowest + " to " + highest, "a lower bound below an upper one, both finite");
        }
        return new Factor(name, probability -> lowest + (highest - lowest) * probability);
    }

    /** The parameters of a model that have a prior, each within its allowed range. */
    public static List<Factor> uncertain(Model model) {
        return model.parameters().stream()
                .filter(parameter -> !(parameter.prior() instanceof Prior.Fixed))
                .map(Factor::drawnFromPrior)
                .toList();
    }

    private static Factor drawnFromPrior(Parameter parameter) {
        return new Factor(
                parameter.name(),
                probability ->
                        Math.clamp(parameter.prior().quantile(probability), parameter.lowest(), parameter.highest()));
    }

    /**
     * A parameter of a model between two bounds, whatever its prior.
     *
     * @throws InvalidParameter if the model has no such parameter or does not allow a bound
     */
    public static Factor within(Model model, String parameter, double lowest, double highest) {
        Parameter known = known(model, parameter);
        return uniform(parameter, known.require(lowest), known.require(highest));
    }

    /**
     * A parameter of a model between (1 − share) and (1 + share) times the median of its prior, cut to its allowed range.
     *
     * @param share in (0, 1]
     * @throws InvalidParameter if the model has no such parameter or nothing is left to vary
     */
    public static Factor around(Model model, String parameter, double share) {
        InvalidParameter.requirePositive("share", share, 1);
        Parameter known = known(model, parameter);
        double centre = known.prior().median();
        double reach = share * Math.abs(centre);
        return uniform(parameter, Math.max(centre - reach, known.lowest()), Math.min(centre + reach, known.highest()));
    }

    private static Parameter known(Model model, String name) {
        return model.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        "parameter",
                        name,
                        String.join(
                                ", ",
                                model.parameters().stream().map(Parameter::name).toList())));
    }

    /** The value of each factor at its own probability. */
    static double[] values(List<Factor> factors, double[] probabilities) {
        double[] values = new double[probabilities.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = factors.get(i).quantile().applyAsDouble(probabilities[i]);
        }
        return values;
    }

    static List<Factor> requireDistinct(List<Factor> factors, int most) {
        InvalidParameter.requireBetween("factors", factors.size(), 1, most);
        Set<String> names = new HashSet<>();
        for (Factor factor : factors) {
            if (!names.add(factor.name())) {
                throw new InvalidParameter("factors", factor.name() + " twice", "a different name for each factor");
            }
        }
        return new ArrayList<>(factors);
    }
}
