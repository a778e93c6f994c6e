// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.headwater.forecast.Forecast.EffectForecast;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Effects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers "what if" with the three mechanisms side by side, and the world without project where the preset has one; computes
 * on demand and stores nothing.
 */
@RestController
class ScenarioController {

    /** Bounds the work of one request, which anyone may send, as {@link ScenarioPreset#sampling} does further. */
    private static final int MOST_DRAWS = 10_000;

    /**
     * @param preset null for {@code watershed}
     * @param parameters by the name that the preset's model gives them; a missing one is as the model has it
     */
    record ScenarioRequest(
            @Nullable @Pattern(regexp = "watershed|published", message = "allowed is watershed, published")
            String preset,

            @NotNull @Min(1) @Max(MOST_DRAWS) Integer draws,
            @NotNull @Min(1) @Max(100) Integer years,
            @NotNull Long seed,
            @Nullable Map<String, @Nullable Double> parameters) {}

    /**
     * @param withoutProject of the preset watershed; empty in the preset published, which has no such world
     * @param effects in the last year; those from {@code no-project} are the additionality of a mechanism
     * @param digests of the raw draws, by world
     */
    record Scenario(
            long seed,
            int draws,
            String preset,
            String modelVersion,
            List<MechanismScenario> mechanisms,
            List<Fan> withoutProject,
            List<EffectForecast> effects,
            Map<String, String> digests) {}

    record MechanismScenario(String mechanism, List<Fan> indicators) {}

    /**
     * Lists with one entry per year, from year 0.
     *
     * @param unit UCUM code, or USD with one
     * @param better which way is better: {@code more} or {@code less}
     */
    record Fan(
            String indicator,
            String unit,
            String better,
            int[] years,
            double[] mean,
            double[] sd,
            double[] q05,
            double[] q25,
            double[] q50,
            double[] q75,
            double[] q95) {

        static Fan of(Indicator indicator, Trajectories trajectories) {
            List<Summary> summaries = IntStream.rangeClosed(0, trajectories.years())
                    .mapToObj(year -> Summary.of(trajectories.at(indicator, year)))
                    .toList();
            return new Fan(
                    indicator.label(),
                    indicator.unit(),
                    indicator.better() == Indicator.Direction.LESS ? "less" : "more",
                    IntStream.rangeClosed(0, trajectories.years()).toArray(),
                    each(summaries, Summary::mean),
                    each(summaries, Summary::sd),
                    each(summaries, Summary::q05),
                    each(summaries, Summary::q25),
                    each(summaries, Summary::q50),
                    each(summaries, Summary::q75),
                    each(summaries, Summary::q95));
        }

        private static double[] each(List<Summary> summaries, ToDoubleFunction<Summary> figure) {
            return summaries.stream().mapToDouble(figure).toArray();
        }
    }

    @PostMapping("/api/v1/scenarios")
    Scenario compare(@Valid @RequestBody ScenarioRequest request) {
        ScenarioPreset preset = ScenarioPreset.of(request.preset());
        Sampling sampling = preset.sampling(request.draws(), request.years(), request.seed());
        Map<String, @Nullable Double> parameters = request.parameters() == null ? Map.of() : request.parameters();
        Map<String, Trajectories> worlds = preset.model().simulate(preset.worldsWith(parameters), sampling);
        return new Scenario(
                request.seed(),
                request.draws(),
                preset.label(),
                preset.model().version(),
                mechanisms(preset, worlds),
                withoutProject(preset, worlds),
                effects(preset, worlds, request.years()),
                digests(worlds));
    }

    private static List<MechanismScenario> mechanisms(ScenarioPreset preset, Map<String, Trajectories> worlds) {
        return worlds.entrySet().stream()
                .filter(world -> !world.getKey().equals(World.NO_PROJECT))
                .map(world -> new MechanismScenario(world.getKey(), fans(preset, world.getValue())))
                .toList();
    }

    private static List<Fan> withoutProject(ScenarioPreset preset, Map<String, Trajectories> worlds) {
        Trajectories withoutProject = worlds.get(World.NO_PROJECT);
        return withoutProject == null ? List.of() : fans(preset, withoutProject);
    }

    private static List<Fan> fans(ScenarioPreset preset, Trajectories trajectories) {
        return preset.indicators().stream()
                .map(indicator -> Fan.of(indicator, trajectories))
                .toList();
    }

    private static List<EffectForecast> effects(ScenarioPreset preset, Map<String, Trajectories> worlds, int year) {
        Map<String, Trajectories> horizon = new LinkedHashMap<>();
        worlds.forEach((label, trajectories) -> horizon.put(label, in(year, trajectories, preset.indicators())));
        return Effects.compare(horizon, 0, Forecast.LEVEL).stream()
                .map(EffectForecast::of)
                .toList();
    }

    /** One year of some indicators, as a trajectory of a single state. */
    private static Trajectories in(int year, Trajectories trajectories, List<Indicator> indicators) {
        return Trajectories.of(
                indicators,
                indicators.stream()
                        .map(indicator -> new double[][] {trajectories.at(indicator, year)})
                        .toArray(double[][][]::new));
    }

    private static Map<String, String> digests(Map<String, Trajectories> worlds) {
        return worlds.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, world -> world.getValue().digest(), (first, second) -> first, TreeMap::new));
    }
}
