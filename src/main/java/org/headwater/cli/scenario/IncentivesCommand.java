// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.incentive.IncentiveTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what each mechanism is worth to whom, who would rather contribute otherwise, and what each party adds. */
@Command(
        name = "incentives",
        description = {
            "Say who gains by each funding mechanism, and who would rather contribute more or less than it does.",
            "All money is net present value in USD, most of it against the world without the project, which only the"
                    + " preset watershed has. 88 worlds are simulated per mechanism."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class IncentivesCommand implements Callable<Integer> {

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Mixin
    private final MechanismFiles declared;

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    @Mixin
    private final ChartOption svg = new ChartOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    IncentivesCommand(MechanismReader reader) {
        declared = new MechanismFiles(reader);
    }

    @Override
    public Integer call() {
        output.requireConsistent();
        if (options.preset != Preset.WATERSHED) {
            throw new InvalidParameter(
                    "preset", Choice.label(options.preset), "watershed, the preset that knows money");
        }
        Model model = options.preset.model();
        IncentiveOutcome outcome = new IncentiveOutcome(table(model), options.provenance(model));
        svg.draw(outcome::svg);
        output.write(outcome);
        return 0;
    }

    private IncentiveTable table(Model model) {
        List<Mechanism> mechanisms = Stream.concat(Mechanism.standard().stream(), declared.read().stream())
                .toList();
        try (Progress bar = progress.bar()) {
            return IncentiveTable.of(model, mechanisms, options.sampling(), bar);
        }
    }
}
