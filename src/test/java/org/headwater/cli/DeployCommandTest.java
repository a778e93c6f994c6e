// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.headwater.Headwater;
import org.headwater.chain.Anchors;
import org.headwater.chain.AttestationSchema;
import org.headwater.chain.DeploymentRecord;
import org.headwater.chain.DeploymentTerms;
import org.headwater.chain.OwnDeployment;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.chain.contract.VerifierRegistry;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.Hash;
import org.web3j.crypto.WalletUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code headwater deploy} and {@code check} against a real node that stands in for Sepolia. */
class DeployCommandTest {

    private static final String PASSWORD = "a password of the deployer";
    private static final String ELECTOR = "0x00000000000000000000000000000000000000e1";
    private static final String ANOTHER_ELECTOR = "0x00000000000000000000000000000000000000e2";
    private static final String TREASURY = "0x0000000000000000000000000000000000007ea5";
    private static final String NOBODY_THERE = "0x0000000000000000000000000000000000000a0a";

    private static final String METADATA = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    /** Five contracts, three schemas of ours and two that hypercert applications read. */
    private static final int TRANSACTIONS = 10;

    @TempDir
    static Path shared;

    private static StandInTestnet testnet;
    private static final DeployCommandTest FIRST = new DeployCommandTest();
    private static Path deployed;
    private static Run firstRun;

    @TempDir
    Path directory;

    private @Nullable Path keystore;
    private String deployer = "";

    record Run(int exitCode, String output, String talk) {

        JsonNode json() {
            return new JsonMapper().readTree(output);
        }

        /** What was found false, by name. */
        List<String> failed() {
            assertThat(Schemas.violations("deployment-report", json())).isEmpty();
            return json().get("checks")
                    .valueStream()
                    .filter(check -> check.get("status").asString().equals("fail"))
                    .map(check -> check.get("name").asString())
                    .toList();
        }
    }

    @BeforeAll
    static void startTestnet() throws Exception {
        testnet = StandInTestnet.start(shared);
        FIRST.directory = shared;
        deployed = shared.resolve("anchors.json");
        firstRun = FIRST.deploy(deployed);
        assertThat(firstRun.exitCode()).as(firstRun.talk() + firstRun.output()).isZero();
    }

    @AfterAll
    static void stopTestnet() throws Exception {
        testnet.close();
    }

    @BeforeEach
    void mine() {
        testnet.mining(true);
    }

    private void createKey() throws Exception {
        keystore = directory.resolve(WalletUtils.generateLightNewWalletFile(PASSWORD, directory.toFile()));
        Files.writeString(directory.resolve("password"), PASSWORD);
        deployer = WalletUtils.loadCredentials(PASSWORD, keystore.toFile()).getAddress();
        testnet.fund(deployer);
    }

    private static Run run(String... arguments) {
        var output = new StringWriter();
        var talk = new StringWriter();
        int code = HeadwaterCommand.commandLine(Headwater.class)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(talk, true))
                .execute(arguments);
        return new Run(code, output.toString(), talk.toString());
    }

    private Run deploy(Path anchors, String... more) throws Exception {
        if (keystore == null) {
            createKey();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "deploy",
                "--chain=11155111",
                "--rpc=" + testnet.url(),
                "--keystore=" + keystore,
                "--password-file=" + directory.resolve("password"),
                "--elector=" + ELECTOR,
                "--threshold=1",
                "--treasury=" + TREASURY,
                "--anchors=" + anchors,
                "--demonstration-token"));
        Stream.of(more)
                .map(option -> option.split("=", 2)[0])
                .forEach(name -> arguments.removeIf(given -> given.startsWith(name + "=")));
        arguments.addAll(Arrays.asList(more));
        if (!arguments.contains("--ask")) {
            arguments.add("--yes");
        }
        arguments.remove("--ask");
        return run(arguments.toArray(String[]::new));
    }

    private static Run check(Path anchors) {
        return run("check", "--rpc=" + testnet.url(), "--anchors=" + anchors, "--json");
    }

    @Test
    void publicContractsAreFoundByTheirChainAndOursDeployedOnThem() throws Exception {
        assertThat(firstRun.talk())
                .contains("To be signed by")
                .contains("VerifierRegistry")
                .contains("schema milestone")
                .contains("ether at the fees of now, never more than");
        assertThat(testnet.nonce(FIRST.deployer)).isEqualTo(TRANSACTIONS);
        Anchors anchors = Anchors.read(deployed);
        assertThat(anchors.chainId()).isEqualTo(11_155_111);
        assertThat(anchors.fromBlock()).isEqualTo(StandInTestnet.KNOWN.fromBlock());
        assertThat(anchors.contracts().eas().address()).isEqualTo(StandInTestnet.KNOWN.eas());
        assertThat(firstRun.output()).contains("nothing is false").contains("version 0.26");
    }

    @Test
    void secondRunSendsNothing() throws Exception {
        byte[] anchors = Files.readAllBytes(deployed);
        Files.delete(deployed);
        Run second = FIRST.deploy(deployed, "--ask");
        assertThat(second.exitCode()).as(second.talk()).isZero();
        assertThat(testnet.nonce(FIRST.deployer)).isEqualTo(TRANSACTIONS);
        assertThat(deployed).hasBinaryContent(anchors);
    }

    /** What the two published schemas are, somebody has registered before: the first deployment of this class. */
    @Test
    void interruptedRunIsContinuedAndNothingIsDeployedTwice() throws Exception {
        Path file = directory.resolve("anchors.json");
        testnet.mining(false);
        Run unmined = deploy(file, "--wait=PT0.3S");
        assertThat(unmined.exitCode()).isEqualTo(1);
        assertThat(unmined.talk()).contains("run again");
        assertThat(file).doesNotExist();

        testnet.dropTransactions();
        Run lost = deploy(file, "--wait=PT0.3S");
        assertThat(lost.exitCode()).isEqualTo(1);
        testnet.mine();
        assertThat(testnet.nonce(deployer)).isEqualTo(1);

        Run next = deploy(file, "--wait=PT0.3S");
        assertThat(next.exitCode()).isEqualTo(1);
        assertThat(next.talk()).containsPattern("VerifierRegistry .* done");
        testnet.mine();
        testnet.mining(true);
        Files.writeString(directory.resolve("anchors.json.record"), "{\"step\":\"tor", StandardOpenOption.APPEND);

        Run whole = deploy(file);
        assertThat(whole.exitCode()).as(whole.talk() + whole.output()).isZero();
        assertThat(whole.talk()).containsPattern("ObservationResolver .* done");
        assertThat(testnet.nonce(deployer)).isEqualTo(TRANSACTIONS - 2);
        assertThat(deploy(file).exitCode()).isZero();
        assertThat(testnet.nonce(deployer)).isEqualTo(TRANSACTIONS - 2);
    }

    @Test
    void stepWhoseNonceWasUsedByAnotherTransactionIsSentAnew() throws Exception {
        Path file = directory.resolve("anchors.json");
        testnet.mining(false);
        assertThat(deploy(file, "--wait=PT0.3S").exitCode()).isEqualTo(1);
        testnet.dropTransactions();
        testnet.mining(true);
        testnet.spendNonce(deployer);

        Run whole = deploy(file);
        assertThat(whole.exitCode()).as(whole.talk() + whole.output()).isZero();
        assertThat(testnet.nonce(deployer)).isEqualTo(TRANSACTIONS - 2 + 1);
    }

    /** The two moments at which a crash is worst: after signing, and after sending. */
    @ParameterizedTest
    @EnumSource
    void whatWasSignedIsKeptBeforeItIsSent(NodeThatFailsAtSending.Failure failure) throws Exception {
        Path file = directory.resolve("anchors.json");
        try (var failing = NodeThatFailsAtSending.before(testnet.url(), failure)) {
            Run failed = deploy(file, "--rpc=" + failing.url());
            assertThat(failed.exitCode()).as(failed.talk()).isEqualTo(1);
        }
        Run whole = deploy(file);
        assertThat(whole.exitCode()).as(whole.talk() + whole.output()).isZero();
        assertThat(testnet.nonce(deployer)).isEqualTo(TRANSACTIONS - 2);
        assertThat(Files.readAllLines(directory.resolve("anchors.json.record")))
                .hasSize(1 + TRANSACTIONS - 2)
                .filteredOn(line -> line.contains("VerifierRegistry"))
                .hasSize(1);
    }

    @Test
    void foreignTransactionAfterThePlanStopsTheRun() throws Exception {
        createKey();
        DeploymentTerms terms = new DeploymentTerms(
                11_155_111,
                StandInTestnet.KNOWN.hypercerts(),
                StandInTestnet.KNOWN.eas(),
                StandInTestnet.KNOWN.schemaRegistry(),
                List.of(ELECTOR),
                1,
                TREASURY,
                Duration.ofDays(1),
                null);
        try (var account = PartyAccount.open(
                        List.of(testnet.url()),
                        11_155_111,
                        Objects.requireNonNull(keystore),
                        PASSWORD,
                        BigDecimal.TEN);
                var record = DeploymentRecord.open(directory.resolve("record"))) {
            var deployment = OwnDeployment.plan(account, terms, record, OptionalLong.empty(), Duration.ofSeconds(10));
            testnet.spendNonce(deployer);
            assertThatThrownBy(() -> deployment.carryOut(1, Duration.ofSeconds(10), step -> {}))
                    .hasMessageContaining("came before VerifierRegistry");
            assertThat(testnet.nonce(deployer)).isEqualTo(1);
        }
    }

    @Test
    void recordIsForOneRunAtATimeAndOneRelease() throws Exception {
        Path copy = directory.resolve("copy.json");
        Path record = directory.resolve("copy.json.record");
        Files.copy(shared.resolve("anchors.json.record"), record);
        try (var held = DeploymentRecord.open(record)) {
            Run second = FIRST.deploy(copy);
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.talk()).contains("held by another run");
        }
        String text = Files.readString(record);
        Files.writeString(record, text.replaceFirst("\"dataHash\":\"0x....", "\"dataHash\":\"0x0000"));
        Run other = FIRST.deploy(copy);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.talk()).contains("by another release of this program");
    }

    @Test
    void recordOfAnotherDeploymentIsRefused() throws Exception {
        Run otherTerms = FIRST.deploy(deployed, "--treasury=" + NOBODY_THERE);
        assertThat(otherTerms.exitCode()).isEqualTo(2);
        assertThat(otherTerms.talk()).contains("record of another deployment").containsIgnoringCase(NOBODY_THERE);
        Run otherBlock = FIRST.deploy(deployed, "--from-block=7");
        assertThat(otherBlock.exitCode()).isEqualTo(2);
        assertThat(otherBlock.talk()).contains("record of another deployment").contains("fromBlock=7");
        Run otherKey = deploy(deployed);
        assertThat(otherKey.exitCode()).isEqualTo(2);
        assertThat(otherKey.talk()).contains("record of another deployment").containsIgnoringCase(deployer);
        Files.writeString(directory.resolve("other.json.record"), "no record\n");
        Run none = deploy(directory.resolve("other.json"));
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.talk()).contains("is no record of a deployment");
    }

    static List<Arguments> refusedTerms() {
        return List.of(
                Arguments.of("--minimum-challenge-window=PT23H", "--minimum-challenge-window: PT23H is not allowed"),
                Arguments.of("--threshold=2", "--threshold: 2 is not allowed"),
                Arguments.of("--elector=" + ELECTOR + "," + ELECTOR, "--elector"),
                Arguments.of("--treasury=0x0000000000000000000000000000000000000000", "--treasury: 0x0"),
                Arguments.of("--eas=" + NOBODY_THERE, "is no contract"),
                Arguments.of("--ask", "--yes"));
    }

    @ParameterizedTest
    @MethodSource("refusedTerms")
    void nothingIsSignedOnTermsThatAreNotAllowed(String option, String named) throws Exception {
        Run refused = deploy(directory.resolve("anchors.json"), option);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.talk() + refused.output()).contains(named);
        assertThat(testnet.nonce(deployer)).isZero();
    }

    @ParameterizedTest
    @MethodSource("commandsOnAnUnknownChain")
    void unknownChainNamesTheOptionAndTheKnownChains(List<String> command, String option) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--rpc=http://127.0.0.1:1");
        Run refused = run(arguments.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.talk())
                .contains("'%s'".formatted(option))
                .contains("11155111 and 84532")
                .contains("chain 5");
    }

    static List<Arguments> commandsOnAnUnknownChain() {
        return List.of(
                Arguments.of(List.of("check", "--chain=5"), "--hypercerts"),
                Arguments.of(List.of("check", "--chain=5", "--hypercerts=" + NOBODY_THERE), "--eas"),
                Arguments.of(
                        List.of("mint", "--chain=5", "--keystore=none", "--units=1", "--metadata=" + METADATA),
                        "--hypercerts"),
                Arguments.of(
                        List.of(
                                "attest",
                                "5-%s-%s".formatted(StandInTestnet.KNOWN.hypercerts(), BigInteger.ONE.shiftLeft(128)),
                                "--keystore=none",
                                "--observation=" + METADATA,
                                "--schema=0x" + "1".repeat(64)),
                        "--eas"));
    }

    /** Through our resolver, which thereby is shown to serve version 0.26. */
    @Test
    void partiesMintAndAttestWithoutNamingThePublicContracts() throws Exception {
        createKey();
        Anchors anchors = Anchors.read(deployed);
        testnet.fund(ELECTOR);
        testnet.call(
                ELECTOR,
                anchors.contracts().verifierRegistry().address(),
                FunctionEncoder.encode(new Function(
                        VerifierRegistry.FUNC_ACCREDIT,
                        List.of(new Address(deployer), new Uint64(BigInteger.TWO.pow(40))),
                        List.of())));
        Run minted = asParty("mint", "--chain=11155111", "--metadata=" + METADATA, "--units=100");
        assertThat(minted.exitCode()).as(minted.talk()).isZero();
        String claim = minted.json().get("claim").asString();
        assertThat(claim).startsWith("11155111-" + StandInTestnet.KNOWN.hypercerts());
        Run attested = asParty(
                "attest",
                claim,
                "--observation=" + METADATA,
                "--schema=" + anchors.schemas().observation());
        assertThat(attested.exitCode()).as(attested.talk()).isZero();
        assertThat(attested.talk()).contains(StandInTestnet.KNOWN.eas());
    }

    private Run asParty(String... command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command));
        arguments.addAll(List.of(
                "--yes",
                "--rpc=" + testnet.url(),
                "--keystore=" + keystore,
                "--password-file=" + directory.resolve("password")));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void checkFindsNothingFalseInATrueSet() {
        Run whole = check(deployed);
        assertThat(whole.exitCode()).as(whole.output()).isZero();
        assertThat(whole.failed()).isEmpty();
        assertThat(whole.json().get("checks").size()).isGreaterThan(20);
        Run known = run("check", "--rpc=" + testnet.url(), "--chain=11155111");
        assertThat(known.exitCode()).as(known.output()).isZero();
        assertThat(known.output()).contains("release of eas").contains("nothing is false");
    }

    /** How anchors are altered, and what has to be false then. */
    static Stream<Arguments> falseAnchors() {
        return Stream.of(
                falsehood(
                        "an account without code",
                        contracts -> point(contracts, "verifierRegistry", NOBODY_THERE),
                        "code of verifierRegistry",
                        "electors of verifierRegistry",
                        "wiring of observationResolver",
                        "wiring of milestoneResolver"),
                falsehood(
                        "attestation service and schema registry swapped",
                        contracts -> swap(contracts, "eas", "schemaRegistry"),
                        "public addresses",
                        "release of eas",
                        "schema registry of eas",
                        "wiring of observationResolver",
                        "wiring of milestoneResolver",
                        "wiring of revisionResolver",
                        "schema observation",
                        "schema milestone",
                        "schema revision",
                        "schema creator feed",
                        "schema basic evaluation"),
                falsehood(
                        "resolvers swapped",
                        contracts -> swap(contracts, "observationResolver", "milestoneResolver"),
                        "wiring of observationResolver",
                        "wiring of performanceContractFactory",
                        "wiring of milestoneResolver",
                        "schema observation",
                        "schema milestone"),
                falsehood(
                        "resolver and factory swapped",
                        contracts -> swap(contracts, "revisionResolver", "performanceContractFactory"),
                        "wiring of performanceContractFactory",
                        "wiring of milestoneResolver",
                        "wiring of revisionResolver",
                        "schema revision"),
                falsehood(
                        "other code",
                        contracts -> ((ObjectNode) contracts.get("token")).put("codeHash", "0x" + "1".repeat(64)),
                        "code of token"),
                falsehood(
                        "another implementation",
                        contracts -> swap(contracts, "hypercertsImplementation", "token"),
                        "implementation of hypercerts",
                        "token"),
                falsehood(
                        "no proxy",
                        contracts -> swap(contracts, "hypercerts", "hypercertsImplementation"),
                        "public addresses",
                        "implementation of hypercerts",
                        "wiring of observationResolver"));
    }

    interface Alteration {
        void alter(ObjectNode contracts);
    }

    private static Arguments falsehood(String name, Alteration alteration, String... named) {
        return Arguments.of(name, alteration, List.of(named));
    }

    private static void point(ObjectNode contracts, String name, String address) {
        ((ObjectNode) contracts.get(name)).put("address", address);
    }

    private static void swap(ObjectNode contracts, String one, String other) {
        JsonNode kept = contracts.get(one);
        contracts.set(one, contracts.get(other));
        contracts.set(other, kept);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("falseAnchors")
    void checkNamesWhatIsFalse(String name, Alteration alteration, List<String> named) throws Exception {
        Run run = check(altered((anchors, contracts) -> alteration.alter(contracts)));
        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.failed()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void contractsOfAnotherDeploymentAreNoneOfThisOne() throws Exception {
        Path other = directory.resolve("anchors.json");
        assertThat(deploy(other, "--elector=" + ANOTHER_ELECTOR).exitCode()).isZero();
        JsonNode theirs = Json.parse(Files.readAllBytes(other)).get("contracts");
        Run registry = check(
                altered((anchors, contracts) -> contracts.set("verifierRegistry", theirs.get("verifierRegistry"))));
        assertThat(registry.failed())
                .containsExactlyInAnyOrder("wiring of observationResolver", "wiring of milestoneResolver");
        Run factory = check(altered((anchors, contracts) ->
                contracts.set("performanceContractFactory", theirs.get("performanceContractFactory"))));
        assertThat(factory.failed())
                .containsExactlyInAnyOrder("wiring of performanceContractFactory", "wiring of milestoneResolver");
        Run schema = check(altered((anchors, contracts) -> ((ObjectNode) anchors.get("schemas"))
                .put("milestone", anchors.at("/schemas/observation").asString())));
        assertThat(schema.failed()).containsExactlyInAnyOrder("wiring of milestoneResolver", "schema milestone");
    }

    /** A copy of everything that a deployment is, made for an attestation service of somebody's own. */
    @Test
    void resolverThatListensToAnotherAttestationContractIsNamed() throws Exception {
        String twin = "0x00000000000000000000000000000000000e0526";
        testnet.install(twin, StandInTestnet.KNOWN.eas());
        Path other = directory.resolve("anchors.json");
        assertThat(deploy(other, "--eas=" + twin).exitCode()).isEqualTo(6);
        JsonNode theirs = Json.parse(Files.readAllBytes(other)).get("contracts");
        Run run = check(altered((anchors, contracts) -> {
            contracts.set("revisionResolver", theirs.get("revisionResolver"));
            ((ObjectNode) anchors.get("schemas"))
                    .set("revision", Json.parse(bytes(other)).at("/schemas/revision"));
        }));
        assertThat(run.failed()).containsExactly("wiring of revisionResolver");
    }

    @Test
    void anotherChainAndASilentNodeAreTold() throws Exception {
        try (StandInTestnet other = StandInTestnet.node(directory, 84_532)) {
            Run run = run("check", "--rpc=" + other.url(), "--anchors=" + deployed, "--json");
            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.failed()).containsExactly("chain");
            Run empty = run("check", "--rpc=" + other.url(), "--chain=84532", "--json");
            assertThat(empty.exitCode()).isEqualTo(6);
            assertThat(empty.failed())
                    .contains("code of hypercerts", "code of eas", "code of schemaRegistry", "release of eas");
        }
        Run silent = run("check", "--rpc=http://127.0.0.1:1", "--anchors=" + deployed);
        assertThat(silent.exitCode()).isEqualTo(1);
        assertThat(silent.talk()).contains("no answer from http://127.0.0.1:1");
    }

    @Test
    void lookAlikeOfTheAttestationContractAtItsAddressIsNamed() {
        String real = testnet.code(StandInTestnet.KNOWN.eas());
        try {
            testnet.install(StandInTestnet.KNOWN.eas(), StandInTestnet.KNOWN.schemaRegistry());
            Run run = check(deployed);
            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.failed())
                    .containsExactlyInAnyOrder("code of eas", "release of eas", "schema registry of eas");
        } finally {
            testnet.setCode(StandInTestnet.KNOWN.eas(), real);
        }
    }

    @Test
    void otherCodeBehindTheProxyIsNamed() throws Exception {
        Anchors.Contracts contracts = Anchors.read(deployed).contracts();
        try {
            testnet.runBehindProxy(contracts.token().address());
            Run run = check(deployed);
            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.failed()).containsExactlyInAnyOrder("implementation of hypercerts", "name of hypercerts");
        } finally {
            testnet.runBehindProxy(contracts.hypercertsImplementation().address());
        }
    }

    @Test
    void factoryThatAllowsTooShortAChallengeIsNamed() throws Exception {
        Anchors.Contracts contracts = Anchors.read(deployed).contracts();
        String factory = testnet.create(PerformanceContractFactory.BINARY
                + FunctionEncoder.encodeConstructor(List.of(
                        new Address(contracts.eas().address()),
                        new Address(contracts.verifierRegistry().address()),
                        new Address(TREASURY),
                        new Uint64(3_600))));
        String resolver = ContractUtils.generateContractAddress(factory, BigInteger.ONE);
        Run run = check(altered((anchors, names) -> {
            put(names, "performanceContractFactory", factory);
            put(names, "milestoneResolver", resolver);
            ((ObjectNode) anchors.get("schemas")).put("milestone", AttestationSchema.MILESTONE.uid(resolver));
        }));
        assertThat(run.failed()).containsExactly("wiring of performanceContractFactory", "schema milestone");
        assertThat(run.output()).contains("PT1H, less than PT24H");
    }

    private static void put(ObjectNode contracts, String name, String address) {
        ((ObjectNode) contracts.get(name)).put("address", address).put("codeHash", Hash.sha3(testnet.code(address)));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path altered(BiConsumer<ObjectNode, ObjectNode> alteration) {
        ObjectNode anchors = (ObjectNode) Json.parse(bytes(deployed));
        alteration.accept(anchors, (ObjectNode) anchors.get("contracts"));
        try {
            return Files.write(directory.resolve("altered.json"), Json.mapper().writeValueAsBytes(anchors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
