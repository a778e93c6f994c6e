// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.attestation.Observation;
import org.headwater.attestation.Observations;
import org.headwater.audit.ServedLoop.Verdict;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.ERC1967Proxy;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.CanonicalJson;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.Forecasts;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.hypercert.Minting;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.payout.Payouts;
import org.headwater.payout.PerformanceContracts;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.headwater.verification.Verifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Event;
import org.web3j.crypto.Hash;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class VerifyCommandIntegrationTest {

    private static final String STRANGER = "0x00000000000000000000000000000000000A71ce";
    private static final String WALLET = "0x00000000000000000000000000000000000Ca11e";
    private static final String INITIALIZE = "0x8129fc1c";
    private static final BigInteger FIRST_CLAIM = BigInteger.ONE.shiftLeft(128);

    private final ServedLoop loop = ServedLoop.get();
    private final Claim claim = loop.claim();
    private final Deployment deployment = loop.bean(ContractDeployments.class).ensure();
    private final Web3j web3j = Web3j.build(new HttpService(loop.rpc()));

    @TempDir
    Path directory;

    @Test
    void everythingIsTrueAfterTheLoop() {
        Verdict verdict = loop.verify(claim);
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.report().path("ok").booleanValue()).isTrue();
        assertThat(verdict.report().path("labels").toString()).isEqualTo("[\"synthetic\"]");
        assertThat(verdict.report().path("checks").valueStream())
                .allMatch(check -> check.path("status").asString().equals("pass")
                        || List.of("archives", "nodes-agree", "document", "allow-list")
                                .contains(check.path("name").asString()))
                .hasSize(Statement.values().length);
    }

    @Test
    void twoNodesThatAgreePassEverything() {
        Verdict verdict = verify(claim.id(), anchors(), loop.gateway(), loop.rpc(), loop.rpc());
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.check("nodes-agree").path("status").asString()).isEqualTo("pass");
    }

    @Test
    void claimWithoutContractIsTrueAsFarAsItGoes() throws IOException {
        Verdict verdict = loop.verify(futureClaim(11));
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.check("forecast-recomputed").path("status").asString())
                .isEqualTo("pass");
        assertThat(verdict.check("performance-contract").path("status").asString())
                .isEqualTo("not-applicable");
    }

    @Test
    void withoutAnchorsNothingOnALocalChainIsBelieved() {
        Verdict verdict = ServedLoop.verify(claim.id().toString(), "--rpc", loop.rpc(), "--gateway", loop.gateway());
        assertFalse(verdict, "anchors");
        assertThat(verdict.check("anchors").path("detail").asString()).contains("look-alikes", "--anchors");
    }

    @Test
    void malformedArgumentsAreUsageErrors() {
        assertThat(ServedLoop.verify("31337-0x12-1", "--rpc", loop.rpc(), "--gateway", loop.gateway()))
                .satisfies(verdict -> assertThat(verdict.error()).contains("chainId-contract-tokenId"))
                .extracting(Verdict::exitCode)
                .isEqualTo(2);
        assertThat(ServedLoop.verify(claim.id().toString(), "--rpc", "ftp://node", "--gateway", loop.gateway())
                        .exitCode())
                .isEqualTo(2);
        assertThat(verify(claim.id(), directory.resolve("missing.json"), loop.gateway(), loop.rpc())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void anchorsFileOfAnotherFormIsAUsageError() throws IOException {
        Path file = alteredAnchors(anchors -> anchors.remove("contracts"));
        Verdict verdict = verify(claim.id(), file, loop.gateway(), loop.rpc());
        assertThat(verdict.exitCode()).isEqualTo(2);
        assertThat(verdict.error()).contains("/contracts");
    }

    @Test
    void silentNodeOrGatewayIsNoVerdict() {
        assertThat(verify(claim.id(), anchors(), loop.gateway(), "http://127.0.0.1:1")
                        .exitCode())
                .isEqualTo(1);
        Verdict verdict = verify(claim.id(), anchors(), "http://127.0.0.1:1", loop.rpc());
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.error()).contains("--gateway");
    }

    @Test
    void claimOnALookAlikeContractIsFalse() {
        String code = ERC1967Proxy.BINARY
                + FunctionEncoder.encodeConstructor(List.of(
                        new Address(anchorsJson()
                                .at("/contracts/hypercertsImplementation/address")
                                .asString()),
                        new DynamicBytes(Numeric.hexStringToByteArray(INITIALIZE))));
        String lookAlike = loop.bean(Transactions.class)
                .execute(Intent.deployment("test/look-alike", ContractDeployments.DEPLOYER, code))
                .deployedAddress();
        loop.sendAs(claim.owner(), lookAlike, mintClaim(claim.metadataCid()));
        assertFalse(
                verify(new ClaimId(31_337, lookAlike, FIRST_CLAIM), anchors(), loop.gateway(), loop.rpc()), "anchors");
    }

    @Test
    void claimThatWasNeverMintedIsFalse() {
        ClaimId unknown = new ClaimId(31_337, claim.id().contract(), FIRST_CLAIM.shiftLeft(60));
        assertFalse(verify(unknown, anchors(), loop.gateway(), loop.rpc()), "claim");
    }

    @Test
    void claimMadeInSomebodyElsesNameIsFalse() {
        String data = hypercerts()
                .createAllowlist(
                        claim.owner(),
                        claim.units(),
                        Hash.sha256(new byte[0]),
                        "ipfs://" + claim.metadataCid(),
                        BigInteger.TWO)
                .encodeFunctionCall();
        loop.sendAs(STRANGER, deployment.hypercerts(), data);
        assertFalse(verify(newestClaim(), anchors(), loop.gateway(), loop.rpc()), "minter");
    }

    @Test
    void forecastThatNoRunGivesIsFalse() throws IOException {
        Verdict verdict = verifyForged(12, forecast -> forecast.put("seed", "13"));
        assertFalse(verdict, "forecast-recomputed");
        assertThat(verdict.check("forecast-recomputed").path("detail").asString())
                .contains("/digest is \"", "50 draws with seed 13 give \"");
    }

    @Test
    void forecastOfAnUnknownModelFailsByItsName() throws IOException {
        Verdict verdict = verifyForged(14, forecast -> forecast.put("modelVersion", "published-99"));
        assertFalse(verdict, "forecast-recomputed");
        assertThat(verdict.check("forecast-recomputed").path("detail").asString())
                .contains("published-99");
    }

    @Test
    void metadataWithOtherFiguresAreFalse() throws IOException {
        Claim honest = futureClaim(15);
        ObjectNode forged = document(DocumentType.HYPERCERT_METADATA, honest.metadataCid());
        forged.put("description", "Twice as good as its forecast.");
        Cid cid = loop.bean(BlockStore.class).add(CanonicalJson.bytes(forged));
        loop.sendAs(claim.owner(), deployment.hypercerts(), mintClaim(cid.text()));
        assertFalse(verify(newestClaim(), anchors(), loop.gateway(), loop.rpc()), "metadata-figures");
    }

    @Test
    void claimOfAWalletContractIsItsOwn() {
        Cid metadata = metadata(futureForecast(2_150, 22));
        String mint = hypercerts()
                .mintClaim(WALLET, claim.units(), metadata.uri(), BigInteger.TWO)
                .encodeFunctionCall();
        Verdict verdict = verifyMintedByWallet(mint);

        assertThat(verdict.failed()).as("%s", verdict.report()).isEmpty();
        assertThat(verdict.check("minter").path("detail").asString())
                .isEqualToIgnoringCase(WALLET + " called mintClaim itself");
    }

    @Test
    void allowListOfAWalletContractShowsNobodyWhoCreatedIt() {
        byte[] anyRoot = claim.id().tokenId().shiftLeft(100).toByteArray();
        Cid metadata = metadata(futureForecast(2_150, 23));
        String create = hypercerts()
                .createAllowlist(WALLET, claim.units(), Arrays.copyOf(anyRoot, 32), metadata.uri(), BigInteger.TWO)
                .encodeFunctionCall();
        Verdict verdict = verifyMintedByWallet(create);

        assertFalse(verdict, "minter");
        assertThat(verdict.check("minter").path("detail").asString()).contains("createAllowlist takes any account");
    }

    private Verdict verifyMintedByWallet(String call) {
        loop.node("anvil_setCode", WALLET, walletOf(deployment.hypercerts()));
        loop.sendAs(STRANGER, WALLET, call);
        return verify(newestClaim(), anchors(), loop.gateway(), loop.rpc());
    }

    /**
     * The code of the smallest wallet: it hands every call on to one contract, and takes the tokens of that contract (the call's
     * own selector is the answer that ERC-1155 wants).
     */
    private static String walletOf(String contract) {
        String address = Numeric.cleanHexPrefix(contract);
        String handOn = "73" + address + "3314604257365f5f375f5f365f5f73" + address + "5af16040575f5ffd";
        return "0x" + handOn + "5b00" + "5b5f3560e01c60e01b5f5260205ff3";
    }

    @Test
    void forecastMintedAfterMonitoringBeganIsRefusedHereAndFalseElsewhere() {
        Document late = loop.bean(Forecasts.class).make(Cid.parse(claim.projectCid()), 50, 16);

        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> loop.bean(Minting.class).mint(late.cid()))
                .withMessageContaining("/contract/milestones");
        assertFalse(verifyMintedByHand(late), "forecast-before-monitoring");
    }

    @Test
    void contractOnOtherTermsIsFalse() throws IOException {
        Claim claimed = futureClaim(17);
        ObjectNode other = document(DocumentType.PROJECT, claimed.projectCid());
        ((ObjectNode) other.at("/contract/milestones/0")).put("amount", "1");
        loop.bean(PerformanceContracts.class).agree(claimed, Project.from(other));
        Verdict verdict = loop.verify(claimed);
        assertFalse(verdict, "contract-terms");
        assertThat(verdict.check("contract-terms").path("detail").asString()).contains("milestone 0: amount is 1");
    }

    @Test
    void inflatedValueOfAColludingQuorumIsFalse() throws IOException {
        Claim claimed = loop.bean(Minting.class).mint(futureForecast(2_060, 18).cid());
        Project project = loop.bean(Projects.class).read(Cid.parse(claimed.projectCid()));
        String contract =
                loop.bean(PerformanceContracts.class).agree(claimed, project).address();
        ObjectNode verification =
                (ObjectNode) honestVerification(claimed, project).json().deepCopy();
        ((ObjectNode) verification.path("attributable")).put("conservative", "0.100000");
        verification.put("creditedAmount", "150000000000");
        Document inflated = loop.bean(Documents.class).publish(DocumentType.VERIFICATION, verification);
        quorum(project)
                .forEach(verifier -> loop.bean(Payouts.class).attest(claimed.id(), contract, 0, inflated, verifier));
        assertFalse(loop.verify(claimed), "verifications-recomputed");
    }

    private Document honestVerification(Claim claimed, Project project) {
        Milestone milestone = project.contract().milestones().getFirst();
        loop.bean(Chain.class).advanceTimeTo(PerformanceContracts.measurementEnd(milestone));
        byte[] plots = "{\"plots\":[0.5]}".getBytes(StandardCharsets.UTF_8);
        Cid evidence = loop.bean(BlockStore.class).add(plots);
        Observation value = Observation.of(
                claimed,
                project,
                project.indicator(milestone.indicator()).orElseThrow(),
                milestone.lastYear(),
                new Observation.Reading(0.5, 0.04, Indicator.Distribution.NORMAL, "permanent plots"),
                List.of(new Observation.Evidence(
                        evidence.text(), evidence.digestHex(), plots.length, "application/json")));
        Document observation = loop.bean(Observations.class).record(claimed.id(), Json.tree(value));
        quorum(project)
                .forEach(verifier ->
                        loop.bean(Attestations.class).attestObservation(claimed.id(), observation, verifier));
        return loop.bean(Verifications.class).verify(claimed.id(), milestone);
    }

    private static List<String> quorum(Project project) {
        return project.contract().verifiers().subList(0, project.contract().quorum());
    }

    @Test
    void revokedObservationAttestationIsFalse() {
        Document observation = loop.bean(Observations.class).of(claim.id()).getFirst();
        revokeAndUndo(
                deployment.observationSchema(),
                loop.bean(Attestations.class)
                        .of(claim.id(), observation.cid().text())
                        .getFirst(),
                verdict -> assertFalse(verdict, "observation-attestations"));
    }

    @Test
    void voteRevokedAfterTheChallengeWindowChangesNothing() {
        String contract =
                loop.bean(PerformanceContracts.class).addressFor(claim.id()).orElseThrow();
        loop.node("evm_increaseTime", "0x2000000");
        revokeAndUndo(
                deployment.milestoneSchema(),
                loop.bean(Attestations.class)
                        .of(claim.id(), Payouts.subject(contract, 0))
                        .getFirst(),
                verdict -> assertThat(verdict.exitCode()).isZero());
    }

    private static void assertFalse(Verdict verdict, String... checks) {
        assertThat(verdict.failed()).as("%s", verdict.report()).containsExactly(checks);
        assertThat(verdict.exitCode()).isEqualTo(6);
    }

    private Path anchors() {
        return loop.anchors();
    }

    private JsonNode anchorsJson() {
        try {
            return Json.parse(Files.readAllBytes(loop.anchors()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path alteredAnchors(Consumer<ObjectNode> alteration) throws IOException {
        ObjectNode anchors = (ObjectNode) anchorsJson();
        alteration.accept(anchors);
        return Files.write(directory.resolve("anchors.json"), Json.mapper().writeValueAsBytes(anchors));
    }

    private static Verdict verify(ClaimId claim, Path anchors, String gateway, String... nodes) {
        var options = new ArrayList<>(List.of("--gateway", gateway, "--anchors", anchors.toString()));
        for (String node : nodes) {
            options.addAll(List.of("--rpc", node));
        }
        return ServedLoop.verify(claim.toString(), options.toArray(String[]::new));
    }

    private ObjectNode document(DocumentType type, String cid) {
        return (ObjectNode)
                loop.bean(Documents.class).read(type, Cid.parse(cid)).json().deepCopy();
    }

    /** A claim on a project whose monitoring begins after the time that the loop has brought the chain to. */
    private Claim futureClaim(long seed) {
        return loop.bean(Minting.class).mint(futureForecast(2_150, seed).cid());
    }

    private Document futureForecast(int startYear, long seed) {
        Cid project = loop.bean(Projects.class)
                .publish(ServedLoop.futureProject(startYear))
                .cid();
        return loop.bean(Forecasts.class).make(project, 50, seed);
    }

    /** Mints a forged forecast by hand, with metadata that fit it. */
    private Verdict verifyForged(long seed, Consumer<ObjectNode> forgery) throws IOException {
        ObjectNode forecast = (ObjectNode) futureForecast(2_150, seed).json().deepCopy();
        forgery.accept(forecast);
        return verifyMintedByHand(loop.bean(Documents.class).publish(DocumentType.FORECAST, forecast));
    }

    /** Mints past the service, which would refuse. */
    private Verdict verifyMintedByHand(Document forged) {
        loop.sendAs(
                claim.owner(),
                deployment.hypercerts(),
                mintClaim(metadata(forged).text()));
        return verify(newestClaim(), anchors(), loop.gateway(), loop.rpc());
    }

    private Cid metadata(Document forecastDocument) {
        Forecast forecast = forecastDocument.as(Forecast.class);
        Cid projectCid = Cid.parse(forecast.project());
        Project project = loop.bean(Projects.class).read(projectCid);
        HypercertMetadata metadata = HypercertMetadata.compose(
                project,
                projectCid,
                forecastDocument.cid(),
                HypercertMetadata.headlines(project, forecast),
                HypercertMetadata.card(project, forecast),
                null);
        return loop.bean(Documents.class)
                .publish(DocumentType.HYPERCERT_METADATA, metadata)
                .cid();
    }

    private HypercertMinter hypercerts() {
        return HypercertMinter.load(
                deployment.hypercerts(),
                web3j,
                new ReadonlyTransactionManager(web3j, STRANGER),
                new DefaultGasProvider());
    }

    private String mintClaim(String metadata) {
        return hypercerts()
                .mintClaim(claim.owner(), claim.units(), "ipfs://" + metadata, BigInteger.TWO)
                .encodeFunctionCall();
    }

    private ClaimId newestClaim() {
        Event stored = HypercertMinter.CLAIMSTORED_EVENT;
        try (RemoteChain chain = RemoteChain.at(List.of(URI.create(loop.rpc())))) {
            var newest = chain.events(deployment.hypercerts(), 0, stored).getLast();
            return new ClaimId(
                    31_337, deployment.hypercerts(), HypercertMinter.getClaimStoredEventFromLog(newest).claimID);
        }
    }

    /** The chain is as before afterwards, so that no test sees what another did to the first claim. */
    private void revokeAndUndo(String schema, Attestation attestation, Consumer<Verdict> assertion) {
        JsonNode before = loop.node("evm_snapshot");
        try {
            EAS eas = EAS.load(
                    deployment.eas(), web3j, new ReadonlyTransactionManager(web3j, STRANGER), new DefaultGasProvider());
            var request = new EAS.RevocationRequest(
                    Numeric.hexStringToByteArray(schema),
                    new EAS.RevocationRequestData(Numeric.hexStringToByteArray(attestation.uid()), BigInteger.ZERO));
            loop.sendAs(
                    attestation.attester(),
                    deployment.eas(),
                    eas.revoke(request, BigInteger.ZERO).encodeFunctionCall());
            assertion.accept(loop.verify(claim));
        } finally {
            loop.node("evm_revert", before.asString());
        }
    }
}
