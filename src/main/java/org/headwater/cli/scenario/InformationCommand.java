// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.headwater.simulation.AttributableChange;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.MeasurementError;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.headwater.simulation.sensitivity.PlannedObservation;
import org.headwater.simulation.sensitivity.ValueOfInformation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Says what one more gauge or plot is worth before it is built. */
@Command(
        name = "information",
        description = {
            "Say what one more gauge or plot is worth before it is built.",
            "A milestone pays on a low quantile of what the project changed. Readings make that change more certain,"
                    + " which raises the quantile on average; this command says by how much, for one gauge, two, and so"
                    + " on."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        defaultValueProvider = InformationCommand.Defaults.class)
final class InformationCommand implements Callable<Integer> {

    @Option(
            names = "--mechanism",
            defaultValue = "performance-contract",
            converter = MechanismLabel.class,
            paramLabel = "LABEL",
            description = "The project: ${DEFAULT-VALUE} unless another mechanism is named.")
    @SuppressWarnings("NullAway.Init")
    private Mechanism mechanism;

    @Option(
            names = "--from",
            converter = ReferenceLabel.class,
            paramLabel = "LABEL",
            description = "What the project is held against: a mechanism, or no-project in the preset watershed"
                    + " (default: no-project, or cost-sharing in the preset published).")
    private @Nullable World from;

    @Option(
            names = "--gauge",
            paramLabel = "LABEL",
            description = "The indicator that is read (default: that of --indicator).")
    private @Nullable String gauge;

    @Option(
            names = "--gauges",
            defaultValue = "3",
            converter = Gauges.class,
            paramLabel = "N",
            description = "Most gauges, 1 to 100, each with an error of its own (default ${DEFAULT-VALUE}).")
    private int gauges;

    @Option(
            names = "--gauge-year",
            split = ",",
            converter = ScenarioOptions.Years.class,
            paramLabel = "N",
            description = "Years in which each gauge is read (default: the last).")
    private final List<Integer> gaugeYears = new ArrayList<>();

    @Option(
            names = "--error",
            defaultValue = "lognormal",
            converter = ErrorLabel.class,
            paramLabel = "NAME",
            description = "How a reading errs: lognormal, relative to the value, or normal, in its unit"
                    + " (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private ErrorShape error;

    @Option(
            names = "--sd",
            defaultValue = "0.2",
            paramLabel = "X",
            description = "Standard deviation of the error, of the logarithm if lognormal (default ${DEFAULT-VALUE}).")
    private double sd;

    @Option(
            names = "--probability",
            defaultValue = "0.05",
            paramLabel = "P",
            description = "Probability of the low quantile that is paid on, up to 0.5 (default ${DEFAULT-VALUE}).")
    private double probability;

    @Option(
            names = "--price",
            paramLabel = "X",
            description = "Money for one unit of the change; adds what the readings are worth.")
    private @Nullable Double price;

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

    /** The forms of {@link MeasurementError}. */
    enum ErrorShape {
        LOGNORMAL,
        NORMAL
    }

    @Override
    public Integer call() {
        output.requireConsistent();
        InvalidParameter.requireBetween(
                "draws", options.draws, ValueOfInformation.FEWEST_DRAWS, ValueOfInformation.MOST_DRAWS);
        Model model = options.preset.model();
        Indicator paid = indicator.one(model);
        Indicator read = gauge == null ? paid : IndicatorOption.named(model, "gauge", gauge);
        InformationOutcome outcome = outcome(model, paid, read);
        svg.draw(outcome::svg);
        output.write(outcome);
        return 0;
    }

    private InformationOutcome outcome(Model model, Indicator paid, Indicator read) {
        ValueOfInformation value = new ValueOfInformation(probability, options.run.seed, options.run.threads);
        World project = World.under(mechanism);
        World reference = reference(project);
        List<Integer> years = years();
        MeasurementError readingError = readingError();
        Map<String, Trajectories> worlds = model.simulate(List.of(reference, project), options.sampling());
        Trajectories with = Objects.requireNonNull(worlds.get(project.label()));
        AttributableChange change = AttributableChange.between(
                Objects.requireNonNull(worlds.get(reference.label())), with, paid, options.years);
        List<PlannedObservation> planned = IntStream.rangeClosed(1, gauges)
                .mapToObj(number -> "gauge-" + number)
                .flatMap(
                        name -> years.stream().map(year -> PlannedObservation.of(name, with, read, year, readingError)))
                .toList();
        try (Progress bar = progress.bar()) {
            return new InformationOutcome(new InformationOutcome.InformationResult(
                    paid.label(),
                    paid.better() == Indicator.Direction.LESS ? "1" : paid.unit(),
                    project.label(),
                    reference.label(),
                    probability,
                    new InformationOutcome.Gauge(read.label(), Choice.label(error), sd),
                    Optional.ofNullable(price),
                    options.provenance(model),
                    InformationOutcome.expected(value.expect(change.draws(), planned, bar), planned, price)));
        }
    }

    private MeasurementError readingError() {
        return switch (error) {
            case LOGNORMAL -> new MeasurementError.Lognormal(sd);
            case NORMAL -> new MeasurementError.Normal(sd);
        };
    }

    private List<Integer> years() {
        gaugeYears.forEach(year -> InvalidParameter.requireBetween("gauge-year", year, 1, options.years));
        return gaugeYears.isEmpty() ? List.of(options.years) : gaugeYears;
    }

    private World reference(World project) {
        World reference = from == null ? options.preset.reference() : from;
        if (reference.label().equals(project.label())) {
            throw new InvalidParameter("from", reference.label(), "another world than that of --mechanism");
        }
        return reference;
    }

    /** More draws than elsewhere: a posterior is carried by those near to what is read. */
    static final class Defaults implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option && option.longestName().equals("--draws") ? "4000" : null;
        }
    }

    /** The world of a standard mechanism, or the one without the project. */
    static final class ReferenceLabel implements ITypeConverter<World> {
        @Override
        public World convert(String value) {
            if (value.equals(World.NO_PROJECT)) {
                return World.withoutProject();
            }
            try {
                return World.under(Mechanism.parse(value));
            } catch (InvalidParameter e) {
                throw ScenarioOptions.notAllowed(e.value(), e.allowed() + ", " + World.NO_PROJECT);
            }
        }
    }

    static final class Gauges implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) ScenarioOptions.wholeNumber(value, 1, 100);
        }
    }

    static final class ErrorLabel extends Choice<ErrorShape> {
        ErrorLabel() {
            super(ErrorShape.class);
        }
    }
}
