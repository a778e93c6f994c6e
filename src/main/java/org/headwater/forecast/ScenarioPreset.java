// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Intervention;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.Parameter;
import org.headwater.simulation.Party;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers "what if", the worlds that are compared and what is told of them.
 *
 * @param worlds in the order of the contrasts: an effect leads from an earlier to a later one
 * @param indicators of the model, in the order of the answer
 * @param mostDrawYears bounds the memory and time of one request: draws × years
 */
record ScenarioPreset(String label, Model model, List<World> worlds, List<Indicator> indicators, int mostDrawYears) {

    static final String WATERSHED = "watershed";
    static final String PUBLISHED = "published";

    /** @param label one of the two presets; null for the default, {@link #WATERSHED} */
    static ScenarioPreset of(@Nullable String label) {
        return PUBLISHED.equals(label) ? published() : watershed();
    }

    private static ScenarioPreset watershed() {
        return new ScenarioPreset(
                WATERSHED,
                WatershedModel.reference(),
                Stream.concat(Stream.of(World.withoutProject()), World.underEach(Mechanism.standard()).stream())
                        .toList(),
                Stream.concat(
                                Stream.of(
                                        WatershedModel.CANOPY_COVER,
                                        WatershedModel.SOIL_LOSS,
                                        WatershedModel.SEDIMENT_YIELD,
                                        WatershedModel.RESERVOIR_STORAGE,
                                        WatershedModel.FIRM_ENERGY,
                                        WatershedModel.CARBON_CREDITS),
                                Arrays.stream(Party.values()).map(WatershedModel::netCashFlow))
                        .toList(),
                100_000);
    }

    private static ScenarioPreset published() {
        Model model = PublishedModel.fitted();
        return new ScenarioPreset(
                PUBLISHED, model, World.underEach(Mechanism.standard()), model.indicators(), 1_000_000);
    }

    /** @throws InvalidParameter if the draws are more than this preset computes in one request over so many years */
    Sampling sampling(int draws, int years, long seed) {
        int affordable = mostDrawYears / years;
        if (draws > affordable) {
            throw new InvalidParameter(
                    "draws", draws, "1 to %d in the preset %s with %d years".formatted(affordable, label, years));
        }
        return Sampling.of(draws, years, seed);
    }

    /**
     * All worlds with some parameters of the model set in every draw.
     *
     * @param values by the parameter's name; a missing value leaves the parameter as the model has it
     * @throws InvalidParameter with the name {@code parameters/} and the parameter's, as in a JSON pointer, if the model has no
     *     such parameter or its range does not hold the value
     */
    List<World> worldsWith(Map<String, @Nullable Double> values) {
        List<Intervention> settings = new ArrayList<>();
        values.forEach((name, value) -> {
            Parameter parameter = parameter(name);
            if (value != null) {
                settings.add(new Intervention.SetParameter(name, required(parameter, value)));
            }
        });
        return worlds.stream().map(world -> doing(world, settings)).toList();
    }

    private static World doing(World world, List<Intervention> settings) {
        World changed = world;
        for (Intervention setting : settings) {
            changed = changed.doing(setting);
        }
        return changed;
    }

    private Parameter parameter(String name) {
        return model.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        pointer(name),
                        name,
                        "a parameter of the preset %s: %s"
                                .formatted(
                                        label,
                                        model.parameters().stream()
                                                .map(Parameter::name)
                                                .collect(Collectors.joining(", ")))));
    }

    private static double required(Parameter parameter, double value) {
        try {
            return parameter.require(value);
        } catch (InvalidParameter refused) {
            throw new InvalidParameter(pointer(parameter.name()), refused.value(), refused.allowed());
        }
    }

    private static String pointer(String name) {
        return "parameters/" + name.replace("~", "~0").replace("/", "~1");
    }
}
