// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.Parameter;
import org.headwater.simulation.World;
import org.headwater.simulation.sensitivity.ElementaryEffects;
import org.headwater.simulation.sensitivity.Factor;
import org.headwater.simulation.sensitivity.ModelOutput;
import org.headwater.simulation.sensitivity.MorrisScreening;
import org.headwater.simulation.sensitivity.SobolAnalysis;
import org.headwater.simulation.sensitivity.SobolIndex;
import org.headwater.simulation.sensitivity.VarianceDecomposition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells on which parameters an indicator depends, or the effect of a switch on it. */
@Command(
        name = "sensitivity",
        description = "Find the parameters on which an indicator, or the effect of a switch, depends.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SensitivityCommand implements Callable<Integer> {

    @Option(
            names = "--method",
            defaultValue = "morris",
            converter = MethodLabel.class,
            paramLabel = "NAME",
            description =
                    "sobol: shares of the variance; morris: screening of many parameters (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Method method;

    @Option(
            names = "--mechanism",
            defaultValue = "performance-contract",
            converter = MechanismLabel.class,
            paramLabel = "LABEL",
            description = "The mechanism that is analysed (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Mechanism mechanism;

    @Option(
            names = "--from",
            converter = MechanismLabel.class,
            paramLabel = "LABEL",
            description = "Analyse the effect of a switch from this mechanism.")
    private @Nullable Mechanism from;

    @Option(
            names = "--parameter",
            split = ",",
            paramLabel = "NAME",
            description = "What is varied (default: all parameters that the model draws, or else all).")
    private final List<String> parameters = new ArrayList<>();

    @Option(
            names = "--share",
            defaultValue = "0.1",
            paramLabel = "X",
            description = "Parameters that the model does not draw vary by this share of their value, 0 to 1"
                    + " (default ${DEFAULT-VALUE}).")
    private double share;

    @Option(
            names = "--points",
            defaultValue = "64",
            paramLabel = "N",
            description = "Points of each random shift, sobol (default ${DEFAULT-VALUE}).")
    private int points;

    @Option(
            names = "--shifts",
            defaultValue = "8",
            paramLabel = "N",
            description = "Random shifts of the points, sobol (default ${DEFAULT-VALUE}).")
    private int shifts;

    @Option(
            names = "--trajectories",
            defaultValue = "50",
            paramLabel = "N",
            description = "Walks through the parameters, morris (default ${DEFAULT-VALUE}).")
    private int trajectories;

    @Option(
            names = "--levels",
            defaultValue = "4",
            paramLabel = "N",
            description = "Levels of the grid, even, morris (default ${DEFAULT-VALUE}).")
    private int levels;

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

    enum Method {
        SOBOL,
        MORRIS
    }

    @Override
    public Integer call() {
        output.requireConsistent();
        Model model = options.preset.model();
        Indicator analysed = indicator.one(model);
        List<Factor> factors = factors(model);
        ModelOutput answer = answer(model, factors, analysed);
        SensitivityOutcome outcome = switch (method) {
            case SOBOL -> sobol(model, analysed, factors, answer);
            case MORRIS -> morris(model, analysed, factors, answer);
        };
        svg.draw(outcome::svg);
        output.write(outcome);
        return 0;
    }

    private ModelOutput answer(Model model, List<Factor> factors, Indicator analysed) {
        World world = World.under(mechanism);
        return from == null
                ? ModelOutput.mean(model, factors, world, analysed, options.sampling())
                : ModelOutput.contrast(model, factors, World.under(from), world, analysed, options.sampling());
    }

    private List<Factor> factors(Model model) {
        List<Factor> drawn = Factor.uncertain(model);
        if (!parameters.isEmpty()) {
            return parameters.stream().map(name -> factor(model, drawn, name)).toList();
        }
        return drawn.isEmpty()
                ? model.parameters().stream()
                        .map(Parameter::name)
                        .map(name -> Factor.around(model, name, share))
                        .toList()
                : drawn;
    }

    private Factor factor(Model model, List<Factor> drawn, String name) {
        return drawn.stream()
                .filter(factor -> factor.name().equals(name))
                .findFirst()
                .orElseGet(() -> Factor.around(model, name, share));
    }

    private SensitivityOutcome sobol(Model model, Indicator analysed, List<Factor> factors, ModelOutput answer) {
        SobolAnalysis analysis = new SobolAnalysis(points, shifts, options.run.seed, options.run.threads);
        try (Progress bar = progress.bar()) {
            VarianceDecomposition found = analysis.decompose(factors, answer, bar);
            return outcome(model, analysed, found.evaluations(), Optional.of(found), Optional.empty());
        }
    }

    private SensitivityOutcome morris(Model model, Indicator analysed, List<Factor> factors, ModelOutput answer) {
        MorrisScreening screening = new MorrisScreening(trajectories, levels, options.run.seed, options.run.threads);
        try (Progress bar = progress.bar()) {
            List<ElementaryEffects> found = screening.screen(factors, answer, bar);
            return outcome(model, analysed, trajectories * (factors.size() + 1), Optional.empty(), Optional.of(found));
        }
    }

    private SensitivityOutcome outcome(
            Model model,
            Indicator analysed,
            int evaluations,
            Optional<VarianceDecomposition> variance,
            Optional<List<ElementaryEffects>> effects) {
        return new SensitivityOutcome(new SensitivityResult(
                Choice.label(method),
                analysed.label(),
                analysed.unit(),
                mechanism.label(),
                Optional.ofNullable(from).map(Mechanism::label),
                evaluations,
                options.provenance(model),
                variance.map(VarianceDecomposition::mean),
                variance.map(VarianceDecomposition::variance),
                variance.map(VarianceDecomposition::indices),
                effects));
    }

    /**
     * The JSON of {@code schemas/sensitivity-result.schema.json}.
     *
     * @param from empty if no switch is analysed
     * @param mean of the answer over the parameters, in the unit; it, the variance and the indices with method sobol only
     * @param elementaryEffects with method morris only
     */
    record SensitivityResult(
            String method,
            String indicator,
            String unit,
            String mechanism,
            Optional<String> from,
            int evaluations,
            Provenance provenance,
            Optional<Double> mean,
            Optional<Double> variance,
            Optional<List<SobolIndex>> indices,
            Optional<List<ElementaryEffects>> elementaryEffects) {}

    static final class MethodLabel extends Choice<Method> {
        MethodLabel() {
            super(Method.class);
        }
    }
}
