// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.headwater.attestation.Attestations;
import org.headwater.attestation.Observation;
import org.headwater.attestation.Observations;
import org.headwater.audit.ServedLoop.Verdict;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.chain.contract.VerifierRegistry;
import org.headwater.document.CanonicalJson;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Json;
import org.headwater.hypercert.AllowList;
import org.headwater.hypercert.Claim;
import org.headwater.ipfs.Car;
import org.headwater.ipfs.Cid;
import org.headwater.payout.Payouts;
import org.headwater.payout.PerformanceContracts;
import org.headwater.verification.Verifications;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is changed of a true claim, on the way or at its place, the audit sees it and names the check. */
class TamperingIntegrationTest {

    private static final int FEWEST = 40;
    private static final BigInteger STRANGER = new BigInteger("a71ce", 16);
    private static final String NO_HASH = "0x" + "0".repeat(64);

    /** @param checks that fail, and no other; {@code attempt} verifies what was tampered with */
    private record Tampering(String name, List<String> checks, Attempt attempt) {}

    private interface Attempt {
        Verdict verify() throws IOException;
    }

    private final ServedLoop loop = ServedLoop.get();
    private final Claim claim = loop.claim();
    private final Claim listed = loop.listed();
    private final Deployment deployment = loop.bean(ContractDeployments.class).ensure();
    private final String contract =
            loop.bean(PerformanceContracts.class).addressFor(claim.id()).orElseThrow();
    private final Document observation =
            loop.bean(Observations.class).of(claim.id()).getFirst();
    private final List<Document> verifications = loop.bean(Verifications.class).of(claim.id());
    private final List<Tampering> tamperings = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void tamperings() throws IOException {
        files();
        archives();
        anchors();
        chain();
        mint();
        attestations();
        contract();
        payments();
        forgedDocuments();
        allowList();
    }

    @Test
    void everyTamperingIsSeenAndItsCheckNamed() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Tampering tampering : tamperings) {
            Verdict verdict = tampering.attempt().verify();
            softly.assertThat(verdict.failed())
                    .as("%s: %s %s", tampering.name(), verdict.error(), verdict.report())
                    .isEqualTo(tampering.checks());
            softly.assertThat(verdict.exitCode()).as(tampering.name()).isEqualTo(6);
        }
        softly.assertAll();
        System.out.printf("%d tamperings, all detected, the right check named%n", tamperings.size());
        assertThat(tamperings).hasSizeGreaterThanOrEqualTo(FEWEST);
    }

    @Test
    void claimTakenByAListPassesAsAWhole() {
        Verdict verdict = loop.verify(loop.listed());

        assertThat(verdict.failed()).as("%s", verdict.report()).isEmpty();
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.check("minter").path("detail").asString()).contains("createAllowlist");
        assertThat(verdict.check("allow-list").path("status").asString()).isEqualTo("pass");
        assertThat(verdict.check("allow-list").path("detail").asString())
                .contains("2 of the addresses took 66666667 of 100000000 units");
        assertThat(verdict.check("contract-terms").path("status").asString()).isEqualTo("pass");
    }

    @Test
    void eventsOfOtherContractsInTheMintSayNothing() throws IOException {
        for (Claim of : List.of(claim, listed)) {
            BinaryOperator<byte[]> lie = Lies.inMethod("eth_getTransactionReceipt", answer -> {
                ArrayNode logs = (ArrayNode) answer.at("/result/logs");
                for (JsonNode log : logs.valueStream().toList()) {
                    ObjectNode copy = (ObjectNode) log.deepCopy();
                    copy.put("address", deployment.token());
                    if (copy.path("topics").size() == 4) {
                        ((ArrayNode) copy.path("topics"))
                                .set(1, "0x" + Numeric.toHexStringNoPrefixZeroPadded(STRANGER, 64));
                    }
                    logs.insert(0, copy);
                }
            });
            try (AlteringProxy node = new AlteringProxy(loop.rpc(), lie)) {
                Verdict verdict = verify(of, node.address(), loop.gateway());
                assertThat(verdict.failed()).as("%s", verdict.report()).isEmpty();
            }
        }
    }

    @Test
    void everyCheckIsTheOnlyOneToFailSomewhere() {
        assertThat(tamperings.stream()
                        .filter(tampering -> tampering.checks().size() == 1)
                        .map(tampering -> tampering.checks().getFirst()))
                .containsAll(
                        Arrays.stream(Statement.values()).map(Statement::label).toList());
    }

    private void files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(claim.metadataCid(), "metadata");
        files.put(claim.projectCid(), "project");
        files.put(claim.forecastCid(), "forecast");
        files.put(observation.cid().text(), "observations");
        files.put(observation.as(Observation.class).evidence().getFirst().cid(), "observations");
        files.put(verifications.getFirst().cid().text(), "verifications");
        files.forEach((cid, check) -> {
            served("a bit of a file, " + check, check, Lies.inFile(cid, file -> file[file.length / 2] ^= 1));
            served("the last byte of a file, " + check, check, Lies.inFile(cid, file -> file[file.length - 1]++));
            served("an empty file, " + check, check, Lies.instead(cid, new byte[0]));
        });
        served(
                "one document in the place of another",
                "forecast",
                Lies.instead(claim.forecastCid(), ServedLoop.httpGet(loop.gateway() + "/ipfs/" + claim.projectCid())));
        String document = claim.projectCid();
        add("a bit of a document named by its identifier", "document", () -> {
            BinaryOperator<byte[]> lie = Lies.inFile(document, file -> file[0] ^= 1);
            try (AlteringProxy gateway = new AlteringProxy(loop.gateway(), lie)) {
                return ServedLoop.verify(document, "--gateway", gateway.address());
            }
        });
    }

    private void archives() throws IOException {
        Path whole = directory.resolve("whole.car");
        Verdict saved = verify(loop.rpc(), loop.gateway(), "--save-car", whole.toString());
        assertThat(saved.exitCode()).as(saved.error()).isZero();
        byte[] archive = Files.readAllBytes(whole);
        fromArchive("a bit of an archive's header", "archives", changed(archive, 3));
        fromArchive("a bit in the middle of an archive", "archives", changed(archive, archive.length / 2));
        fromArchive("the last bit of an archive", "archives", changed(archive, archive.length - 1));
        fromArchive("an archive cut short", "archives", Arrays.copyOf(archive, archive.length - 1));
        Map<Cid, byte[]> files = files(whole);
        for (String check : List.of("metadata", "project", "forecast")) {
            Cid left = Cid.parse(cidOf(check));
            fromArchive("an archive without the " + check, check, archive(without(files, left)));
        }
        fromArchive("an archive without an observation", "observations", archive(without(files, observation.cid())));
        Map<Cid, byte[]> other = new HashMap<>(without(files, Cid.parse(claim.forecastCid())));
        byte[] forged = forged(claim.forecastCid(), DocumentType.FORECAST, forecast -> forecast.put("seed", "8"));
        other.put(Cid.of(forged), forged);
        fromArchive("a well-formed archive with another forecast", "forecast", archive(other));
    }

    private String cidOf(String check) {
        return switch (check) {
            case "metadata" -> claim.metadataCid();
            case "project" -> claim.projectCid();
            default -> claim.forecastCid();
        };
    }

    private static byte[] changed(byte[] bytes, int index) {
        byte[] changed = bytes.clone();
        changed[index] ^= 1;
        return changed;
    }

    private static Map<Cid, byte[]> files(Path archive) throws IOException {
        Map<Cid, byte[]> files = new HashMap<>();
        try (var in = Files.newInputStream(archive)) {
            Car car = Car.read(in);
            car.roots().forEach(cid -> files.put(cid, car.file(cid).orElseThrow()));
        }
        return files;
    }

    private static Map<Cid, byte[]> without(Map<Cid, byte[]> files, Cid left) {
        Map<Cid, byte[]> others = new HashMap<>(files);
        assertThat(others.remove(left)).isNotNull();
        return others;
    }

    private static byte[] archive(Map<Cid, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        Car.write(List.copyOf(files.values()), out);
        return out.toByteArray();
    }

    private void fromArchive(String name, String check, byte[] archive) throws IOException {
        Path file = Files.createTempFile(directory, "tampered", ".car");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(archive);
        }
        add(
                name,
                check,
                () -> ServedLoop.verify(
                        claim.id().toString(),
                        "--rpc",
                        loop.rpc(),
                        "--car",
                        file.toString(),
                        "--anchors",
                        loop.anchors().toString()));
    }

    private void anchors() {
        for (String name : List.of(
                "hypercerts",
                "hypercertsImplementation",
                "eas",
                "schemaRegistry",
                "verifierRegistry",
                "observationResolver",
                "milestoneResolver",
                "performanceContractFactory",
                "token")) {
            anchored(
                    "other code of " + name,
                    "contract-code",
                    anchors -> ((ObjectNode) anchors.at("/contracts/" + name)).put("codeHash", NO_HASH));
        }
        anchored(
                "another hypercerts contract",
                "anchors",
                anchors -> ((ObjectNode) anchors.at("/contracts/hypercerts")).put("address", deployment.eas()));
        anchored("anchors of another chain", "anchors", anchors -> anchors.put("chainId", 1));
        anchored(
                "the schemas swapped",
                "attestation-schemas",
                anchors -> ((ObjectNode) anchors.path("schemas")).put("observation", deployment.milestoneSchema()));
        add(
                "no anchors",
                "anchors",
                () -> ServedLoop.verify(claim.id().toString(), "--rpc", loop.rpc(), "--gateway", loop.gateway()));
    }

    private void anchored(String name, String check, Consumer<ObjectNode> change) {
        add(name, check, () -> {
            ObjectNode anchors = (ObjectNode) Json.parse(Files.readAllBytes(loop.anchors()));
            change.accept(anchors);
            Path file = Files.write(
                    Files.createTempFile(directory, "anchors", ".json"),
                    Json.mapper().writeValueAsBytes(anchors));
            return ServedLoop.verify(
                    claim.id().toString(),
                    "--rpc",
                    loop.rpc(),
                    "--gateway",
                    loop.gateway(),
                    "--anchors",
                    file.toString());
        });
    }

    private void chain() {
        told("another chain", "chain-id", Lies.inMethod("eth_chainId", answer -> answer.put("result", "0x1")));
        told(
                "code of a contract",
                "contract-code",
                Lies.inMethod(
                        "eth_getCode",
                        answer -> answer.put("result", answer.path("result").asString() + "00")));
        told(
                "what the proxy runs",
                "contract-code",
                Lies.inMethod("eth_getStorageAt", answer -> Lies.word(answer, "result", 0, STRANGER)));
        told(
                "the registry of the attestation service",
                "attestation-schemas",
                Lies.inCall("getSchemaRegistry()", answer -> Lies.word(answer, "result", 0, STRANGER)));
        for (Map.Entry<String, Integer> word :
                Map.of("resolver", 2, "revocability", 3, "text", 6).entrySet()) {
            told(
                    "the %s of a schema".formatted(word.getKey()),
                    "attestation-schemas",
                    Lies.inCall(
                            "getSchema(bytes32)",
                            answer -> Lies.word(answer, "result", word.getValue(), BigInteger.ZERO)));
        }
        toldByOneOfTwo("a settlement", Lies.inEvents(PerformanceContract.MILESTONESETTLED_EVENT, ArrayNode::removeAll));
        toldByOneOfTwo(
                "the newest block",
                Lies.inMethod(
                        "eth_getBlockByNumber", answer -> ((ObjectNode) answer.path("result")).put("hash", NO_HASH)));
    }

    private void mint() {
        Event stored = HypercertMinter.CLAIMSTORED_EVENT;
        told("a mint hidden", "claim", Lies.inEvents(stored, ArrayNode::removeAll));
        told(
                "a mint told twice",
                "claim",
                Lies.inEvents(stored, events -> events.add(events.get(0).deepCopy())));
        told(
                "the metadata of a mint",
                "metadata",
                Lies.replacing(Map.of(hex(claim.metadataCid()), hex(claim.projectCid()))));
        told(
                "the units of a mint",
                "units",
                Lies.inEvents(stored, events -> Lies.word(events.get(0), "data", 1, BigInteger.TEN)));
        for (String member : List.of("from", "to")) {
            told(
                    "the %s of the mint".formatted(member),
                    "minter",
                    Lies.inMethod(
                            "eth_getTransactionByHash",
                            answer -> ((ObjectNode) answer.path("result")).put(member, deployment.token())));
        }
        told(
                "the time of the mint's block",
                "forecast-before-monitoring",
                atTheMint(answer -> ((ObjectNode) answer.path("result")).put("timestamp", "0xffffffff")));
    }

    private static BinaryOperator<byte[]> atTheMint(Consumer<ObjectNode> lie) {
        String[] mint = new String[1];
        BinaryOperator<byte[]> listening = Lies.inMethod(
                "eth_getTransactionReceipt",
                answer -> mint[0] = answer.at("/result/blockNumber").asString());
        BinaryOperator<byte[]> lying = Lies.inMethod("eth_getBlockByNumber", answer -> {
            if (answer.at("/result/number").asString().equals(mint[0])) {
                lie.accept(answer);
            }
        });
        return (question, real) -> lying.apply(question, listening.apply(question, real));
    }

    private void attestations() {
        String observed = loop.bean(Attestations.class)
                .of(claim.id(), observation.cid().text())
                .getFirst()
                .uid();
        String voted = loop.bean(Attestations.class)
                .of(claim.id(), Payouts.subject(contract, 0))
                .getFirst()
                .uid();
        Map<String, String> attestations = Map.of(observed, "observation-attestations", voted, "milestone-votes");
        attestations.forEach((uid, check) -> {
            attested("the schema", check, uid, 2, BigInteger.ONE);
            attested("the expiry", check, uid, 4, BigInteger.ONE);
            attested("the revocation", check, uid, 5, BigInteger.ONE);
            attested("the attester", check, uid, 8, STRANGER);
        });
        told("the evidence hash", "observation-attestations", inAttestation(observed, 3));
        told("the claim", "observation-attestations", inAttestation(observed, 1));
        told("the value", "milestone-votes", inAttestation(voted, 3));
        told("the hash of the verification", "milestone-votes", inAttestation(voted, 4));
        told("an attestation of an observation hidden", "observation-attestations", hidden(observed));
        told("a vote's attestation hidden", "milestone-votes", hidden(voted));
        told(
                "an accreditation hidden",
                List.of("observation-attestations", "milestone-votes"),
                Lies.inEvents(VerifierRegistry.ACCREDITED_EVENT, events -> events.remove(0)));
        told(
                "a revision hidden",
                "revisions",
                Lies.inEvents(RevisionResolver.REVISED_EVENT, events -> events.remove(0)));
        told("an attester who is the minter", "observation-attestations", byTheMinter(observed));
    }

    /** The minter as an accredited verifier, who attested an observation of his own claim. */
    private BinaryOperator<byte[]> byTheMinter(String uid) {
        String minter = "0x" + Numeric.toHexStringNoPrefixZeroPadded(Numeric.toBigInt(claim.owner()), 64);
        BinaryOperator<byte[]> held = inCallOf(uid, answer -> Lies.word(answer, "result", 8, Numeric.toBigInt(minter)));
        BinaryOperator<byte[]> named = Lies.inEvents(
                EAS.ATTESTED_EVENT,
                events -> events.forEach(event -> {
                    if (event.path("data").asString().equals(uid)) {
                        ((ArrayNode) event.path("topics")).set(2, minter);
                    }
                }));
        BinaryOperator<byte[]> accredited = Lies.inEvents(VerifierRegistry.ACCREDITED_EVENT, events -> {
            JsonNode another = events.get(0).deepCopy();
            ((ArrayNode) another.path("topics")).set(1, minter);
            events.add(another);
        });
        return (question, real) -> accredited.apply(question, named.apply(question, held.apply(question, real)));
    }

    private void attested(String what, String check, String uid, int word, BigInteger value) {
        told(
                what + " of an attestation, " + check,
                check,
                inCallOf(uid, answer -> Lies.word(answer, "result", word, value)));
    }

    /** Another value in the attested data, whose words are counted from 1. */
    private static BinaryOperator<byte[]> inAttestation(String uid, int word) {
        return inCallOf(uid, answer -> {
            int length = 1 + Lies.word(answer, "result", 10).intValueExact() / 32;
            Lies.word(answer, "result", length + word, BigInteger.TWO);
        });
    }

    private static BinaryOperator<byte[]> inCallOf(String uid, Consumer<ObjectNode> lie) {
        BinaryOperator<byte[]> lying = Lies.inCall("getAttestation(bytes32)", lie);
        return (question, real) -> new String(question, StandardCharsets.UTF_8).contains(Numeric.cleanHexPrefix(uid))
                ? lying.apply(question, real)
                : real;
    }

    private static BinaryOperator<byte[]> hidden(String uid) {
        return Lies.inEvents(
                EAS.ATTESTED_EVENT,
                events -> events.removeIf(event -> event.path("data").asString().equals(uid)));
    }

    private void contract() {
        told(
                "a contract that the factory does not know",
                "performance-contract",
                Lies.inCall(
                        "isPerformanceContract(address)", answer -> Lies.word(answer, "result", 0, BigInteger.ZERO)));
        Map<String, Integer> terms =
                Map.of("hypercerts", 1, "beneficiary", 3, "token", 4, "quorum", 6, "challenge window", 7);
        terms.forEach((name, word) -> told(
                "the %s of the contract".formatted(name),
                "contract-terms",
                Lies.inCall("terms()", answer -> Lies.word(answer, "result", word, BigInteger.valueOf(77)))));
        Event attested = PerformanceContract.MILESTONEATTESTED_EVENT;
        told(
                "an attested value",
                List.of("milestone-votes", "payouts-recomputed"),
                Lies.inEvents(attested, events -> Lies.word(events.get(0), "data", 0, BigInteger.TEN)));
        told(
                "an attested hash",
                "milestone-votes",
                Lies.inEvents(attested, events -> Lies.word(events.get(0), "data", 1, BigInteger.TEN)));
        told(
                "a milestone that no quorum attested",
                "payouts-recomputed",
                Lies.inEvents(attested, events -> events.remove(0)));
        told("the verification of another milestone", "verifications", Lies.inEvents(attested, events -> {
            ((ObjectNode) events.get(0)).put("data", events.get(1).path("data").asString());
        }));
        told(
                "a vote hidden",
                "milestone-votes",
                Lies.inEvents(PerformanceContract.VOTERECORDED_EVENT, events -> events.remove(0)));
    }

    private void payments() {
        Event settled = PerformanceContract.MILESTONESETTLED_EVENT;
        Event transfer = DemonstrationToken.TRANSFER_EVENT;
        told(
                "a base unit of a payout",
                List.of("payouts-recomputed", "payments"),
                Lies.inEvents(
                        settled,
                        events -> Lies.word(
                                events.get(0),
                                "data",
                                1,
                                Lies.word(events.get(0), "data", 1).add(BigInteger.ONE))));
        told(
                "a base unit of a refund",
                "payouts-recomputed",
                Lies.inEvents(settled, events -> Lies.word(events.get(0), "data", 2, BigInteger.ONE)));
        told(
                "the value settled on",
                "payouts-recomputed",
                Lies.inEvents(settled, events -> Lies.word(events.get(0), "data", 0, BigInteger.ONE)));
        told("a settlement hidden", "payments", Lies.inEvents(settled, events -> events.remove(0)));
        told(
                "a settlement told twice",
                List.of("payouts-recomputed", "payments"),
                Lies.inEvents(settled, events -> events.add(events.get(0).deepCopy())));
        told(
                "what waits to be withdrawn",
                "payments",
                Lies.inCall("credit(address)", answer -> Lies.word(answer, "result", 0, BigInteger.ONE)));
        told("a payment hidden", "payments", Lies.inEvents(transfer, this::hidePayment));
        told("a deposit hidden", "funding", Lies.inEvents(transfer, this::hideDeposit));
        told(
                "a deposit counted higher",
                "funding",
                Lies.inEvents(
                        PerformanceContract.FUNDED_EVENT,
                        events -> Lies.word(events.get(0), "data", 0, BigInteger.ONE.shiftLeft(100))));
    }

    private void hidePayment(ArrayNode transfers) {
        for (int i = transfers.size() - 1; i >= 0; i--) {
            if (isTo(transfers.get(i), claim.owner())) {
                transfers.remove(i);
                return;
            }
        }
    }

    private void hideDeposit(ArrayNode transfers) {
        transfers.removeIf(transfer -> isTo(transfer, contract));
    }

    private static boolean isTo(JsonNode transfer, String party) {
        return Numeric.toBigInt(transfer.at("/topics/2").asString()).equals(Numeric.toBigInt(party));
    }

    /** Documents that hash to their identifiers, under these identifiers on the chain and at the gateway. */
    private void forgedDocuments() {
        served(
                "metadata that praise more than the forecast",
                "metadata-figures",
                Map.of(
                        claim.metadataCid(),
                        forged(
                                claim.metadataCid(),
                                DocumentType.HYPERCERT_METADATA,
                                metadata -> metadata.put("description", "Twice as good as its forecast."))));
        Document verification = verifications.getFirst();
        served(
                "a verification with a better score",
                "verifications-recomputed",
                Map.of(
                        verification.cid().text(),
                        forged(
                                verification.cid().text(),
                                DocumentType.VERIFICATION,
                                json -> ((ObjectNode) json.at("/scores/0")).put("crps", 0))));
        for (String field : List.of("digest", "relative error")) {
            served("a forecast with another " + field, "forecast-recomputed", forgedForecast(field));
        }
    }

    /** The same of a claim whose units are taken by a list. */
    private void allowList() {
        JsonNode metadata = Json.parse(file(listed.metadataCid()));
        String dump = metadata.path("allowList").asString().substring("ipfs://".length());
        served("a bit of the allow list", "allow-list", listed, Lies.inFile(dump, file -> file[file.length / 2] ^= 1));
        Event leaf = HypercertMinter.LEAFCLAIMED_EVENT;
        ofList(
                "a leaf taken twice",
                Lies.inEvents(leaf, events -> events.add(events.get(0).deepCopy())));
        ofList("a leaf of no list", Lies.inEvents(leaf, events -> Lies.word(events.get(0), "data", 1, STRANGER)));
        ofList("a leaf hidden", Lies.inEvents(leaf, events -> events.remove(0)));
        ofList("the leaf of a batch hidden", Lies.inEvents(leaf, events -> events.remove(1)));
        Event made = HypercertMinter.VALUETRANSFER_EVENT;
        ofList("a fraction hidden", Lies.inEvents(made, ArrayNode::removeAll));
        ofList(
                "other units of a fraction",
                Lies.inEvents(made, events -> Lies.word(events.get(0), "data", 3, STRANGER)));
        ofList("a batch hidden", Lies.inEvents(HypercertMinter.BATCHVALUETRANSFER_EVENT, ArrayNode::removeAll));
        Event created = HypercertMinter.ALLOWLISTCREATED_EVENT;
        ofList("the root of the list", inReceipt(created, event -> Lies.word(event, "data", 1, STRANGER)));
        told(
                "the claim of the list",
                "minter",
                listed,
                inReceipt(created, event -> Lies.word(event, "data", 0, STRANGER)));
        told(
                "a list created for another",
                "minter",
                listed,
                inReceipt(
                        HypercertMinter.TRANSFERSINGLE_EVENT,
                        event -> ((ArrayNode) event.path("topics"))
                                .set(1, "0x" + Numeric.toHexStringNoPrefixZeroPadded(STRANGER, 64))));
        forgedAllowLists(dump);
    }

    /** Metadata and lists that hash to their identifiers, where the chain names these. */
    private void forgedAllowLists(String dump) {
        AllowList list = AllowList.fromDump(Json.parse(file(dump)), listed.units());
        AllowList more = AllowList.fromCsv(
                list.entries().stream()
                        .map(entry -> entry.address() + "," + entry.units().add(BigInteger.ONE))
                        .collect(Collectors.joining("\n", "address,units\n", "\n")),
                listed.units().add(BigInteger.valueOf(list.entries().size())));
        String address = "ipfs://" + Cid.of(more.dump());
        served(
                "a list of more units than the claim has",
                "allow-list",
                listed,
                Map.of(
                        dump,
                        more.dump(),
                        listed.metadataCid(),
                        forged(
                                listed.metadataCid(),
                                DocumentType.HYPERCERT_METADATA,
                                metadata -> metadata.put("allowList", address))),
                Map.of(Numeric.toHexStringNoPrefix(list.root()), Numeric.toHexStringNoPrefix(more.root())));
        for (Claim of : List.of(listed, claim)) {
            String name = of.equals(listed) ? "metadata that hide the list" : "metadata that name a list without need";
            byte[] forged = forged(of.metadataCid(), DocumentType.HYPERCERT_METADATA, metadata -> {
                if (metadata.remove("allowList") == null) {
                    metadata.put("allowList", "ipfs://" + dump);
                }
            });
            served(name, "allow-list", of, Map.of(of.metadataCid(), forged), Map.of());
        }
    }

    private void ofList(String name, BinaryOperator<byte[]> lie) {
        told(name, "allow-list", listed, lie);
    }

    private static BinaryOperator<byte[]> inReceipt(Event event, Consumer<JsonNode> lie) {
        String signature = EventEncoder.encode(event);
        return Lies.inMethod(
                "eth_getTransactionReceipt",
                answer -> answer.at("/result/logs")
                        .valueStream()
                        .filter(log -> log.at("/topics/0").asString().equals(signature))
                        .forEach(lie));
    }

    /** A forecast in which one figure is another, and all that follow from it with its identifier. */
    private Map<String, byte[]> forgedForecast(String field) {
        Map<String, byte[]> forged = new HashMap<>();
        byte[] forecast = forged(claim.forecastCid(), DocumentType.FORECAST, json -> {
            if (field.equals("digest")) {
                json.put("digest", "0".repeat(64));
            } else {
                ((ArrayNode) json.at("/worlds/0/indicators/0/relativeStandardError")).set(0, 0.5);
            }
        });
        String name = Cid.of(forecast).text();
        forged.put(claim.forecastCid(), forecast);
        Stream.concat(
                        Stream.of(claim.metadataCid()),
                        verifications.stream().map(document -> document.cid().text()))
                .forEach(cid -> forged.put(
                        cid,
                        new String(file(cid), StandardCharsets.UTF_8)
                                .replace(claim.forecastCid(), name)
                                .getBytes(StandardCharsets.UTF_8)));
        return forged;
    }

    private byte[] file(String cid) {
        return ServedLoop.httpGet(loop.gateway() + "/ipfs/" + cid);
    }

    private byte[] forged(String cid, DocumentType type, Consumer<ObjectNode> forgery) {
        ObjectNode json = (ObjectNode) Json.parse(file(cid));
        forgery.accept(json);
        assertThat(Documents.compose(type, json).cid().text()).isNotEqualTo(cid);
        return CanonicalJson.bytes(json);
    }

    private void served(String name, String check, Map<String, byte[]> forged) {
        served(name, check, claim, forged, Map.of());
    }

    /** @param told what the chain says otherwise beside the identifiers */
    private void served(String name, String check, Claim of, Map<String, byte[]> forged, Map<String, String> told) {
        Map<String, String> texts = new HashMap<>(told);
        forged.forEach((cid, file) -> {
            texts.put(hex(cid), hex(Cid.of(file).text()));
            texts.put(Cid.parse(cid).digestHex(), Cid.of(file).digestHex());
        });
        BinaryOperator<byte[]> files = (path, real) -> forged.values().stream()
                .filter(file -> new String(path, StandardCharsets.UTF_8).equals("/ipfs/" + Cid.of(file)))
                .findFirst()
                .orElse(real);
        add(name, check, () -> {
            try (AlteringProxy node = new AlteringProxy(loop.rpc(), Lies.replacing(texts));
                    AlteringProxy gateway = new AlteringProxy(loop.gateway(), files)) {
                return verify(of, node.address(), gateway.address());
            }
        });
    }

    private void served(String name, String check, BinaryOperator<byte[]> lie) {
        served(name, check, claim, lie);
    }

    private void served(String name, String check, Claim of, BinaryOperator<byte[]> lie) {
        add(name, check, () -> {
            try (AlteringProxy gateway = new AlteringProxy(loop.gateway(), lie)) {
                return verify(of, loop.rpc(), gateway.address());
            }
        });
    }

    private void told(String name, String check, BinaryOperator<byte[]> lie) {
        told(name, List.of(check), lie);
    }

    private void told(String name, List<String> checks, BinaryOperator<byte[]> lie) {
        told(name, checks, claim, lie);
    }

    private void told(String name, String check, Claim of, BinaryOperator<byte[]> lie) {
        told(name, List.of(check), of, lie);
    }

    private void told(String name, List<String> checks, Claim of, BinaryOperator<byte[]> lie) {
        tamperings.add(new Tampering(name, checks, () -> {
            try (AlteringProxy node = new AlteringProxy(loop.rpc(), lie)) {
                return verify(of, node.address(), loop.gateway());
            }
        }));
    }

    private void toldByOneOfTwo(String name, BinaryOperator<byte[]> lie) {
        add(name + " of one of two nodes", "nodes-agree", () -> {
            try (AlteringProxy node = new AlteringProxy(loop.rpc(), lie)) {
                return verify(loop.rpc(), loop.gateway(), "--rpc", node.address());
            }
        });
    }

    private void add(String name, String check, Attempt attempt) {
        tamperings.add(new Tampering(name, List.of(check), attempt));
    }

    private Verdict verify(String node, String gateway, String... more) {
        return verify(claim, node, gateway, more);
    }

    private Verdict verify(Claim of, String node, String gateway, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--rpc", node, "--gateway", gateway, "--anchors", loop.anchors().toString()));
        options.addAll(List.of(more));
        return ServedLoop.verify(of.id().toString(), options.toArray(String[]::new));
    }

    private static String hex(String text) {
        return Numeric.toHexStringNoPrefix(text.getBytes(StandardCharsets.US_ASCII));
    }
}
