// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.headwater.Elsewhere;
import org.headwater.EmbeddedParts;
import org.headwater.Examples;
import org.headwater.Headwater;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.VerifierRegistry;
import org.headwater.hypercert.AllowList;
import org.headwater.ipfs.Cid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.WalletUtils;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code headwater mint} and {@code attest} with the party's own key file against the real chain. */
class OwnKeyCommandsTest {

    private static final BigInteger FOR_EVER = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final String METADATA = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
    private static final String PASSWORD = "a password of the party";

    @TempDir
    static Path directory;

    private static Chain chain;
    private static Deployment deployment;
    private static Path keystore;
    private static Credentials party;

    record Run(int exitCode, String output, String talk) {

        JsonNode json() {
            return new JsonMapper().readTree(output);
        }
    }

    @BeforeAll
    static void createParty() throws Exception {
        chain = EmbeddedParts.get(Chain.class);
        deployment = EmbeddedParts.get(ContractDeployments.class).ensure();
        keystore = directory.resolve(WalletUtils.generateLightNewWalletFile(PASSWORD, directory.toFile()));
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        party = WalletUtils.loadCredentials(PASSWORD, keystore.toFile());
        new Request<>(
                        "anvil_setBalance",
                        List.of(party.getAddress(), Numeric.encodeQuantity(BigInteger.TEN.pow(20))),
                        new HttpService(chain.url()),
                        VoidResponse.class)
                .send();
    }

    @Test
    void mintShowsWhatItSignsAndMintsOnce() {
        Run first = mint("--yes");
        assertThat(first.exitCode()).as(first.talk()).isZero();
        assertThat(first.talk())
                .contains("signed by " + Keys.toChecksumAddress(party.getAddress()))
                .contains("mintClaim(account")
                .contains("ipfs://" + METADATA)
                .contains(deployment.hypercerts());
        String claim = first.json().get("claim").asString();
        BigInteger token = new BigInteger(claim.substring(claim.lastIndexOf('-') + 1));
        var contract =
                HypercertMinter.load(deployment.hypercerts(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        assertThat(chain.read(contract.ownerOf(token.add(BigInteger.ONE)))).isEqualToIgnoringCase(party.getAddress());
        Run second = mint("--yes");
        assertThat(second.exitCode()).isZero();
        assertThat(second.json().get("alreadyMinted").asBoolean()).isTrue();
        assertThat(second.json().get("claim").asString()).isEqualTo(claim);
    }

    @Test
    void nothingIsSignedWithoutConsentOrWithTheWrongPassword() throws Exception {
        BigInteger before = balance();
        Run refused = run(
                "attest",
                "%d-%s-%s".formatted(Chain.LOCAL_ID, deployment.hypercerts(), BigInteger.ONE.shiftLeft(128)),
                "--eas",
                deployment.eas(),
                "--schema",
                deployment.observationSchema(),
                "--observation",
                METADATA);
        assertThat(refused.exitCode()).isNotZero();
        Files.writeString(directory.resolve("wrong"), "something else");
        Run wrong = mint("--yes", "--password-file", directory.resolve("wrong").toString());
        assertThat(wrong.exitCode()).isNotZero();
        assertThat(wrong.talk()).doesNotContain(PASSWORD).doesNotContain("something else");
        assertThat(balance()).isEqualTo(before);
    }

    @Test
    void accreditedVerifierAttestsAndAStrangerIsToldWhyNot() {
        String claim = "%d-%s-%s".formatted(Chain.LOCAL_ID, deployment.hypercerts(), BigInteger.ONE.shiftLeft(128));
        String[] attest = {
            "attest",
            claim,
            "--yes",
            "--eas",
            deployment.eas(),
            "--schema",
            deployment.observationSchema(),
            "--observation",
            METADATA
        };
        Run stranger = run(attest);
        assertThat(stranger.exitCode()).isNotZero();
        assertThat(stranger.talk()).contains("NotAccredited");
        var registry = VerifierRegistry.load(
                deployment.verifierRegistry(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        ContractDeployments.ELECTORS.stream()
                .limit(ContractDeployments.ELECTOR_THRESHOLD)
                .forEach(elector -> EmbeddedParts.get(Transactions.class)
                        .execute(Intent.call(
                                "accredit-party/" + elector,
                                elector,
                                deployment.verifierRegistry(),
                                registry.accredit(party.getAddress(), FOR_EVER).encodeFunctionCall())));
        Run attested = run(attest);
        assertThat(attested.exitCode()).as(attested.talk()).isZero();
        EAS eas = EAS.load(deployment.eas(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        EAS.Attestation stored = chain.read(eas.getAttestation(
                Numeric.hexStringToByteArray(attested.json().get("attestation").asString())));
        assertThat(stored.attester).isEqualToIgnoringCase(party.getAddress());
        assertThat(Numeric.toHexString(stored.schema)).isEqualTo(deployment.observationSchema());
    }

    @Test
    void metadataFromAGatewayAreRecomputedBeforeAnythingIsSigned() throws Exception {
        try (Elsewhere gateway = new Elsewhere()) {
            JsonNode project = Examples.project(Examples.SYNTHETIC, "/name", "Minted from a gateway")
                    .json();
            AllowList list = AllowList.fromCsv(
                    "address,units\n%s,%s"
                            .formatted(Keys.toChecksumAddress(party.getAddress()), Elsewhere.units(project)),
                    Elsewhere.units(project));
            Cid metadata = gateway.publish(project, 41, list).cid();
            String units = Elsewhere.units(project).toString();
            String[] source = {"--metadata", metadata.text(), "--gateway", gateway.address(), "--yes"};

            Run otherUnits = mintOf("7", source);
            assertThat(otherUnits.exitCode()).isEqualTo(2);
            assertThat(otherUnits.talk()).contains("--units", "allowed: " + units);
            Run minted = mintOf(units, source);
            assertThat(minted.exitCode()).as(minted.talk()).isZero();
            assertThat(minted.talk()).contains("createAllowlist(", Numeric.toHexString(list.root()));

            gateway.give(Cid.of(list.dump()), new byte[] {1});
            Run lied = mintOf(units, source);
            assertThat(lied.exitCode()).isEqualTo(6);
            assertThat(lied.talk()).contains("allow-list").doesNotContain("signed by");
        }
    }

    private static Run mint(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--metadata", METADATA));
        arguments.addAll(List.of(more));
        return mintOf("100", arguments.toArray(String[]::new));
    }

    private static Run mintOf(String units, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("mint", "--chain", "31337", "--hypercerts", deployment.hypercerts(), "--units", units));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--rpc", chain.url(), "--keystore", keystore.toString()));
        if (!all.contains("--password-file")) {
            all.addAll(List.of("--password-file", directory.resolve("password").toString()));
        }
        var output = new StringWriter();
        var talk = new StringWriter();
        int code = HeadwaterCommand.commandLine(Headwater.class)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(talk, true))
                .execute(all.toArray(String[]::new));
        return new Run(code, output.toString(), talk.toString());
    }

    private static BigInteger balance() throws Exception {
        return chain.web3j()
                .ethGetBalance(party.getAddress(), org.web3j.protocol.core.DefaultBlockParameterName.LATEST)
                .send()
                .getBalance();
    }
}
