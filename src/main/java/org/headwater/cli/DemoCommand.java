// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headwater.consent.Consent;
import org.headwater.consent.Consents;
import org.headwater.demonstration.Console;
import org.headwater.demonstration.Demonstration;
import org.headwater.demonstration.LoopResult;
import org.headwater.demonstration.Monitoring;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Runs the whole loop to its end and exits: on the shipped example, or on a project and monitored values of one's own. */
@Command(
        name = "demo",
        description = "Run the whole loop, from project to payment, on embedded parts.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int REFUSED = 2;
    private static final int FAILED = 1;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private HeadwaterCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where database, chain, blocks and keys are kept (default: ~/.headwater).")
    private @Nullable Path dataDirectory;

    @Option(names = "--project", paramLabel = "FILE", description = "A project document (schemas/project.schema.json).")
    private @Nullable Path project;

    @Option(
            names = "--observations",
            paramLabel = "FILE",
            description = "What was monitored (schemas/observations.schema.json); without it reality is synthetic.")
    private @Nullable Path observations;

    @Option(
            names = "--consent",
            paramLabel = "FILE",
            description =
                    "What the owner agreed to publish exactly (schemas/consent.schema.json); recorded before the loop.")
    private @Nullable Path consent;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "" + Demonstration.Subject.DRAWS,
            description = "Draws of the forecast, 100 to 100000 (default: ${DEFAULT-VALUE}).")
    private int draws;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Demonstration.Subject.SEED,
            description = "Seed of the forecast (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--reality-seed",
            paramLabel = "S",
            defaultValue = "" + Demonstration.Subject.REALITY_SEED,
            description = "Seed of the synthetic reality, another than --seed (default: ${DEFAULT-VALUE}).")
    private long realitySeed;

    @Option(names = "--json", description = "Print the result as JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        require(draws >= 100 && draws <= 100_000, "--draws", draws, "100 to 100000");
        require(seed != realitySeed, "--reality-seed", realitySeed, "another seed than --seed");
        require(
                project != null || observations == null,
                "--observations",
                observations,
                "only together with --project");
        try {
            Demonstration.Subject subject = subject();
            subject.requireAcceptable();
            JsonNode agreed = consent == null ? null : read("--consent", consent);
            if (agreed != null) {
                Consent.from(agreed);
            }
            run(subject, agreed);
            return 0;
        } catch (InvalidDocument refused) {
            refused.violations().forEach(violation -> say(violation.toString()));
            return REFUSED;
        } catch (BeansException reported) {
            // Spring Boot has said what failed and what to do about it.
            return FAILED;
        }
    }

    private void run(Demonstration.Subject subject, @Nullable JsonNode agreed) {
        try (ConfigurableApplicationContext context = start()) {
            if (agreed != null) {
                context.getBean(Consents.class).record(agreed);
            }
            Console console = context.getBean(Console.class);
            LoopResult result = context.getBean(Demonstration.class).run(subject, console::step);
            if (json) {
                System.out.println(Json.mapper().writeValueAsString(result));
            } else {
                console.complete(result);
            }
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(root.application())
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(settings());
    }

    private String[] settings() {
        return dataDirectory == null
                ? new String[0]
                : new String[] {"--headwater.data-dir=" + dataDirectory.toAbsolutePath()};
    }

    private Demonstration.Subject subject() {
        JsonNode document = project == null ? Demonstration.example() : read("--project", project);
        Monitoring monitoring = observations == null ? null : Monitoring.from(read("--observations", observations));
        return new Demonstration.Subject(document, monitoring, draws, seed, realitySeed);
    }

    private static JsonNode read(String option, Path file) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidDocument(List.of(new Violation(option, file.toString(), "a file that can be read")));
        }
    }

    private void require(boolean holds, String option, @Nullable Object value, String allowed) {
        if (!holds) {
            throw new ParameterException(
                    spec.commandLine(), "%s: was %s; allowed is %s".formatted(option, value, allowed));
        }
    }

    private static void say(String message) {
        System.err.println(message);
    }
}
