// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.headwater.Examples;
import org.headwater.Headwater;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.attestation.Observations;
import org.headwater.attestation.Revision;
import org.headwater.attestation.Revisions;
import org.headwater.audit.ServedLoop.Verdict;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.chain.contract.VerifierRegistry;
import org.headwater.cli.HeadwaterCommand;
import org.headwater.document.Document;
import org.headwater.document.Json;
import org.headwater.forecast.Forecasts;
import org.headwater.hypercert.Claim;
import org.headwater.identity.WriteToken;
import org.headwater.ipfs.Cid;
import org.headwater.lexicon.LexiconPeer;
import org.headwater.project.Projects;
import org.headwater.verification.Verifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What comes after the mint, on the real service: said, read, taken back, examined, and tampered with. */
class UpdatesIntegrationTest {

    private static final String STRANGER = "0x00000000000000000000000000000000000A71ce";
    private static final String NONE = "0x" + "0".repeat(64);
    private static final String UNKNOWN = Cid.of(new byte[] {1, 2, 3}).text();

    private final ServedLoop loop = ServedLoop.get();
    private final Claim claim = loop.claim();
    private final Deployment deployment = loop.bean(ContractDeployments.class).ensure();
    private final Web3j web3j = Web3j.build(new HttpService(loop.rpc()));
    private final EAS eas = EAS.load(
            deployment.eas(), web3j, new ReadonlyTransactionManager(web3j, STRANGER), new DefaultGasProvider());

    @TempDir
    Path directory;

    private record Answer(int status, JsonNode json) {

        List<String> pointers() {
            return json.path("errors")
                    .valueStream()
                    .map(error -> error.path("pointer").asString())
                    .toList();
        }
    }

    private Answer get(String path) {
        return send(request(path).GET());
    }

    private Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + loop.bean(WriteToken.class).value())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(loop.gateway() + "/api/v1/claims/" + claim.id() + path));
    }

    private static Answer send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), Json.mapper().readTree(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Revision> revisions(Revision.Author author) {
        return loop.bean(Revisions.class).of(claim.id()).stream()
                .filter(revision -> revision.author() == author)
                .toList();
    }

    @Test
    void loopLeavesOneWholeSequenceOfTheOwnerAndOneOfAVerifier() {
        List<Revision> owners = revisions(Revision.Author.OWNER);
        List<Revision> verifiers = revisions(Revision.Author.VERIFIER);

        assertThat(owners.getFirst().kind()).isEqualTo(Revision.Kind.PROJECTED);
        assertThat(owners.getFirst().documentCid()).isEqualTo(claim.forecastCid());
        assertThat(owners.stream().filter(revision -> revision.kind() == Revision.Kind.OBSERVED))
                .hasSize(7);
        assertThat(verifiers).hasSize(3).allMatch(revision -> revision.kind() == Revision.Kind.VERIFIED);
        requireSequence(owners);
        requireSequence(verifiers);
        assertThat(get("").json()
                        .path("timeline")
                        .valueStream()
                        .filter(entry -> entry.path("kind").asString().equals("revision")))
                .hasSizeGreaterThanOrEqualTo(11);
        assertThat(get("/revisions").json().size()).isEqualTo(owners.size() + verifiers.size());
    }

    private static void requireSequence(List<Revision> sequence) {
        for (int i = 0; i < sequence.size(); i++) {
            assertThat(sequence.get(i).number()).isEqualTo(i + 1);
            assertThat(sequence.get(i).previousUid())
                    .isEqualTo(i == 0 ? null : sequence.get(i - 1).uid());
        }
    }

    @Test
    void documentIsSaidOnceByEachAttester() {
        String body =
                "{\"kind\":\"projected\",\"documentCid\":\"%s\",\"attester\":\"owner\"}".formatted(claim.forecastCid());
        long before = transactions();
        Answer again = post("/revisions", body);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("number").asInt()).isEqualTo(1);
        assertThat(transactions()).isEqualTo(before);
    }

    private long transactions() {
        return loop.bean(JdbcClient.class)
                .sql("select count(*) from chain_transaction")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({
        "verified, verification, owner, 422, /kind",
        "projected, observation, owner, 422, /documentCid",
        "observed, unknown, owner, 422, /documentCid",
        "projected, other forecast, owner, 422, /documentCid",
        "observed, observation, Nobody, 422, /attester",
        "guessed, observation, owner, 400, /kind",
        "observed, malformed, owner, 400, /documentCid"
    })
    void revisionThatCannotBeSaidIsRefusedByItsField(
            String kind, String document, String attester, int status, String pointer) {
        Answer answer = post(
                "/revisions",
                "{\"kind\":\"%s\",\"documentCid\":\"%s\",\"attester\":\"%s\"}"
                        .formatted(kind, cid(document), attester));
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(status);
        assertThat(answer.pointers()).containsExactly(pointer);
    }

    private String cid(String document) {
        return switch (document) {
            case "verification" ->
                loop.bean(Verifications.class).of(claim.id()).getFirst().cid().text();
            case "observation" ->
                loop.bean(Observations.class).of(claim.id()).getFirst().cid().text();
            case "other forecast" -> forecastOfAnotherProject().cid().text();
            case "unknown" -> UNKNOWN;
            default -> "bafy";
        };
    }

    private Document forecastOfAnotherProject() {
        ObjectNode project =
                (ObjectNode) Json.parse(ServedLoop.httpGet(loop.gateway() + "/ipfs/" + claim.projectCid()));
        project.put("name", "Another hillside");
        Cid cid = loop.bean(Projects.class).publish(project).cid();
        return loop.bean(Forecasts.class).make(cid, 50, 3);
    }

    @Test
    void missingMembersAreNamed() {
        assertThat(post("/revisions", "{}").pointers()).containsExactlyInAnyOrder("/kind", "/documentCid", "/attester");
        assertThat(post("/evaluations", "{}").pointers())
                .containsExactlyInAnyOrder("/verifier", "/basic", "/work", "/contributors", "/properties");
        assertThat(post("/feed", "{}").pointers()).containsExactlyInAnyOrder("/title", "/description");
        assertThat(post("/revocations", "{}").pointers()).containsExactly("/uid");
    }

    @Test
    void revisionOfAStrangerIsLeftOutAndMakesNothingFalse() {
        undone(() -> {
            int before = loop.bean(Revisions.class).of(claim.id()).size();
            attestAs(STRANGER, deployment.revisionSchema(), true, 0, revision(1, 0, UNKNOWN, NONE));
            assertThat(loop.bean(Revisions.class).of(claim.id())).hasSize(before);
            assertThat(loop.verify(claim).exitCode()).isZero();
        });
    }

    @Test
    void ownersVerdictOnHimselfIsLeftOut() {
        undone(() -> {
            Revision last = revisions(Revision.Author.OWNER).getLast();
            attestAs(
                    claim.owner(),
                    deployment.revisionSchema(),
                    true,
                    0,
                    revision(last.number() + 1, 2, cid("verification"), last.uid()));
            assertThat(revisions(Revision.Author.OWNER))
                    .allMatch(revision -> revision.kind() != Revision.Kind.VERIFIED);
            assertThat(loop.verify(claim).exitCode()).isZero();
        });
    }

    @Test
    void revokedRevisionKeepsItsPlaceAndDoesNotCount() {
        undone(() -> {
            Revision second = revisions(Revision.Author.OWNER).get(1);
            loop.sendAs(claim.owner(), deployment.eas(), revocation(deployment.revisionSchema(), second.uid()));
            Revision found = revisions(Revision.Author.OWNER).get(1);
            assertThat(found.standing().label()).isEqualTo("revoked");
            assertThat(found.revokedAt()).isNotNull();
            requireSequence(revisions(Revision.Author.OWNER));
            Verdict verdict = loop.verify(claim);
            assertThat(verdict.exitCode()).isZero();
            assertThat(verdict.check("revisions").path("detail").asString()).contains("1 were revoked");
        });
    }

    @Test
    void revokedObservationAttestationIsNotCountedHere() {
        undone(() -> {
            String observation = cid("observation");
            Attestations attestations = loop.bean(Attestations.class);
            Attestation first = attestations.of(claim.id(), observation).getFirst();
            assertThat(attestations.standing(claim.id(), observation)).hasSize(2);
            loop.sendAs(first.attester(), deployment.eas(), revocation(deployment.observationSchema(), first.uid()));
            assertThat(attestations.standing(claim.id(), observation))
                    .hasSize(1)
                    .doesNotContain(first);
            assertThat(attestations.of(claim.id(), observation)).hasSize(2);
            assertThat(attestations.of(claim.id(), observation).getFirst().revokedAt())
                    .isNotNull();
        });
    }

    @Test
    void evaluationsShowWhoseWordTheyAreAndWhetherItHolds() {
        Answer written = post(
                "/evaluations",
                "{\"verifier\":\"Verifier"
                        + " A\",\"basic\":\"valid\",\"work\":\"valid\",\"contributors\":\"not-evaluated\","
                        + "\"properties\":\"invalid\",\"comments\":\"Señal\",\"tags\":[\"日本\"]}");
        assertThat(written.status()).as("%s", written.json()).isEqualTo(201);
        assertThat(written.json().path("accredited").booleanValue()).isTrue();
        assertThat(written.json().at("/evaluation/tags/0").asString()).isEqualTo("日本");
        undone(() -> {
            long expiry = loop.bean(Chain.class).time().getEpochSecond() + 3_600;
            attestAs(STRANGER, deployment.basicEvaluationSchema(), false, 0, evaluation(1));
            attestAs(STRANGER, deployment.basicEvaluationSchema(), false, expiry, evaluation(2));
            attestAs(STRANGER, deployment.basicEvaluationSchema(), false, 0, evaluation(3));
            attestAs(STRANGER, deployment.creatorFeedSchema(), false, 0, feed());
            List<JsonNode> strangers = get("/evaluations")
                    .json()
                    .valueStream()
                    .filter(one -> one.path("attester").asString().equalsIgnoreCase(STRANGER))
                    .toList();
            assertThat(strangers)
                    .hasSize(2)
                    .allMatch(one -> !one.path("accredited").booleanValue());
            assertThat(strangers)
                    .extracting(one -> one.path("standing").asString())
                    .containsOnly("valid");
            assertThat(get("/feed")
                            .json()
                            .valueStream()
                            .map(one -> one.at("/entry/title").asString()))
                    .doesNotContain("Not mine");
            loop.node("evm_increaseTime", 7_200);
            loop.node("evm_mine");
            assertThat(standing(strangers.get(1))).isEqualTo("expired");
            assertThat(standing(strangers.get(0))).isEqualTo("valid");
        });
        Answer revoked = post(
                "/revocations",
                "{\"uid\":\"%s\"}".formatted(written.json().path("uid").asString()));
        assertThat(revoked.status()).as("%s", revoked.json()).isEqualTo(200);
        assertThat(standing(written.json())).isEqualTo("revoked");
        assertThat(post(
                                "/revocations",
                                "{\"uid\":\"%s\"}"
                                        .formatted(written.json().path("uid").asString()))
                        .json())
                .isEqualTo(revoked.json());
        assertThat(get("").json()
                        .path("timeline")
                        .valueStream()
                        .map(entry -> entry.path("kind").asString()))
                .contains("revocation");
    }

    private String standing(JsonNode evaluation) {
        return get("/evaluations")
                .json()
                .valueStream()
                .filter(one -> one.path("uid").equals(evaluation.path("uid")))
                .findFirst()
                .orElseThrow()
                .path("standing")
                .asString();
    }

    @Test
    void creatorAddsToTheFeedThatApplicationsRead() {
        Answer added = post(
                "/feed",
                "{\"title\":\"Spring\",\"description\":\"Planted\",\"sources\":[{\"type\":\"url\",\"src\":\"https://example.org/\"}]}");
        assertThat(added.status()).as("%s", added.json()).isEqualTo(201);
        assertThat(get("/feed").json().valueStream().map(one -> one.path("uid")))
                .contains(added.json().path("uid"));
        assertThat(post("/feed", "{\"title\":\"%s\",\"description\":\"x\"}".formatted("t".repeat(51)))
                        .pointers())
                .containsExactly("/title");
    }

    @Test
    void everyRecordOfTheExportPassesThePublishedLexicons() throws Exception {
        JsonNode export = get("/lexicon").json();
        assertThat(export.path("placeholder").booleanValue()).isTrue();
        List<JsonNode> values = export.path("records")
                .valueStream()
                .map(record -> record.path("value"))
                .toList();
        assertThat(LexiconPeer.judge(values))
                .allMatch(judgement -> judgement.error().isEmpty());
        assertThat(values.stream().map(value -> value.path("$type").asString()))
                .contains(
                        "org.hypercerts.claim.activity",
                        "org.hypercerts.context.evaluation",
                        "org.hypercerts.funding.receipt");
        assertThat(get("/lexicon?repository=did:plc:abc")
                        .json()
                        .at("/records/0/uri")
                        .asString())
                .startsWith("at://did:plc:abc/");
        assertThat(get("/lexicon?repository=nobody").pointers()).containsExactly("/repository");
        assertThat(get("/lexicon").json()).isEqualTo(export);
    }

    @Test
    void commandWritesRecordsThatThePublishedLexiconsTake() throws Exception {
        Path out = directory.resolve("records");
        Run exported = lexicon("export", claim.id().toString(), "--service", loop.gateway(), "--out", out.toString());
        assertThat(exported.exitCode()).as(exported.talk()).isZero();

        JsonNode export = Json.mapper().readTree(Files.readAllBytes(out.resolve("export.json")));
        assertThat(export).isEqualTo(get("/lexicon").json());
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode record : export.path("records")) {
            values.add(Json.mapper()
                    .readTree(Files.readAllBytes(
                            out.resolve(record.path("collection").asString())
                                    .resolve(record.path("rkey").asString() + ".json"))));
        }
        assertThat(exported.output()).startsWith(values.size() + " records");
        assertThat(LexiconPeer.judge(values))
                .allMatch(judgement -> judgement.error().isEmpty())
                .extracting(LexiconPeer.Judgement::cid)
                .containsExactlyElementsOf(export.path("records")
                        .valueStream()
                        .map(record -> record.path("cid").asString())
                        .toList());
        assertThat(lexicon("check", out.resolve("export.json").toString()).exitCode())
                .isZero();
        assertThat(lexicon("export", claim.id().toString(), "--service", loop.gateway(), "--out", out.toString()))
                .satisfies(again -> assertThat(again.talk()).contains("--out"))
                .extracting(Run::exitCode)
                .isEqualTo(2);
    }

    @Test
    void commandPrintsTheExportAndSaysWhyThereIsNone() {
        String id = claim.id().toString();
        Run printed = lexicon("export", id, "--service", loop.gateway() + "/", "--repository", "did:plc:abc");
        assertThat(Json.mapper().readTree(printed.output()))
                .isEqualTo(get("/lexicon?repository=did:plc:abc").json());
        Run refused = lexicon("export", id, "--service", loop.gateway(), "--repository", "nobody");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.talk()).contains("/repository");
        assertThat(lexicon("export", id, "--service", "http://127.0.0.1:9").exitCode())
                .isEqualTo(1);
        assertThat(lexicon("export", "no-claim").exitCode()).isEqualTo(2);
        assertThat(lexicon("check", directory.resolve("nowhere").toString()).exitCode())
                .isEqualTo(2);
        assertThat(lexicon().exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/records/2/value/title; /records/2/cid",
                "/records/2/rkey; /records/2/rkey",
                "/records/2/uri; /records/2/uri",
                "/records/2/collection; /records/2/collection",
                "/records/0/value/rightsName; /records/0/cid",
                "/records/3/value/subjects/0/cid; /records/3/value/subjects/0/cid",
                "/records/3/value/subjects/0/uri; /records/3/value/subjects/0/uri",
                "/repository; /records/0/uri",
            })
    void checkNamesWhatWasChangedInAnExport(String changed, String named) throws Exception {
        JsonNode export = get("/lexicon").json().deepCopy();
        String text = export.at(changed).asString();
        assertThat(text).as(changed).isNotEmpty();
        Examples.set(export, changed, text + (changed.endsWith("/uri") || changed.equals("/repository") ? "x" : "a"));
        Path file = Files.writeString(directory.resolve("changed.json"), export.toString());
        Run checked = lexicon("check", file.toString());

        assertThat(checked.exitCode()).isEqualTo(6);
        assertThat(checked.talk()).contains(named);
    }

    @Test
    void commandWritesNothingOfAnExportThatWouldLeaveItsDirectory() throws Exception {
        BinaryOperator<byte[]> lie = (path, real) -> new String(real, StandardCharsets.UTF_8)
                .replace("org.hypercerts.claim.rights", "../../org.hypercerts.claim.rights")
                .getBytes(StandardCharsets.UTF_8);
        Path out = directory.resolve("escaped");
        try (AlteringProxy service = new AlteringProxy(loop.gateway(), lie)) {
            Run refused =
                    lexicon("export", claim.id().toString(), "--service", service.address(), "--out", out.toString());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.talk()).contains("/records/0/value/$type");
        }
        assertThat(out).doesNotExist();
    }

    private record Run(int exitCode, String output, String talk) {}

    private static Run lexicon(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter talk = new StringWriter();
        List<String> all = new ArrayList<>(List.of("lexicon"));
        all.addAll(List.of(arguments));
        int exitCode = new CommandLine(new HeadwaterCommand(Headwater.class))
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(talk))
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, output.toString(), talk.toString());
    }

    @Test
    void schemasAreServedWithThePageThatTellsThem() {
        HttpResponse<byte[]> page = ServedLoop.get(loop.gateway() + "/schemas");
        String html = new String(page.body(), StandardCharsets.UTF_8);

        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(html)
                .contains("<h2>Project</h2>", "<a id=\"project\"></a>", "<table>", "<code>milestones[].amount</code>")
                .doesNotContain("../schemas", "|---|");
        List<String> links = Pattern.compile("href=\"(/schemas/[^\"]+)\"")
                .matcher(html)
                .results()
                .map(link -> link.group(1))
                .distinct()
                .toList();
        assertThat(links).hasSizeGreaterThan(50).contains("/schemas/project.schema.json");
        for (String link : List.of("/schemas/project.schema.json", "/schemas/examples/consent.json")) {
            HttpResponse<byte[]> schema = ServedLoop.get(loop.gateway() + link);
            assertThat(schema.statusCode()).as(link).isEqualTo(200);
            assertThat(schema.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        }
        assertThat(links)
                .allSatisfy(link ->
                        assertThat(Headwater.class.getResource(link)).as(link).isNotNull());
        assertThat(ServedLoop.get(loop.gateway() + "/schemas/../application.yml")
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void attestationThatIsNotThereOrNotOnThisClaimIsNotRevoked() {
        Answer answer = post("/revocations", "{\"uid\":\"0x%s\"}".formatted("ab".repeat(32)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/uid");
    }

    @Test
    void revisionWhoseDocumentIsNowhereIsFalse() {
        undone(() -> {
            Revision last = revisions(Revision.Author.OWNER).getLast();
            attestAs(
                    claim.owner(),
                    deployment.revisionSchema(),
                    true,
                    0,
                    revision(last.number() + 1, 0, UNKNOWN, last.uid()));
            assertOnlyRevisionsFalse(loop.verify(claim), UNKNOWN);
        });
    }

    @Test
    void revisionAboutAnotherClaimsDocumentIsFalse() {
        String other = cid("other forecast");
        undone(() -> {
            Revision last = revisions(Revision.Author.OWNER).getLast();
            attestAs(
                    claim.owner(),
                    deployment.revisionSchema(),
                    true,
                    0,
                    revision(last.number() + 1, 0, other, last.uid()));
            assertOnlyRevisionsFalse(loop.verify(claim), "/project");
        });
    }

    @Test
    void changedByteOfADocumentThatOnlyARevisionNamesIsFalse() throws IOException {
        Document second = loop.bean(Forecasts.class).make(Cid.parse(claim.projectCid()), 50, 41);
        assertThat(post(
                                "/revisions",
                                "{\"kind\":\"projected\",\"documentCid\":\"%s\",\"attester\":\"owner\"}"
                                        .formatted(second.cid()))
                        .status())
                .isEqualTo(201);
        String path = "/ipfs/" + second.cid();
        BinaryOperator<byte[]> flip = (asked, real) -> {
            if (new String(asked, StandardCharsets.UTF_8).equals(path)) {
                real[real.length / 2] ^= 1;
            }
            return real;
        };
        try (AlteringProxy gateway = new AlteringProxy(loop.gateway(), flip)) {
            assertOnlyRevisionsFalse(
                    verify(loop.anchors(), gateway.address(), loop.rpc()),
                    second.cid().text());
        }
    }

    @Test
    void hiddenRevisionIsFalse() throws IOException {
        verifyWithAlteredEvents(events -> events.remove(events.size() - 1), "the events show");
        verifyWithAlteredEvents(events -> events.remove(0), "number");
    }

    @Test
    void revisionsInAnotherOrderAreFalse() throws IOException {
        verifyWithAlteredEvents(
                events -> {
                    ObjectNode first = (ObjectNode) events.get(0);
                    ObjectNode second = (ObjectNode) events.get(1);
                    JsonNode block = first.path("blockNumber");
                    first.set("blockNumber", second.path("blockNumber"));
                    second.set("blockNumber", block);
                },
                "number");
    }

    private void verifyWithAlteredEvents(Consumer<ArrayNode> lie, String said) throws IOException {
        String revised = EventEncoder.encode(RevisionResolver.REVISED_EVENT);
        BinaryOperator<byte[]> alteration = (question, real) -> {
            if (!new String(question, StandardCharsets.UTF_8).contains(revised)) {
                return real;
            }
            ObjectNode answer = (ObjectNode) Json.mapper().readTree(real);
            ArrayNode events = (ArrayNode) answer.path("result");
            events.removeIf(event -> !event.path("topics").path(3).asString().endsWith(lower(claim.owner())));
            lie.accept(events);
            return Json.mapper().writeValueAsBytes(answer);
        };
        try (AlteringProxy node = new AlteringProxy(loop.rpc(), alteration)) {
            assertOnlyRevisionsFalse(verify(loop.anchors(), loop.gateway(), node.address()), said);
        }
    }

    /** What the attestation service holds, altered: word of the answer to getAttestation, and what is then false. */
    @ParameterizedTest
    @CsvSource({
        "schema, has schema",
        "attester, is held for",
        "expiration, expires",
        "previous, follows",
        "claim, points to the claim",
        "nothing, no such attestation exists"
    })
    void attestationHeldOtherwiseIsFalse(String what, String said) throws IOException {
        Revision second = revisions(Revision.Author.OWNER).get(1);
        String uid = second.uid().substring(2);
        BinaryOperator<byte[]> alteration = (question, real) -> {
            String text = new String(real, StandardCharsets.UTF_8);
            boolean asked = new String(question, StandardCharsets.UTF_8).contains("eth_call")
                    && new String(question, StandardCharsets.UTF_8).contains(uid);
            return asked ? altered(text, what, second).getBytes(StandardCharsets.UTF_8) : real;
        };
        try (AlteringProxy node = new AlteringProxy(loop.rpc(), alteration)) {
            assertOnlyRevisionsFalse(verify(loop.anchors(), loop.gateway(), node.address()), said);
        }
    }

    private String altered(String answer, String what, Revision revision) {
        String schema = deployment.revisionSchema().substring(2);
        return switch (what) {
            case "schema" ->
                answer.replace(schema, deployment.observationSchema().substring(2));
            case "attester" -> answer.replaceFirst(lower(claim.owner()), lower(STRANGER));
            case "expiration" -> answer.replaceFirst("(" + schema + "[0-9a-f]{64})0{64}", "$1" + "0".repeat(63) + "1");
            case "previous" ->
                answer.replace(String.valueOf(revision.previousUid()).substring(2), "1".repeat(64));
            case "claim" ->
                answer.replace(
                        Numeric.toHexStringNoPrefixZeroPadded(claim.id().tokenId(), 64),
                        Numeric.toHexStringNoPrefixZeroPadded(
                                claim.id().tokenId().shiftLeft(1), 64));
            default -> answer.replace(revision.uid().substring(2), "0".repeat(64));
        };
    }

    @Test
    void verifierWhoseAccreditationIsHiddenIsAStranger() throws IOException {
        String registry = EventEncoder.encode(VerifierRegistry.ACCREDITED_EVENT);
        BinaryOperator<byte[]> alteration = (question, real) -> {
            if (!new String(question, StandardCharsets.UTF_8).contains(registry)) {
                return real;
            }
            return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":[]}"
                    .formatted(Json.mapper().readTree(question).path("id"))
                    .getBytes(StandardCharsets.UTF_8);
        };
        try (AlteringProxy node = new AlteringProxy(loop.rpc(), alteration)) {
            Verdict verdict = verify(loop.anchors(), loop.gateway(), node.address());
            assertThat(verdict.failed()).containsExactly("observation-attestations", "milestone-votes");
            assertThat(verdict.check("revisions").path("detail").asString()).contains("not examined");
        }
    }

    @Test
    void anchorsOfAnEarlierReleaseLeaveRevisionsUnexamined() throws IOException {
        ObjectNode anchors = (ObjectNode) Json.parse(Files.readAllBytes(loop.anchors()));
        ((ObjectNode) anchors.path("contracts")).remove("revisionResolver");
        ((ObjectNode) anchors.path("schemas")).remove("revision");
        Path file = Files.write(directory.resolve("anchors.json"), Json.mapper().writeValueAsBytes(anchors));
        Verdict verdict = verify(file, loop.gateway(), loop.rpc());
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.check("revisions").path("status").asString()).isEqualTo("not-applicable");
    }

    private static void assertOnlyRevisionsFalse(Verdict verdict, String said) {
        assertThat(verdict.failed()).as("%s", verdict.report()).containsExactly("revisions");
        assertThat(verdict.check("revisions").path("detail").asString()).contains(said);
        assertThat(verdict.exitCode()).isEqualTo(6);
    }

    private Verdict verify(Path anchors, String gateway, String node) {
        return ServedLoop.verify(
                claim.id().toString(), "--rpc", node, "--gateway", gateway, "--anchors", anchors.toString());
    }

    /** The chain is as before afterwards, so that no test sees what another did to the first claim. */
    private void undone(Runnable work) {
        JsonNode before = loop.node("evm_snapshot");
        try {
            work.run();
        } finally {
            loop.node("evm_revert", before.asString());
        }
    }

    private void attestAs(String account, String schema, boolean revocable, long expiry, List<Type<?>> values) {
        var request = new EAS.AttestationRequest(
                Numeric.hexStringToByteArray(schema),
                new EAS.AttestationRequestData(
                        "0x" + "0".repeat(40),
                        BigInteger.valueOf(expiry),
                        revocable,
                        new byte[32],
                        Numeric.hexStringToByteArray(encoded(values)),
                        BigInteger.ZERO));
        loop.sendAs(
                account, deployment.eas(), eas.attest(request, BigInteger.ZERO).encodeFunctionCall());
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static String encoded(List<Type<?>> values) {
        return new DefaultFunctionEncoder().encodeParameters((List<Type>) (List) values);
    }

    private String revocation(String schema, String uid) {
        var request = new EAS.RevocationRequest(
                Numeric.hexStringToByteArray(schema),
                new EAS.RevocationRequestData(Numeric.hexStringToByteArray(uid), BigInteger.ZERO));
        return eas.revoke(request, BigInteger.ZERO).encodeFunctionCall();
    }

    private List<Type<?>> pointer() {
        return List.of(
                new Uint256(claim.id().chainId()),
                new Address(claim.id().contract()),
                new Uint256(claim.id().tokenId()));
    }

    private List<Type<?>> revision(long number, int kind, String cid, String previous) {
        List<Type<?>> values = new ArrayList<>(pointer());
        values.addAll(List.of(
                new Uint32(number),
                new Uint8(kind),
                new Utf8String(cid),
                new Bytes32(Numeric.hexStringToByteArray(previous))));
        return values;
    }

    private List<Type<?>> evaluation(int verdict) {
        List<Type<?>> values = new ArrayList<>(pointer());
        values.addAll(List.of(new Uint8(verdict), new Uint8(0), new Uint8(0), new Uint8(0), new Utf8String("")));
        values.add(new DynamicArray<>(Utf8String.class, List.of()));
        return values;
    }

    private List<Type<?>> feed() {
        List<Type<?>> values = new ArrayList<>(pointer());
        values.addAll(List.of(new Utf8String("Not mine"), new Utf8String("text")));
        values.add(new DynamicArray<>(Utf8String.class, List.of()));
        return values;
    }

    private static String lower(String address) {
        return Numeric.cleanHexPrefix(address).toLowerCase(Locale.ROOT);
    }
}
