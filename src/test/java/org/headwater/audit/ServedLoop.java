// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.headwater.Elsewhere;
import org.headwater.Headwater;
import org.headwater.chain.Keyring;
import org.headwater.cli.HeadwaterCommand;
import org.headwater.demonstration.Demonstration;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import org.headwater.forecast.Forecasts;
import org.headwater.hypercert.Allotments;
import org.headwater.hypercert.AllowList;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.Claims;
import org.headwater.hypercert.Minting;
import org.headwater.ipfs.Cid;
import org.headwater.payout.PerformanceContracts;
import org.headwater.project.Projects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The real service after its first loop, one per JVM, and what an outsider needs to know of it. */
final class ServedLoop {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(90);
    private static final int MOST_TRIES = 100;
    private static final int FEWEST_DRAWS = 50;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static @Nullable ServedLoop shared;

    private final ConfigurableApplicationContext context;
    private final Path directory;
    private final Elsewhere elsewhere;
    private final String rpc;
    private @Nullable Claim listed;

    private ServedLoop(ConfigurableApplicationContext context, Path directory, Elsewhere elsewhere) {
        this.context = context;
        this.directory = directory;
        this.elsewhere = elsewhere;
        this.rpc = waitForLoop().path("chainUrl").asString();
    }

    static synchronized ServedLoop get() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static ServedLoop start() {
        try {
            Path directory = Files.createTempDirectory("headwater-audit");
            Elsewhere elsewhere = new Elsewhere();
            SpringApplication.getShutdownHandlers().add(elsewhere::close);
            SpringApplication.getShutdownHandlers().add(() -> delete(directory));
            return new ServedLoop(
                    new SpringApplicationBuilder(Headwater.class)
                            .run(
                                    "--server.port=0",
                                    "--headwater.data-dir=" + directory,
                                    "--headwater.ipfs.gateways=" + elsewhere.address()),
                    directory,
                    elsewhere);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode waitForLoop() {
        long end = System.nanoTime() + TIME_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            JsonNode status = Json.parse(httpGet(gateway() + "/api/v1/status"));
            String state = status.at("/loop/state").asString();
            assertThat(state).isNotEqualTo("failed");
            if (state.equals("complete")) {
                return status;
            }
            sleep();
        }
        throw new AssertionError("the loop is not complete after " + TIME_LIMIT);
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String rpc() {
        return rpc;
    }

    String gateway() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** The gateway that the service asks for what it lacks. */
    Elsewhere elsewhere() {
        return elsewhere;
    }

    Path anchors() {
        return directory.resolve("anchors.json");
    }

    /** The claim of the first loop. */
    Claim claim() {
        return bean(Claims.class).all().getFirst();
    }

    /** A claim with a funded contract, whose units are for an allow list: two of three parties have taken theirs. */
    synchronized Claim listed() {
        if (listed == null) {
            listed = mintByList();
        }
        return listed;
    }

    private Claim mintByList() {
        Cid project = bean(Projects.class).publish(futureProject(2_150)).cid();
        Cid forecast = bean(Forecasts.class).make(project, FEWEST_DRAWS, 21).cid();
        Claim claim = bean(Minting.class).mint(forecast, this::forThree);
        bean(Allotments.class).take(claim, "investor");
        bean(Allotments.class).take(List.of(claim), "ngo");
        bean(PerformanceContracts.class).agree(claim, bean(Projects.class).read(project));
        return claim;
    }

    /** The synthetic example later, when the loop has brought the chain's time behind its own years. */
    static JsonNode futureProject(int startYear) {
        ObjectNode project = (ObjectNode) Demonstration.example();
        int shift = startYear - project.path("startYear").intValue();
        project.put("startYear", startYear);
        project.at("/contract/milestones").forEach(milestone -> {
            for (String year : List.of("firstYear", "lastYear")) {
                ((ObjectNode) milestone).put(year, milestone.path(year).intValue() + shift);
            }
        });
        return project;
    }

    private AllowList forThree(BigInteger units) {
        List<Map<String, String>> shares = Stream.of("investor", "ngo", "government")
                .map(party -> Map.of("address", bean(Keyring.class).address(party), "share", "1"))
                .toList();
        return AllowList.fromJson(Json.tree(shares.toArray()), units);
    }

    static byte[] httpGet(String address) {
        HttpResponse<byte[]> answer = get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    static HttpResponse<byte[]> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    static HttpResponse<byte[]> ask(String address, byte[] body) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call of the node itself, such as {@code evm_snapshot}. */
    JsonNode node(String method, Object... parameters) {
        byte[] question = Json.mapper()
                .writeValueAsBytes(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters)));
        JsonNode answer = Json.mapper().readTree(ask(rpc, question).body());
        assertThat(answer.has("error")).as("%s: %s", method, answer).isFalse();
        return answer.path("result");
    }

    /** A transaction of any account, whoever has its key; it must succeed. */
    void sendAs(String sender, String to, String data) {
        node("anvil_impersonateAccount", sender);
        node("anvil_setBalance", sender, "0xde0b6b3a7640000");
        String hash = node("eth_sendTransaction", Map.of("from", sender, "to", to, "data", data, "gas", "0x7a1200"))
                .asString();
        node("anvil_stopImpersonatingAccount", sender);
        assertThat(receipt(hash).path("status").asString()).isEqualTo("0x1");
    }

    private JsonNode receipt(String hash) {
        JsonNode receipt = node("eth_getTransactionReceipt", hash);
        for (int i = 0; i < MOST_TRIES && receipt.isNull(); i++) {
            sleep();
            receipt = node("eth_getTransactionReceipt", hash);
        }
        return receipt;
    }

    /** What {@code headwater verify} says. */
    record Verdict(int exitCode, JsonNode report, String error) {

        List<String> failed() {
            List<String> failed = new ArrayList<>();
            report.path("checks").forEach(check -> {
                if (check.path("status").asString().equals("fail")) {
                    failed.add(check.path("name").asString());
                }
            });
            return failed;
        }

        JsonNode check(String name) {
            return report.path("checks")
                    .valueStream()
                    .filter(check -> check.path("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Verifies as the command line does. */
    static Verdict verify(String claim, String... options) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("verify", claim, "--json"));
        arguments.addAll(List.of(options));
        int exitCode = new CommandLine(new HeadwaterCommand(Headwater.class))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(arguments.toArray(String[]::new));
        JsonNode report = out.toString().isBlank()
                ? Json.mapper().createObjectNode()
                : Json.mapper().readTree(out.toString());
        if (report.has("checks")) {
            assertThat(Schemas.violations("audit-report", report)).isEmpty();
        }
        return new Verdict(exitCode, report, error.toString());
    }

    /** Verifies against the real node and gateway, with the service's anchors. */
    Verdict verify(Claim claim) {
        return verify(
                claim.id().toString(),
                "--rpc",
                rpc,
                "--gateway",
                gateway(),
                "--anchors",
                anchors().toString());
    }
}
