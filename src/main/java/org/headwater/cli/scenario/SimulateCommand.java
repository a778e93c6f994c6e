// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.World;
import org.headwater.simulation.WorldSummaries;
import org.headwater.simulation.chart.FanChart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates one mechanism and prints every indicator at the horizon, with the digest of all draws. */
@Command(
        name = "simulate",
        description = "Simulate one funding mechanism; print every indicator at the horizon.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {

    @Option(
            names = "--mechanism",
            converter = MechanismLabel.class,
            paramLabel = "LABEL",
            description = "How restoration is paid for: cost-sharing, performance-contract or credit-trading.")
    private @Nullable Mechanism standard;

    @Mixin
    private final MechanismFiles declared;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Mixin
    private final IndicatorOption indicator = new IndicatorOption();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    @Mixin
    private final ChartOption svg = new ChartOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    SimulateCommand(MechanismReader reader) {
        declared = new MechanismFiles(reader);
    }

    @Override
    public Integer call() {
        output.requireConsistent();
        Model model = options.preset.model();
        Indicator drawn = indicator.one(model);
        Mechanism mechanism = mechanism();
        WorldSummaries world = summaries(model, mechanism);
        svg.draw(() -> fan(mechanism, world, drawn));
        output.write(new Simulated(mechanism.label(), world, options.provenance(model)));
        return 0;
    }

    private Mechanism mechanism() {
        List<Mechanism> named = Stream.concat(Stream.ofNullable(standard), declared.read().stream())
                .toList();
        if (named.size() != 1) {
            throw new InvalidParameter(
                    "mechanism",
                    named.isEmpty() ? "none" : named.size() + " mechanisms",
                    "one of %s, or one --mechanism-file".formatted(MechanismLabel.all()));
        }
        return named.getFirst();
    }

    private WorldSummaries summaries(Model model, Mechanism mechanism) {
        try (Progress progress = this.progress.bar()) {
            return model.summarize(List.of(World.under(mechanism)), options.sampling(), progress)
                    .values()
                    .iterator()
                    .next();
        }
    }

    private static String fan(Mechanism mechanism, WorldSummaries world, Indicator drawn) {
        String title = "%s under %s".formatted(IndicatorOption.heading(drawn), mechanism.label());
        return FanChart.of(title, drawn, List.of(FanChart.Fan.of(mechanism.label(), world, drawn)))
                .svg();
    }

    private record Simulated(String mechanism, WorldSummaries world, Provenance provenance) implements Result {

        @Override
        public SimulationResult json() {
            return new SimulationResult(
                    spread(PublishedModel.FOREST_HEALTH),
                    spread(PublishedModel.EROSION),
                    world.digest(),
                    provenance,
                    mechanism,
                    IndicatorSpread.atTheEnd(world));
        }

        private Optional<Spread> spread(Indicator indicator) {
            return world.indicators().contains(indicator)
                    ? Optional.of(Spread.of(world.at(indicator, world.years())))
                    : Optional.empty();
        }

        @Override
        public String table() {
            List<List<Object>> rows = IndicatorSpread.atTheEnd(world).stream()
                    .map(end -> List.<Object>of(
                            end.indicator(), end.unit(), end.mean(), end.sd(), end.q05(), end.q50(), end.q95()))
                    .toList();
            Table table = new Table(List.of("indicator", "unit", "mean", "sd", "q05", "q50", "q95"), rows);
            return "%s in year %d%n%s%ndigest %s".formatted(mechanism, world.years(), table, world.digest());
        }

        @Override
        public Csv csv() {
            return new Csv(IndicatorSpread.COLUMNS, IndicatorSpread.rows(mechanism, world));
        }
    }

    /**
     * The JSON of {@code schemas/simulation-result.schema.json}.
     *
     * @param forestHealth at the horizon, preset {@code published} only; so is {@code erosion}
     * @param digest of all draws, {@link WorldSummaries#digest}
     * @param indicators all of them at the horizon
     */
    record SimulationResult(
            Optional<Spread> forestHealth,
            Optional<Spread> erosion,
            String digest,
            Provenance provenance,
            String mechanism,
            List<IndicatorSpread> indicators) {}
}
