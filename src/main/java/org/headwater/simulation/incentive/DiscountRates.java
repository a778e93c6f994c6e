// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Model;
import org.headwater.simulation.Parameter;
import org.headwater.simulation.Party;

/**
 * How much less a sum is worth to a party one year later; real rates.
 *
 * @param perYear rate of every party, in [0, 1]
 */
public record DiscountRates(Map<Party, Double> perYear) {

    private static final String PARAMETER = "discount-rate/";

    /** @throws InvalidParameter if a party has no rate or one out of range */
    public DiscountRates {
        for (Party party : Party.values()) {
            Double rate = perYear.get(party);
            if (rate == null || !(rate >= 0 && rate <= 1)) {
                throw new InvalidParameter(PARAMETER + party.label(), rate == null ? "missing" : rate, "0 to 1");
            }
        }
        perYear = Collections.unmodifiableMap(new EnumMap<>(perYear));
    }

    /**
     * The rates that a model names {@code discount-rate/<party>}; of an uncertain one the median.
     *
     * @throws InvalidParameter if the model knows no rate of a party
     */
    public static DiscountRates of(Model model) {
        Map<Party, Double> rates = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            rates.put(party, median(model.parameters(), PARAMETER + party.label(), model.version()));
        }
        return new DiscountRates(rates);
    }

    private static double median(List<Parameter> parameters, String name, String version) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter("model", version, "a model with a parameter " + name))
                .prior()
                .median();
    }

    double of(Party party) {
        return Objects.requireNonNull(perYear.get(party));
    }
}
