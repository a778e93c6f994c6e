// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.hypercert.ClaimId;
import org.headwater.lexicon.ExportCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A claim as records of hypercerts version 2: written to files, and checked after they were handed on. */
@Command(
        name = "lexicon",
        description = "Export a claim as records of the AT Protocol, or check such an export.",
        mixinStandardHelpOptions = true)
final class LexiconCommand implements Runnable {

    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int SOMETHING_FALSE = 6;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: export or check");
    }

    /** Says what was wrong; the exit code of a refusal. */
    private int refuse(List<Violation> violations, int code) {
        violations.forEach(violation -> spec.commandLine().getErr().println(violation));
        return code;
    }

    private int fail(String message, int code) {
        spec.commandLine().getErr().println(message);
        return code;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    @Command(
            name = "export",
            description =
                    "Write a claim of a running service as records: exit 0 if written, 2 if refused, 1 if the service"
                            + " or the disk fails.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int export(
            @Parameters(
                            paramLabel = "CLAIM",
                            converter = ClaimName.class,
                            description = "The claim: chainId-contract-tokenId.")
                    ClaimId claim,
            @Option(
                            names = "--service",
                            defaultValue = "http://127.0.0.1:8080",
                            converter = VerifyCommand.HttpAddress.class,
                            paramLabel = "URL",
                            description = "Address of the service (default: ${DEFAULT-VALUE}).")
                    URI service,
            @Option(
                            names = "--repository",
                            paramLabel = "DID",
                            description = "The repository that the records are meant for; without it a placeholder.")
                    @Nullable
                    String repository,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "A new directory for export.json and a file of each record,"
                                    + " COLLECTION/RKEY.json; without it the export is printed.")
                    @Nullable
                    Path out) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(address(service, claim, repository))
                            .timeout(TIME_LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200
                    ? write(PRETTY.readTree(answer.body()), out)
                    : fail(reason(service, answer), answer.statusCode() / 100 == 4 ? REFUSED : FAILED);
        } catch (IOException | JacksonException e) {
            return fail("no export from %s: %s".formatted(service, e), FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", FAILED);
        }
    }

    private static URI address(URI service, ClaimId claim, @Nullable String repository) {
        String query = repository == null ? "" : "?repository=" + URLEncoder.encode(repository, StandardCharsets.UTF_8);
        return URI.create(
                "%s/api/v1/claims/%s/lexicon%s".formatted(service.toString().replaceAll("/+$", ""), claim, query));
    }

    private static String reason(URI service, HttpResponse<byte[]> answer) {
        return "%s answers with status %d: %s"
                .formatted(service, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** Names of files are made of what the service says, so that nothing is written of an export that does not hold. */
    private int write(JsonNode export, @Nullable Path out) throws IOException {
        List<Violation> violations = ExportCheck.violations(export);
        if (!violations.isEmpty()) {
            return refuse(violations, FAILED);
        }
        if (out == null) {
            say(PRETTY.writeValueAsString(export));
            return 0;
        }
        if (Files.exists(out) && !isEmpty(out)) {
            return fail("--out: was %s; allowed is a directory that is empty or not there".formatted(out), REFUSED);
        }
        for (JsonNode record : export.path("records")) {
            Path file = out.resolve(record.path("collection").asString(""))
                    .resolve(record.path("rkey").asString("") + ".json");
            Files.createDirectories(file.getParent());
            Files.write(file, PRETTY.writeValueAsBytes(record.path("value")));
        }
        Files.write(out.resolve("export.json"), PRETTY.writeValueAsBytes(export));
        say("%d records in %s".formatted(export.path("records").size(), out));
        return 0;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    @Command(
            name = "check",
            description =
                    "Check that identifiers and references in an export hold: exit 0 if they do, 6 if not, 2 if it"
                            + " cannot be read.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE", description = "An export.json.") Path file) {
        try {
            JsonNode export = Json.mapper().readTree(Files.readAllBytes(file));
            List<Violation> violations = ExportCheck.violations(export);
            if (violations.isEmpty()) {
                say("%d records hold together".formatted(export.path("records").size()));
            }
            return refuse(violations, violations.isEmpty() ? 0 : SOMETHING_FALSE);
        } catch (InvalidDocument refused) {
            return refuse(refused.violations(), REFUSED);
        } catch (IOException | JacksonException e) {
            return fail("%s cannot be read: %s".formatted(file, e), REFUSED);
        }
    }
}
