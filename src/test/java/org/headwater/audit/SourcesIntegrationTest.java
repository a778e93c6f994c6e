// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.headwater.attestation.Observations;
import org.headwater.audit.ServedLoop.Verdict;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Json;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.Card;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.ipfs.Car;
import org.headwater.ipfs.Cid;
import org.headwater.project.Projects;
import org.headwater.verification.Verifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.utils.Numeric;
import tools.jackson.databind.node.ArrayNode;

/** Where an audit reads from, and what it says of nodes, gateways and archives that give nothing or nonsense. */
class SourcesIntegrationTest {

    private static final String NOBODY = "http://127.0.0.1:1";
    private static final String PAGE = "<html><body>Welcome</body></html>";

    private final ServedLoop loop = ServedLoop.get();
    private final Claim claim = loop.claim();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {}                                        | with status 429",
                "503 | {}                                        | with status 503",
                "302 | {}                                        | with status 302",
                "200 | <html>                                    | something else than JSON",
                "200 | []                                        | no JSON-RPC response",
                "200 | {\"result\": \"many\"}                    | cannot be read",
                "200 | {\"result\": null}                        | cannot be read",
                "200 | {\"error\": {\"message\": \"no peers\"}}  | the error 'no peers'"
            })
    void nodeThatAnswersNothingOfUseIsNoVerdict(int status, String answer, String said) throws IOException {
        try (Answering node = new Answering(status, answer)) {
            Verdict verdict = verify(node.address(), "--gateway", loop.gateway());
            assertThat(verdict.exitCode()).isEqualTo(1);
            assertThat(verdict.error()).contains("--rpc", said).doesNotContain("\tat ");
        }
    }

    @Test
    void secondNodeIsHeldToTheSame() throws IOException {
        assertThat(verify(loop.rpc(), "--rpc", NOBODY, "--gateway", loop.gateway())
                        .exitCode())
                .isEqualTo(1);
        try (AlteringProxy other =
                new AlteringProxy(loop.rpc(), Lies.inMethod("eth_chainId", answer -> answer.put("result", "0x1")))) {
            Verdict verdict = verify(loop.rpc(), "--rpc", other.address(), "--gateway", loop.gateway());
            assertThat(verdict.failed()).containsExactly("chain-id");
            assertThat(verdict.exitCode()).isEqualTo(6);
        }
    }

    @Test
    void everythingIsReadAtTheNewestBlockOfANodeThatLags() throws IOException {
        BinaryOperator<byte[]> lag = Lies.inMethod(
                "eth_blockNumber",
                answer -> answer.put(
                        "result",
                        Numeric.encodeQuantity(
                                Numeric.decodeQuantity(answer.path("result").asString())
                                        .subtract(BigInteger.ONE))));
        long newest =
                Numeric.decodeQuantity(loop.node("eth_blockNumber").asString()).longValue();
        try (AlteringProxy late = new AlteringProxy(loop.rpc(), lag)) {
            Verdict verdict = verify(loop.rpc(), "--rpc", late.address(), "--gateway", loop.gateway());
            assertThat(verdict.check("chain-id").path("detail").asString()).endsWith("block " + (newest - 1));
            assertThat(verdict.exitCode()).isZero();
        }
    }

    @Test
    void callThatANodeCannotAnswerIsNoVerdict() throws IOException {
        for (String method : List.of("eth_getLogs", "eth_call", "eth_getBlockByNumber", "eth_getTransactionReceipt")) {
            try (AlteringProxy node =
                    new AlteringProxy(loop.rpc(), Lies.inMethod(method, answer -> answer.put("result", 5)))) {
                Verdict verdict = verify(node.address(), "--gateway", loop.gateway());
                assertThat(verdict.exitCode()).as(method).isEqualTo(1);
                assertThat(verdict.error()).contains("--rpc");
            }
        }
    }

    @Test
    void eventThatCannotBeReadIsNoVerdict() throws IOException {
        BinaryOperator<byte[]> unnamed = Lies.inEvents(
                PerformanceContract.MILESTONESETTLED_EVENT,
                events -> ((ArrayNode) events.get(0).path("topics")).remove(1));
        try (AlteringProxy node = new AlteringProxy(loop.rpc(), unnamed)) {
            Verdict verdict = verify(node.address(), "--gateway", loop.gateway());
            assertThat(verdict.exitCode()).isEqualTo(1);
            assertThat(verdict.error()).contains("--rpc", "cannot be read").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 1", "500, 1", "301, 1", "404, 6", "200, 6"})
    void gatewayWithoutTheFileIsFalseAndOneWithoutAnAnswerIsNoVerdict(int status, int exitCode) throws IOException {
        try (Answering gateway = new Answering(status, PAGE)) {
            Verdict verdict = verify(loop.rpc(), "--gateway", gateway.address());
            assertThat(verdict.exitCode()).isEqualTo(exitCode);
            if (exitCode == 6) {
                assertThat(verdict.failed()).containsExactly("metadata");
            } else {
                assertThat(verdict.error()).contains("--gateway", "status " + status);
            }
        }
    }

    @Test
    void nextGatewayIsAskedWhereOneFailsOrLies() throws IOException {
        try (Answering liar = new Answering(200, PAGE)) {
            assertThat(verify(loop.rpc(), "--gateway", NOBODY, "--gateway", liar.address(), "--gateway", loop.gateway())
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void archiveOfAnAuditReplacesTheGateway() {
        Path archive = saved();
        Verdict online = verify(loop.rpc(), "--gateway", loop.gateway());
        Verdict offline = verify(loop.rpc(), "--car", archive.toString());
        assertThat(offline.exitCode()).isZero();
        assertThat(offline.check("archives").path("status").asString()).isEqualTo("pass");
        assertThat(offline.report().path("checks").valueStream().skip(1))
                .containsExactlyElementsOf(
                        online.report().path("checks").valueStream().skip(1).toList());
    }

    @Test
    void archiveHoldsBothImagesOfTheCardToo() throws IOException {
        Card card = HypercertMetadata.card(
                loop.bean(Projects.class).read(Cid.parse(claim.projectCid())),
                loop.bean(Documents.class)
                        .read(DocumentType.FORECAST, Cid.parse(claim.forecastCid()))
                        .as(Forecast.class));
        try (var in = Files.newInputStream(saved())) {
            Car archive = Car.read(in);
            assertThat(archive.file(Cid.of(card.png()))).isPresent();
            assertThat(archive.file(Cid.of(card.svg()))).isPresent();
        }
    }

    private Path saved() {
        Path archive = directory.resolve("claim.car");
        assertThat(verify(loop.rpc(), "--gateway", loop.gateway(), "--save-car", archive.toString())
                        .exitCode())
                .isZero();
        return archive;
    }

    @Test
    void documentIsExaminedWithItsAncestorsAndWithoutANode() {
        String archive = saved().toString();
        var ofDocuments = List.of(
                new Expected(claim.projectCid(), "project"),
                new Expected(claim.forecastCid(), "project", "forecast", "forecast-recomputed"),
                new Expected(
                        claim.metadataCid(),
                        "metadata",
                        "project",
                        "forecast",
                        "metadata-figures",
                        "forecast-recomputed"),
                new Expected(
                        loop.bean(Observations.class)
                                .of(claim.id())
                                .getFirst()
                                .cid()
                                .text(),
                        "project",
                        "observations"),
                new Expected(
                        loop.bean(Verifications.class)
                                .of(claim.id())
                                .getFirst()
                                .cid()
                                .text(),
                        "project",
                        "forecast",
                        "forecast-recomputed",
                        "observations",
                        "verifications",
                        "verifications-recomputed"));
        ofDocuments.forEach(expected -> {
            Verdict verdict = ServedLoop.verify(expected.cid(), "--car", archive);
            assertThat(verdict.exitCode()).as("%s", verdict.report()).isZero();
            assertThat(passed(verdict)).containsExactlyElementsOf(expected.passed());
            assertThat(verdict.report().path("labels").toString()).contains("ancestors only");
            assertThat(verdict.check("claim").path("detail").asString()).contains("no chain");
        });
    }

    /** @param passed the checks that pass, besides those of the archive and of the document itself */
    private record Expected(String cid, List<String> passed) {
        Expected(String cid, String... passed) {
            List<String> all = new ArrayList<>(List.of("archives", "document"));
            all.addAll(List.of(passed));
            this(cid, all);
        }
    }

    private static List<String> passed(Verdict verdict) {
        return verdict.report()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("status").asString().equals("pass"))
                .map(check -> check.path("name").asString())
                .toList();
    }

    @Test
    void payoutStatementFollowsFromItsVerification() {
        String statement = Json.parse(ServedLoop.httpGet(loop.gateway() + "/api/v1/status"))
                .at("/loop/steps")
                .valueStream()
                .filter(step -> step.path("name").asString().equals("payment"))
                .map(step -> step.path("cid").asString())
                .findFirst()
                .orElseThrow();
        Verdict verdict = ServedLoop.verify(statement, "--gateway", loop.gateway());
        assertThat(verdict.exitCode()).as("%s", verdict.report()).isZero();
        assertThat(verdict.check("payouts-recomputed").path("status").asString())
                .isEqualTo("pass");
    }

    @Test
    void whatIsMissingIsAUsageError() {
        String name = claim.id().toString();
        String cid = claim.projectCid();
        assertRefused("--gateway", ServedLoop.verify(name, "--rpc", loop.rpc()));
        assertRefused("--rpc", ServedLoop.verify(name, "--gateway", loop.gateway()));
        assertRefused("--rpc", ServedLoop.verify(cid, "--rpc", loop.rpc(), "--gateway", loop.gateway()));
        assertRefused(
                "missing.car",
                ServedLoop.verify(cid, "--car", directory.resolve("missing.car").toString()));
        assertRefused("CID", ServedLoop.verify("bafkreihello", "--gateway", loop.gateway()));
    }

    private static void assertRefused(String named, Verdict verdict) {
        assertThat(verdict.exitCode()).isEqualTo(2);
        assertThat(verdict.error()).contains(named);
    }

    private Verdict verify(String node, String... more) {
        List<String> options = new ArrayList<>(
                List.of("--rpc", node, "--anchors", loop.anchors().toString()));
        options.addAll(List.of(more));
        return ServedLoop.verify(claim.id().toString(), options.toArray(String[]::new));
    }

    /** A server that says the same to everything. */
    private static final class Answering implements AutoCloseable {

        private final HttpServer server;

        Answering(int status, String answer) throws IOException {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().add("Location", "https://example.org/");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
