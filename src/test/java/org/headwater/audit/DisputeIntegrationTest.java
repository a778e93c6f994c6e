// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.headwater.Headwater;
import org.headwater.chain.Chain;
import org.headwater.chain.TransactionReverted;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.demonstration.Demonstration;
import org.headwater.demonstration.Step;
import org.headwater.document.Json;
import org.headwater.hypercert.Claims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.ErrorResponseException;
import org.web3j.tx.gas.DefaultGasProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A loop in which all three milestones are contested over HTTP, the last by a revocation on which the arbiter is silent, and a
 * tenth of each payment is held back.
 */
class DisputeIntegrationTest {

    private static final String FIRST = "Forest health after 8 years";
    private static final String SECOND = "Erosion in years 12 to 16";
    private static final String THIRD = "Forest health after 20 years";
    private static final Set<String> KINDS = Set.of("dispute", "bond", "settlement", "hold-back");
    private static final Instant RELEASE = Instant.parse("2050-01-01T00:00:00Z");
    private static final BigInteger BOND = BigInteger.valueOf(1_000_001);

    @TempDir
    private static Path directory;

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(Headwater.class)
                .run("--server.port=0", "--headwater.demonstration=false", "--headwater.data-dir=" + directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void contestedMilestonesAreDecidedAgreedOnPaidAndVerified() {
        runUntilAttested(FIRST, () -> {
            BigDecimal attested = attested(0);
            post("challenges", FIRST, "\"side\": \"PAYER\", \"value\": " + attested, 422);
            post("decisions", FIRST, "\"value\": " + attested, 409);
            JsonNode contested = post("challenges", FIRST, "\"side\": \"PAYER\", \"value\": " + concession(), 200);
            assertThat(contested.at("/milestones/0/state").asString()).isEqualTo("disputed");
            assertThat(contested.at("/milestones/0/paid").asString())
                    .isEqualTo(contested.at("/milestones/0/dispute/undisputed").asString());
        });
        advanceTo(contract().at("/milestones/0/dispute/challengeEnd").asString());
        post("challenges", FIRST, "\"side\": \"PAYER\", \"value\": 0", 409);
        JsonNode decided = post("decisions", FIRST, "\"value\": " + attested(0), 200);
        assertThat(decided.at("/milestones/0/state").asString()).isEqualTo("settled");

        runUntilAttested(SECOND, () -> post("challenges", SECOND, "\"side\": \"BENEFICIARY\", \"value\": 0.2", 200));
        String agreed = contract().at("/milestones/1/dispute/claimed").asString();
        post("offers", SECOND, "\"side\": \"PAYER\", \"amount\": \"" + agreed + "\"", 200);
        JsonNode settled = post("offers", SECOND, "\"side\": \"BENEFICIARY\", \"amount\": \"" + agreed + "\"", 200);
        assertThat(settled.at("/milestones/1/state").asString()).isEqualTo("settled");
        assertThat(settled.at("/milestones/1/paid").asString()).isEqualTo(agreed);

        assertThatThrownBy(() -> demonstration().run(subject(), atQuorum(THIRD, DisputeIntegrationTest::revokeOneVote)))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("behind which 2 verifiers stand; behind this one 1 do");
        advanceTo(contract().at("/milestones/2/dispute/arbitrationEnd").asString());
        JsonNode ended = send("conclusions", "{\"milestone\": \"%s\"}".formatted(THIRD), 200);
        assertThat(ended.at("/milestones/2/state").asString()).isEqualTo("expired");

        assertTenthHeldBack();
        assertVerified();
        assertNothingIsLeftToWithdraw();
        advanceTo(RELEASE.toString());
        assertThat(send("hold-back-releases", "{}", 200).at("/holdBack/amount").asString())
                .isEqualTo("0");
        assertVerified();
        assertNothingIsLeftToWithdraw();
        assertTimelineTellsTheDisputes();
        assertPortfolioNeedsNoNode();
    }

    private static void revokeOneVote() {
        JsonNode vote = claim().path("timeline")
                .valueStream()
                .filter(entry -> entry.path("kind").asString().equals("attestation")
                        && entry.path("detail").asString("").endsWith("/2"))
                .findFirst()
                .orElseThrow();
        sendTo("revocations", "{\"uid\": \"%s\"}".formatted(vote.path("uid").asString()), 200);
    }

    /** Of any party, by the service alone: payments, refunds, bonds, and the treasury's share of them. */
    private static void assertNothingIsLeftToWithdraw() {
        Chain chain = service.getBean(Chain.class);
        String address = contract().path("address").asString();
        PerformanceContract escrow =
                PerformanceContract.load(address, chain.web3j(), chain.reader(), new DefaultGasProvider());
        BigInteger held = chain.read(escrow.heldBack());
        await(() -> assertThat(chain.read(escrow.liabilities())).isEqualTo(held));
    }

    private static void assertTimelineTellsTheDisputes() {
        await(() -> assertThat(claim().path("timeline")
                        .valueStream()
                        .filter(entry -> KINDS.contains(entry.path("kind").asString()))
                        .map(entry -> "%s | %s"
                                .formatted(
                                        entry.path("title").asString(),
                                        entry.path("detail").asString())))
                .satisfiesOnlyOnce(entry -> assertThat(entry)
                        .startsWith(FIRST + ": a payer contests the value | says ")
                        .contains("with a bond of %s base units; by 0x".formatted(BOND)))
                .satisfiesOnlyOnce(entry -> assertThat(entry).startsWith(FIRST + ": what nobody contests is paid | "))
                .satisfiesOnlyOnce(
                        entry -> assertThat(entry).startsWith(FIRST + ": the arbiter decides | on the value 0."))
                .satisfiesOnlyOnce(entry -> assertThat(entry)
                        .startsWith(FIRST
                                + ": the bond of a payer is lost | %s base units to the other side, %s to the"
                                        .formatted(
                                                BOND.shiftRight(1),
                                                BOND.shiftRight(1).add(BigInteger.ONE))))
                .satisfiesOnlyOnce(entry ->
                        assertThat(entry).startsWith(SECOND + ": the beneficiary contests the value | says 0.2, "))
                .satisfiesOnlyOnce(entry -> assertThat(entry).startsWith(SECOND + ": a payer offers to settle | for "))
                .satisfiesOnlyOnce(entry -> assertThat(entry).startsWith(SECOND + ": the parties agree | on "))
                .satisfiesOnlyOnce(entry -> assertThat(entry)
                        .startsWith(SECOND + ": the bond of the beneficiary goes back | %s base units".formatted(BOND)))
                .satisfiesOnlyOnce(entry ->
                        assertThat(entry).startsWith(THIRD + ": a verifier of the quorum takes its word back | "))
                .satisfiesOnlyOnce(entry -> assertThat(entry)
                        .startsWith(THIRD + ": ended without a payment | ")
                        .endsWith(" base units back to the payers"))
                .satisfiesOnlyOnce(entry -> assertThat(entry).startsWith("What was held back is released | ")));
        assertThat(claim().path("timeline")
                        .valueStream()
                        .filter(entry -> KINDS.contains(entry.path("kind").asString())))
                .allSatisfy(entry ->
                        assertThat(entry.path("transaction").asString()).startsWith("0x"));
    }

    /** The node is stopped, not ended, so that nothing starts it anew: whoever asks it waits for half a minute. */
    private static void assertPortfolioNeedsNoNode() {
        JsonNode before = portfolio();
        assertThat(before.path("asOfBlock").asLong()).isPositive();
        assertThat(before.path("pending").asString()).isEqualTo("0");
        BigInteger paid = contract()
                .path("milestones")
                .valueStream()
                .map(milestone -> new BigInteger(milestone.path("paid").asString()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(before.path("paid").asString()).isEqualTo(paid.toString());
        signal("-STOP");
        try {
            assertThat(portfolio()).isEqualTo(before);
            assertThat(claim().path("timeline").size()).isGreaterThan(30);
        } finally {
            signal("-CONT");
        }
    }

    private static void signal(String signal) {
        try {
            String node = Files.readString(directory.resolve("chain/anvil.pid")).strip();
            new ProcessBuilder("kill", signal, node).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Runnable assertion) {
        for (int tries = 0; ; tries++) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (tries == 200) {
                    throw e;
                }
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private static JsonNode portfolio() {
        return Json.parse(ServedLoop.httpGet(address() + "/api/v1/portfolio"));
    }

    private static JsonNode claim() {
        return Json.parse(ServedLoop.httpGet(claimAddress()));
    }

    /** A loop that stops, since what is contested cannot be settled, once the milestone is attested and acted on. */
    private static void runUntilAttested(String milestone, Runnable act) {
        assertThatThrownBy(() -> demonstration().run(subject(), atQuorum(milestone, act)))
                .isInstanceOf(TransactionReverted.class)
                .hasMessageContaining("PerformanceContract_InvalidState");
    }

    /** Acts once, after the second word on the milestone; which one that is follows from the verification before. */
    private static Consumer<Step> atQuorum(String milestone, Runnable act) {
        return new Consumer<>() {
            private boolean verified;
            private int words;

            @Override
            public void accept(Step step) {
                verified |= step.name().equals("verification") && step.detail().startsWith(milestone);
                if (verified && step.detail().endsWith("attests the milestone") && ++words == 2) {
                    act.run();
                }
            }
        };
    }

    private static Demonstration demonstration() {
        return service.getBean(Demonstration.class);
    }

    private static Demonstration.Subject subject() {
        ObjectNode project = (ObjectNode) Demonstration.example().deepCopy();
        ObjectNode contract = (ObjectNode) project.path("contract");
        contract.putObject("arbitration")
                .put("arbiter", "Panel")
                .put("bond", BOND.toString())
                .put("seconds", 2_592_000);
        contract.putObject("holdBack").put("share", "0.1").put("untilYear", 2050);
        return Demonstration.Subject.of(project, null);
    }

    private static BigDecimal attested(int milestone) {
        return new BigDecimal(
                contract().at("/milestones/%d/value".formatted(milestone)).asString());
    }

    /** Worth half of the first milestone's amount. */
    private static BigDecimal concession() {
        JsonNode milestone = contract().at("/milestones/0");
        return new BigDecimal(milestone.path("lower").asString())
                .add(new BigDecimal(milestone.path("upper").asString()))
                .divide(BigDecimal.TWO, 6, RoundingMode.DOWN);
    }

    private static void assertTenthHeldBack() {
        BigInteger paid = contract()
                .path("milestones")
                .valueStream()
                .map(milestone -> new BigInteger(milestone.path("paid").asString()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger held = new BigInteger(contract().at("/holdBack/amount").asString());
        assertThat(paid.divide(BigInteger.TEN).subtract(held))
                .as("one unit less at most for each of the four payments")
                .isBetween(BigInteger.ZERO, BigInteger.valueOf(4));
    }

    private static void advanceTo(String moment) {
        service.getBean(Chain.class).advanceTimeTo(Instant.parse(moment));
    }

    private static String address() {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    private static String claimAddress() {
        return "%s/api/v1/claims/%s"
                .formatted(
                        address(),
                        service.getBean(Claims.class).all().getFirst().id());
    }

    private static String contracts() {
        return claimAddress() + "/contracts";
    }

    private static JsonNode contract() {
        return Json.parse(ServedLoop.httpGet(contracts())).path(0);
    }

    private static JsonNode post(String what, String milestone, String members, int status) {
        return send(what, "{\"milestone\": \"%s\", %s}".formatted(milestone, members), status);
    }

    private static JsonNode send(String what, String body, int status) {
        return sendTo("contracts/" + what, body, status);
    }

    private static JsonNode sendTo(String what, String body, int status) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(claimAddress() + "/" + what))
                            .header("Content-Type", "application/json")
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Files.readString(directory.resolve("token"))
                                                    .strip())
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode())
                    .as(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(status);
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertVerified() {
        ServedLoop.Verdict verdict = ServedLoop.verify(
                service.getBean(Claims.class).all().getFirst().id().toString(),
                "--rpc",
                service.getBean(Chain.class).url(),
                "--gateway",
                address(),
                "--anchors",
                directory.resolve("anchors.json").toString());
        assertThat(verdict.failed())
                .as("%s%s", verdict.error(), verdict.report())
                .isEmpty();
        assertThat(verdict.exitCode()).isZero();
    }
}
