// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameter values of a block of draws, one per lane. Each parameter is a site of its own, {@code parameter/} and its name: the
 * quantile of its prior at a uniform number, held to its range.
 */
final class WatershedDraws {

    private record Drawn(RandomSite site, Parameter parameter, double[] values) {}

    private final Map<String, double[]> byName;
    private final List<Drawn> drawn;

    private WatershedDraws(Map<String, double[]> byName, List<Drawn> drawn) {
        this.byName = byName;
        this.drawn = drawn;
    }

    static WatershedDraws of(List<Parameter> parameters, long seed) {
        Map<String, double[]> byName = new LinkedHashMap<>();
        parameters.forEach(parameter ->
                byName.put(parameter.name(), constant(parameter.prior().median())));
        List<Drawn> drawn = parameters.stream()
                .filter(parameter -> !(parameter.prior() instanceof Prior.Fixed))
                .map(parameter -> new Drawn(
                        new RandomSite(seed, "parameter/" + parameter.name()),
                        parameter,
                        values(byName, parameter.name())))
                .toList();
        return new WatershedDraws(byName, drawn);
    }

    /** The same draws, with the priors cut of those parameters that an intervention sets. */
    WatershedDraws under(List<Intervention> interventions, List<Parameter> parameters) {
        Map<String, double[]> own = new HashMap<>(byName);
        for (Intervention intervention : interventions) {
            if (intervention instanceof Intervention.SetParameter set) {
                own.put(
                        set.parameter(),
                        constant(parameter(parameters, set.parameter()).require(set.value())));
            }
        }
        return new WatershedDraws(own, List.of());
    }

    private static Parameter parameter(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        "parameter",
                        name,
                        String.join(
                                ", ", parameters.stream().map(Parameter::name).toList())));
    }

    private static double[] constant(double value) {
        double[] lanes = Lanes.empty();
        Arrays.fill(lanes, value);
        return lanes;
    }

    /** Draws the block that begins with a draw; those who hold arrays of {@link #of(Parameter)} see the new values. */
    void start(long firstDraw) {
        for (Drawn one : drawn) {
            Parameter parameter = one.parameter;
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                double quantile = parameter.prior().quantile(one.site.uniform(firstDraw + lane, 0));
                one.values[lane] = WatershedFunctions.clip(quantile, parameter.lowest(), parameter.highest());
            }
        }
    }

    /** One value per lane; the array stays the same from block to block. */
    double[] of(Parameter parameter) {
        return values(byName, parameter.name());
    }

    /** Of a party's own parameter. */
    double[] of(Party party, Map<Party, Parameter> parameters) {
        Parameter parameter = parameters.get(party);
        if (parameter == null) {
            throw new IllegalStateException("no parameter of " + party);
        }
        return of(parameter);
    }

    private static double[] values(Map<String, double[]> byName, String name) {
        double[] values = byName.get(name);
        if (values == null) {
            throw new IllegalStateException("no draws of parameter " + name);
        }
        return values;
    }
}
