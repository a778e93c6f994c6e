// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.headwater.Elsewhere;
import org.headwater.EmbeddedParts;
import org.headwater.Examples;
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
import org.web3j.crypto.Keys;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** {@code headwater mint} and {@code attest} with the party's own key file against the real chain. */
class OwnKeyCommandsTest {

    private static final BigInteger FOR_EVER = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final String METADATA = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    @TempDir
    static Path directory;

    private static Chain chain;
    private static Deployment deployment;
    private static OwnKeyParty party;

    @BeforeAll
    static void createParty() throws Exception {
        chain = EmbeddedParts.get(Chain.class);
        deployment = EmbeddedParts.get(ContractDeployments.class).ensure();
        party = OwnKeyParty.create(chain, directory);
    }

    @Test
    void mintShowsWhatItSignsAndMintsOnce() {
        OwnKeyParty.Run first = mint("--yes");
        assertThat(first.exitCode()).as(first.talk()).isZero();
        assertThat(first.talk())
                .contains("signed by " + Keys.toChecksumAddress(party.address()))
                .contains("mintClaim(account")
                .contains("ipfs://" + METADATA)
                .contains(deployment.hypercerts());
        String claim = first.json().get("claim").asString();
        BigInteger token = new BigInteger(claim.substring(claim.lastIndexOf('-') + 1));
        var contract =
                HypercertMinter.load(deployment.hypercerts(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        assertThat(chain.read(contract.ownerOf(token.add(BigInteger.ONE)))).isEqualToIgnoringCase(party.address());
        OwnKeyParty.Run second = mint("--yes");
        assertThat(second.exitCode()).isZero();
        assertThat(second.json().get("alreadyMinted").asBoolean()).isTrue();
        assertThat(second.json().get("claim").asString()).isEqualTo(claim);
    }

    @Test
    void whatAStrangerMintedOnTheSameMetadataDoesNotCount(@TempDir Path elsewhere) throws Exception {
        String metadata = Cid.of(new byte[] {1}).text();
        OwnKeyParty stranger = OwnKeyParty.create(chain, elsewhere);
        JsonNode theirs = stranger.run(mintArguments("100", "--metadata", metadata, "--yes"))
                .json();

        JsonNode own = mintOf("100", "--metadata", metadata, "--yes").json();

        assertThat(own.get("alreadyMinted").asBoolean()).isFalse();
        assertThat(own.get("claim")).isNotEqualTo(theirs.get("claim"));
    }

    @Test
    void valuesThatCannotBeAreRefusedByTheirOptions() {
        for (String units : List.of("0", "-3")) {
            OwnKeyParty.Run none = mintOf(units, "--metadata", METADATA, "--yes");
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.talk()).contains("'--units': " + units, "allowed");
        }
        String missing = directory.resolve("missing").toString();
        OwnKeyParty.Run noPassword = mint("--yes", "--password-file", missing);
        assertThat(noPassword.exitCode()).isEqualTo(2);
        assertThat(noPassword.talk()).contains("'--password-file': " + missing, "allowed");
        OwnKeyParty.Run noKey = new OwnKeyParty(chain, directory, Path.of(missing), party.credentials())
                .run(mintArguments("100", "--metadata", METADATA, "--yes"));
        assertThat(noKey.exitCode()).isEqualTo(2);
        assertThat(noKey.talk()).contains("'--keystore': " + missing, "allowed");
    }

    @Test
    void nothingIsSignedWithoutConsentOrWithTheWrongPassword() throws Exception {
        BigInteger before = balance();
        OwnKeyParty.Run refused = party.run(
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
        OwnKeyParty.Run wrong =
                mint("--yes", "--password-file", directory.resolve("wrong").toString());
        assertThat(wrong.exitCode()).isNotZero();
        assertThat(wrong.talk()).doesNotContain(OwnKeyParty.PASSWORD).doesNotContain("something else");
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
        OwnKeyParty.Run stranger = party.run(attest);
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
                                registry.accredit(party.address(), FOR_EVER).encodeFunctionCall())));
        OwnKeyParty.Run attested = party.run(attest);
        assertThat(attested.exitCode()).as(attested.talk()).isZero();
        EAS eas = EAS.load(deployment.eas(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        EAS.Attestation stored = chain.read(eas.getAttestation(
                Numeric.hexStringToByteArray(attested.json().get("attestation").asString())));
        assertThat(stored.attester).isEqualToIgnoringCase(party.address());
        assertThat(Numeric.toHexString(stored.schema)).isEqualTo(deployment.observationSchema());
    }

    @Test
    void metadataFromAGatewayAreRecomputedBeforeAnythingIsSigned() throws Exception {
        try (Elsewhere gateway = new Elsewhere()) {
            JsonNode project = Examples.project(Examples.SYNTHETIC, "/name", "Minted from a gateway")
                    .json();
            AllowList list = AllowList.fromCsv(
                    "address,units\n%s,%s".formatted(party.address(), Elsewhere.units(project)),
                    Elsewhere.units(project));
            Cid metadata = gateway.publish(project, 41, list).cid();
            String units = Elsewhere.units(project).toString();
            String[] source = {"--metadata", metadata.text(), "--gateway", gateway.address(), "--yes"};

            OwnKeyParty.Run otherUnits = mintOf("7", source);
            assertThat(otherUnits.exitCode()).isEqualTo(2);
            assertThat(otherUnits.talk()).contains("--units", "allowed: " + units);
            OwnKeyParty.Run minted = mintOf(units, source);
            assertThat(minted.exitCode()).as(minted.talk()).isZero();
            assertThat(minted.talk()).contains("createAllowlist(", Numeric.toHexString(list.root()));

            gateway.give(Cid.of(list.dump()), new byte[] {1});
            OwnKeyParty.Run lied = mintOf(units, source);
            assertThat(lied.exitCode()).isEqualTo(6);
            assertThat(lied.talk()).contains("allow-list").doesNotContain("signed by");
        }
    }

    private static OwnKeyParty.Run mint(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--metadata", METADATA));
        arguments.addAll(List.of(more));
        return mintOf("100", arguments.toArray(String[]::new));
    }

    private static OwnKeyParty.Run mintOf(String units, String... more) {
        return party.run(mintArguments(units, more));
    }

    private static String[] mintArguments(String units, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("mint", "--chain", "31337", "--hypercerts", deployment.hypercerts(), "--units", units));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static BigInteger balance() throws Exception {
        return chain.web3j()
                .ethGetBalance(party.address(), org.web3j.protocol.core.DefaultBlockParameterName.LATEST)
                .send()
                .getBalance();
    }
}
