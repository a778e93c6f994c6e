// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Parameter;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.calibration.Calibration;
import org.headwater.simulation.calibration.CalibrationResult;
import org.headwater.simulation.calibration.Identifiability;
import org.headwater.simulation.calibration.ParameterRange;
import org.headwater.simulation.calibration.Residual;
import org.headwater.simulation.calibration.TargetTable;
import org.headwater.simulation.chart.Criterion;
import org.headwater.simulation.chart.IntervalPlot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds parameters of the preset {@code published} that give a table of means. */
@Command(
        name = "calibrate",
        description = "Fit the preset published to a table of means; print parameters and what is left.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "Lines mechanism,indicator,mean after a line with these words"
                    + " (default: the six means that the proposal prints).")
    private @Nullable String targets;

    @Option(
            names = "--year",
            paramLabel = "N",
            defaultValue = "20",
            converter = ScenarioOptions.Years.class,
            description = "The year in which the means of --targets hold (default ${DEFAULT-VALUE}).")
    private int year;

    @Option(
            names = "--credits-spread-more",
            description =
                    "With --targets: forest health shall spread more under credit trading than under the contract.")
    private boolean creditsSpreadMore;

    @Option(
            names = "--hold",
            paramLabel = "NAME=VALUE",
            description = "Keep a parameter at a value; may be given several times.")
    private final Map<String, Double> held = new LinkedHashMap<>();

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "1",
            description = "Search from so many starts and print how far the answers differ (default ${DEFAULT-VALUE}).")
    private int starts;

    @Option(
            names = "--draws",
            defaultValue = "2000",
            converter = ScenarioOptions.Draws.class,
            paramLabel = "N",
            description = "Draws of the search, 2 to 200000 (default ${DEFAULT-VALUE}).")
    private int draws;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    @Mixin
    private final ChartOption svg = new ChartOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.requireConsistent();
        Calibration calibration = calibration();
        Calibrated calibrated = calibrated(calibration);
        svg.draw(calibrated::svg);
        output.write(calibrated);
        return 0;
    }

    private Calibrated calibrated(Calibration calibration) {
        try (Progress bar = progress.bar()) {
            return starts == 1 ? Calibrated.of(calibration.run(bar)) : severalStarts(calibration, bar);
        }
    }

    private Calibration calibration() {
        TargetTable table = table();
        return new Calibration(
                table, Calibration.neutralStart(), held, new Sampling(draws, table.year(), run.seed, run.threads));
    }

    private TargetTable table() {
        return targets == null
                ? TargetTable.published()
                : TargetFile.parse(new TextFile(command, "--targets", targets), year, creditsSpreadMore);
    }

    /** The first result is that of the neutral start. */
    private Calibrated severalStarts(Calibration calibration, Progress bar) {
        Identifiability answers = calibration.fromSeveralStarts(starts, bar);
        return new Calibrated(
                answers.results().getFirst(),
                Optional.of(
                        new Starts(answers.results().size(), answers.fitting().size(), answers.ranges())));
    }

    private record Calibrated(CalibrationResult found, Optional<Starts> starts) implements Result {

        private static Calibrated of(CalibrationResult found) {
            return new Calibrated(found, Optional.empty());
        }

        @Override
        public CalibrationJson json() {
            return new CalibrationJson(
                    found.modelVersion(),
                    found.fits(),
                    found.converged(),
                    found.evaluations(),
                    found.objective(),
                    parameters(),
                    residuals(),
                    found.excessSpread(),
                    found.singularValues(),
                    new Draws(found.draws(), Long.toString(found.seed())),
                    new Draws(found.checkDraws(), Long.toString(found.checkSeed())),
                    starts);
        }

        private List<FittedParameter> parameters() {
            List<Parameter> before = named(found.start());
            List<Parameter> after = named(found.parameters());
            List<FittedParameter> fitted = new ArrayList<>();
            for (int i = 0; i < after.size(); i++) {
                Parameter parameter = after.get(i);
                fitted.add(new FittedParameter(
                        parameter.name(),
                        parameter.unit(),
                        before.get(i).prior().median(),
                        parameter.prior().median()));
            }
            return fitted;
        }

        private static List<Parameter> named(PublishedParameters parameters) {
            return new PublishedModel(parameters).parameters();
        }

        private List<ResidualJson> residuals() {
            return found.residuals().stream().map(ResidualJson::of).toList();
        }

        @Override
        public String table() {
            List<List<Object>> fitted = parameters().stream()
                    .map(parameter ->
                            List.<Object>of(parameter.name(), parameter.unit(), parameter.start(), parameter.value()))
                    .toList();
            String ending = "%s after %d evaluations; %s"
                    .formatted(
                            found.converged() ? "converged" : "not converged",
                            found.evaluations(),
                            found.fits() ? "every mean is within its tolerance" : "not every mean is met");
            return Stream.concat(
                            Stream.of(
                                    new Table(List.of("parameter", "unit", "start", "value"), fitted).toString(),
                                    new Table(ResidualJson.COLUMNS, rows()).toString(),
                                    ending),
                            starts.stream().map(Starts::table))
                    .reduce((one, other) -> one + "\n\n" + other)
                    .orElseThrow();
        }

        @Override
        public Csv csv() {
            return new Csv(ResidualJson.COLUMNS, rows());
        }

        /** Means beside their targets, indicator by indicator. */
        private String svg() {
            Map<Indicator, List<IntervalPlot.Row>> byIndicator = new LinkedHashMap<>();
            for (Residual residual : found.residuals()) {
                byIndicator
                        .computeIfAbsent(residual.target().indicator(), indicator -> new ArrayList<>())
                        .add(row(residual));
            }
            return new IntervalPlot(
                            "Means of the calibrated model in year "
                                    + found.table().year(),
                            List.of("mean (90\u00A0% of draws)", "target"),
                            byIndicator.entrySet().stream()
                                    .map(one -> new IntervalPlot.Panel(Criterion.of(one.getKey()), one.getValue()))
                                    .toList())
                    .svg();
        }

        private static IntervalPlot.Row row(Residual residual) {
            Summary drawn = residual.drawn();
            return new IntervalPlot.Row(
                    residual.target().mechanism().label(),
                    List.of(
                            new IntervalPlot.Mark(drawn.mean(), drawn.q05(), drawn.q95()),
                            IntervalPlot.Mark.exactly(residual.target().mean())));
        }

        private List<List<Object>> rows() {
            return residuals().stream().map(ResidualJson::row).toList();
        }
    }

    /**
     * The JSON of {@code schemas/calibration-result.schema.json}.
     *
     * @param fits whether every mean is within its tolerance over fresh draws
     * @param starts empty if the search began at one start
     */
    record CalibrationJson(
            String modelVersion,
            boolean fits,
            boolean converged,
            int evaluations,
            double objective,
            List<FittedParameter> parameters,
            List<ResidualJson> residuals,
            double excessSpread,
            List<Double> singularValues,
            Draws search,
            Draws check,
            Optional<Starts> starts) {}

    record FittedParameter(String name, String unit, double start, double value) {}

    record Draws(int draws, String seed) {}

    record ResidualJson(
            String mechanism,
            String indicator,
            double target,
            double tolerance,
            double mean,
            double standardError,
            double q05,
            double q95,
            double deviation) {

        static final List<String> COLUMNS = List.of(
                "mechanism", "indicator", "target", "tolerance", "mean", "standardError", "q05", "q95", "deviation");

        static ResidualJson of(Residual residual) {
            return new ResidualJson(
                    residual.target().mechanism().label(),
                    residual.target().indicator().label(),
                    residual.target().mean(),
                    residual.target().tolerance(),
                    residual.drawn().mean(),
                    residual.drawn().standardError(),
                    residual.drawn().q05(),
                    residual.drawn().q95(),
                    residual.deviation());
        }

        List<Object> row() {
            return List.of(mechanism, indicator, target, tolerance, mean, standardError, q05, q95, deviation);
        }
    }

    /** @param ranges of the parameters over the starts whose answer fits; none if no answer does */
    record Starts(int searched, int fitting, List<ParameterRange> ranges) {

        String table() {
            List<List<Object>> rows = ranges.stream()
                    .map(range -> List.<Object>of(range.parameter(), range.lowest(), range.highest()))
                    .toList();
            return "%d of %d starts fit%n%s"
                    .formatted(fitting, searched, new Table(List.of("parameter", "lowest", "highest"), rows));
        }
    }
}
