// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Comparison;
import org.headwater.simulation.causal.Dominance;
import org.headwater.simulation.causal.Effect;
import org.headwater.simulation.causal.EffectPath;
import org.headwater.simulation.causal.ParetoSet;
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

    /** Share of the work that is done once the worlds are simulated. */
    private static final double SIMULATED = 0.9;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Mixin
    private final MechanismFiles declared;

    @Option(names = "--no-project", description = "Compare with the world without the project too; preset watershed.")
    private boolean withoutProject;

    @Option(
            names = "--by-year",
            description = "Give the effects in every year, on the indicators of --indicator or else on all.")
    private boolean byYear;

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
    private final ProgressOption progress = new ProgressOption();

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
        Compared compared = compared(model, drawn);
        svg.draw(compared::svg);
        output.write(compared);
        return 0;
    }

    private Compared compared(Model model, List<Indicator> drawn) {
        try (Progress bar = progress.bar()) {
            Map<String, Trajectories> worlds =
                    model.simulate(worlds(), options.sampling(), share -> bar.accept(SIMULATED * share));
            Comparison comparison = Comparison.of(worlds).atLevel(LEVEL);
            Compared compared = new Compared(
                    worlds,
                    comparison.effects(options.years),
                    byYear ? Optional.of(paths(comparison, model)) : Optional.empty(),
                    comparison.on(labels(options.preset.tradeOff())),
                    chart,
                    drawn,
                    options.provenance(model));
            bar.accept(1);
            return compared;
        }
    }

    private List<EffectPath> paths(Comparison comparison, Model model) {
        List<Indicator> named = indicators.named(model);
        return (named.isEmpty() ? comparison : comparison.on(labels(named))).paths();
    }

    private static List<String> labels(List<Indicator> indicators) {
        return indicators.stream().map(Indicator::label).toList();
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
            Optional<List<EffectPath>> paths,
            Comparison tradeOff,
            Chart chart,
            List<Indicator> drawn,
            Provenance provenance)
            implements Result {

        private static final List<String> COLUMNS = List.of(
                "from",
                "to",
                "indicator",
                "year",
                "mean",
                "standardError",
                "lower",
                "upper",
                "level",
                "probabilityBetter");

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
                            .toList(),
                    tradeOff.dominance(provenance.years()),
                    tradeOff.paretoSet(provenance.years()),
                    paths);
        }

        /** One row per effect, or with the paths one per effect and year. */
        private List<List<Object>> rows() {
            return paths.map(all -> all.stream()
                            .flatMap(path -> path.points().stream().map(point -> row(path, point)))
                            .toList())
                    .orElseGet(() -> effects.stream().map(this::row).toList());
        }

        private static List<Object> row(EffectPath path, EffectPath.Point point) {
            return List.of(
                    path.from(),
                    path.to(),
                    path.indicator(),
                    point.year(),
                    point.mean(),
                    point.standardError(),
                    point.lower(),
                    point.upper(),
                    path.level(),
                    point.probabilityBetter());
        }

        private List<Object> row(Effect effect) {
            return List.of(
                    effect.from(),
                    effect.to(),
                    effect.indicator(),
                    provenance.years(),
                    effect.mean(),
                    effect.standardError(),
                    effect.lower(),
                    effect.upper(),
                    effect.level(),
                    effect.probabilityBetter());
        }

        @Override
        public String table() {
            return "effects with the interval of %.0f %% of draws%n%s"
                    .formatted(
                            100 * LEVEL,
                            new Table(
                                    List.of(
                                            "from",
                                            "to",
                                            "indicator",
                                            "year",
                                            "mean",
                                            "se",
                                            "lower",
                                            "upper",
                                            "P(better)"),
                                    rows().stream().map(Compared::withoutLevel).toList()));
        }

        private static List<Object> withoutLevel(List<Object> row) {
            List<Object> shorter = new ArrayList<>(row);
            shorter.remove(COLUMNS.indexOf("level"));
            return shorter;
        }

        @Override
        public Csv csv() {
            return new Csv(COLUMNS, rows());
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
     * @param dominance which world beats which on both criteria of the trade-off; the Pareto set is by the same two
     * @param effectsByYear empty unless asked for
     */
    record ComparisonResult(
            List<Effect> effects,
            Provenance provenance,
            List<WorldResult> worlds,
            Dominance dominance,
            ParetoSet paretoSet,
            Optional<List<EffectPath>> effectsByYear) {}

    /** @param digest of all draws, {@link Trajectories#digest} */
    record WorldResult(String label, String digest, List<IndicatorSpread> indicators) {}

    static final class ChartLabel extends Choice<Chart> {
        ChartLabel() {
            super(Chart.class);
        }
    }
}
