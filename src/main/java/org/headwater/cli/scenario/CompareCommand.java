// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Effect;
import org.headwater.simulation.causal.Effects;
import org.headwater.simulation.chart.Criterion;
import org.headwater.simulation.chart.FanChart;
import org.headwater.simulation.chart.ForestPlot;
import org.headwater.simulation.chart.ParetoChart;
import org.headwater.simulation.chart.RidgePlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates all mechanisms in the same worlds and prints what each switch changes at the horizon. */
@Command(
        name = "compare",
        description = "Compare funding mechanisms draw by draw; intervals are quantiles of paired contrasts.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {

    private static final double LEVEL = 0.9;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Mixin
    private final MechanismFiles declared;

    @Option(names = "--no-project", description = "Compare with the world without the project too; preset watershed.")
    private boolean withoutProject;

    @Mixin
    private final IndicatorOption indicators = new IndicatorOption();

    @Option(
            names = "--chart",
            defaultValue = "forest",
            converter = ChartLabel.class,
            paramLabel = "NAME",
            description =
                    "What --svg draws: forest, ridge, pareto (of two indicators) or fan (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Chart chart;

    @Mixin
    private final ChartOption svg = new ChartOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    enum Chart {
        FOREST,
        RIDGE,
        PARETO,
        FAN
    }

    CompareCommand(MechanismReader reader) {
        declared = new MechanismFiles(reader);
    }

    @Override
    public Integer call() {
        output.requireConsistent();
        Model model = options.preset.model();
        List<Indicator> drawn = drawn(model);
        Map<String, Trajectories> worlds = model.simulate(worlds(), options.sampling());
        List<Effect> effects = Effects.compare(worlds, options.years, LEVEL);
        Compared compared = new Compared(worlds, effects, chart, drawn, options.provenance(model));
        svg.draw(compared::svg);
        output.write(compared);
        return 0;
    }

    private List<World> worlds() {
        Stream<World> reference = withoutProject ? Stream.of(World.withoutProject()) : Stream.empty();
        Stream<Mechanism> mechanisms = Stream.concat(Mechanism.standard().stream(), declared.read().stream());
        return Stream.concat(reference, mechanisms.map(World::under)).toList();
    }

    /** Known before anything is computed, so that a bad choice costs no time. */
    private List<Indicator> drawn(Model model) {
        return switch (chart) {
            case FAN, RIDGE -> List.of(indicators.one(model));
            case PARETO -> two(model);
            case FOREST -> {
                List<Indicator> named = indicators.named(model);
                named.forEach(ParetoChart.Objective::of);
                yield named.isEmpty() ? ofTheWatershed(model) : named;
            }
        };
    }

    private List<Indicator> two(Model model) {
        List<Indicator> named = indicators.named(model);
        List<Indicator> chosen = named.isEmpty() ? options.preset.tradeOff() : named;
        if (chosen.size() != 2) {
            throw new InvalidParameter("indicator", chosen.size() + " labels", "two labels, across and up");
        }
        chosen.forEach(ParetoChart.Objective::of);
        return chosen;
    }

    /** Without those of a single party, which bear its name after a slash. */
    private static List<Indicator> ofTheWatershed(Model model) {
        return model.indicators().stream()
                .filter(indicator -> indicator.better() != Indicator.Direction.NEITHER)
                .filter(indicator -> indicator.label().indexOf('/') < 0)
                .toList();
    }

    private record Compared(
            Map<String, Trajectories> worlds,
            List<Effect> effects,
            Chart chart,
            List<Indicator> drawn,
            Provenance provenance)
            implements Result {

        private static final List<String> COLUMNS = List.of(
                "from", "to", "indicator", "mean", "standardError", "lower", "upper", "level", "probabilityBetter");

        @Override
        public ComparisonResult json() {
            return new ComparisonResult(
                    effects,
                    provenance,
                    worlds.entrySet().stream()
                            .map(world -> new WorldResult(
                                    world.getKey(),
                                    world.getValue().digest(),
                                    IndicatorSpread.atTheEnd(world.getValue())))
                            .toList());
        }

        @Override
        public String table() {
            List<List<Object>> rows = effects.stream()
                    .map(effect -> List.<Object>of(
                            effect.from(),
                            effect.to(),
                            effect.indicator(),
                            effect.mean(),
                            effect.standardError(),
                            effect.lower(),
                            effect.upper(),
                            effect.probabilityBetter()))
                    .toList();
            return new Table(List.of("from", "to", "indicator", "mean", "se", "lower90", "upper90", "P(better)"), rows)
                    .toString();
        }

        @Override
        public Csv csv() {
            return new Csv(
                    COLUMNS,
                    effects.stream()
                            .map(effect -> List.<Object>of(
                                    effect.from(),
                                    effect.to(),
                                    effect.indicator(),
                                    effect.mean(),
                                    effect.standardError(),
                                    effect.lower(),
                                    effect.upper(),
                                    effect.level(),
                                    effect.probabilityBetter()))
                            .toList());
        }

        private String svg() {
            Indicator first = drawn.getFirst();
            return switch (chart) {
                case FAN ->
                    FanChart.of(IndicatorOption.heading(first) + " by mechanism", first, worlds)
                            .svg();
                case RIDGE ->
                    RidgePlot.of(IndicatorOption.heading(first) + inYear(), first, provenance.years(), worlds)
                            .svg();
                case FOREST -> forestPlot().svg();
                case PARETO ->
                    ParetoChart.of(
                                    IndicatorOption.heading(first) + " and "
                                            + Criterion.of(drawn.getLast()).name() + inYear(),
                                    first,
                                    drawn.getLast(),
                                    provenance.years(),
                                    worlds)
                            .svg();
            };
        }

        private ForestPlot forestPlot() {
            return new ForestPlot(
                    "Effect of switching the mechanism" + inYear(),
                    LEVEL,
                    drawn.stream().map(this::panel).toList());
        }

        private ForestPlot.Panel panel(Indicator indicator) {
            String better = indicator.better() == Indicator.Direction.MORE ? "more is better" : "less is better";
            return new ForestPlot.Panel(
                    Criterion.of(indicator),
                    better,
                    effects.stream()
                            .filter(effect -> effect.indicator().equals(indicator.label()))
                            .map(effect -> new ForestPlot.Effect(
                                    effect.from() + " → " + effect.to(),
                                    effect.mean(),
                                    effect.lower(),
                                    effect.upper(),
                                    effect.probabilityBetter()))
                            .toList());
        }

        private String inYear() {
            return " in year " + provenance.years();
        }
    }

    /**
     * The JSON of {@code schemas/comparison-result.schema.json}.
     *
     * @param effects of each switch on each indicator that has a better direction, at the horizon
     * @param worlds what was compared, at the horizon
     */
    record ComparisonResult(List<Effect> effects, Provenance provenance, List<WorldResult> worlds) {}

    /** @param digest of all draws, {@link Trajectories#digest} */
    record WorldResult(String label, String digest, List<IndicatorSpread> indicators) {}

    static final class ChartLabel extends Choice<Chart> {
        ChartLabel() {
            super(Chart.class);
        }
    }
}
