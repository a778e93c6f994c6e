// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.headwater.forecast.Forecast.EffectForecast;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Effects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers "what if" with the three mechanisms side by side; computes on demand and stores nothing. */
@RestController
class ScenarioController {

    /** Bounds the work of one request, which anyone may send, to a fraction of a second. */
    private static final int MOST_DRAWS = 10_000;

    record ScenarioRequest(
            @NotNull @Pattern(regexp = "published", message = "allowed is published")
            String preset,

            @NotNull @Min(1) @Max(MOST_DRAWS) Integer draws,
            @NotNull @Min(1) @Max(100) Integer years,
            @NotNull Long seed,
            @Nullable ScenarioParameters parameters) {}

    /** What a user may change; a missing value is the calibrated one. Ranges are those of {@link PublishedParameters}. */
    record ScenarioParameters(
            @Nullable Double initialForestHealth,
            @Nullable Double growthRate,
            @Nullable Double degradationRate,
            @Nullable Double paymentWeight,
            @Nullable Double priceVolatility) {

        PublishedParameters over(PublishedParameters fitted) {
            return fitted.with("initialForestHealth", orElse(initialForestHealth, fitted.initialForestHealth()))
                    .with("growthRate", orElse(growthRate, fitted.growthRate()))
                    .with("degradationRate", orElse(degradationRate, fitted.degradationRate()))
                    .with("paymentWeight", orElse(paymentWeight, fitted.paymentWeight()))
                    .with("priceVolatility", orElse(priceVolatility, fitted.priceVolatility()));
        }

        private static double orElse(@Nullable Double value, double fallback) {
            return value == null ? fallback : value;
        }
    }

    record Scenario(
            long seed,
            int draws,
            String modelVersion,
            List<MechanismScenario> mechanisms,
            List<EffectForecast> effects,
            Map<String, String> digests) {}

    record MechanismScenario(String mechanism, List<Fan> indicators) {}

    /** Lists with one entry per year, from year 0. */
    record Fan(
            String indicator,
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
        Map<String, Trajectories> worlds = new PublishedModel(parameters(request))
                .simulate(
                        World.underEach(Mechanism.standard()),
                        Sampling.of(request.draws(), request.years(), request.seed()));
        return new Scenario(
                request.seed(),
                request.draws(),
                PublishedModel.VERSION,
                worlds.entrySet().stream()
                        .map(world -> scenario(world.getKey(), world.getValue()))
                        .toList(),
                Effects.compare(worlds, request.years(), Forecast.LEVEL).stream()
                        .map(EffectForecast::of)
                        .toList(),
                digests(worlds));
    }

    private static PublishedParameters parameters(ScenarioRequest request) {
        PublishedParameters fitted = PublishedParameters.fitted();
        ScenarioParameters chosen = request.parameters();
        try {
            return chosen == null ? fitted : chosen.over(fitted);
        } catch (InvalidParameter refused) {
            throw new InvalidParameter("parameters/" + refused.name(), refused.value(), refused.allowed());
        }
    }

    private static MechanismScenario scenario(String mechanism, Trajectories trajectories) {
        return new MechanismScenario(
                mechanism,
                trajectories.indicators().stream()
                        .map(indicator -> Fan.of(indicator, trajectories))
                        .toList());
    }

    private static Map<String, String> digests(Map<String, Trajectories> worlds) {
        return worlds.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, world -> world.getValue().digest(), (first, second) -> first, TreeMap::new));
    }
}
