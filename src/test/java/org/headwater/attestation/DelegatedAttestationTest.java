// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import org.headwater.Examples;
import org.headwater.attestation.SignedMessage.Domain;
import org.headwater.chain.KeySigner;
import org.headwater.chain.contract.EAS;
import org.headwater.document.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

class DelegatedAttestationTest {

    private static final String SCHEMA = "0x2f4f575d5df78ac52e8b124c4c900ec4c540f1d44f5b8825fac0af5308c91449";
    private static final Domain DOMAIN =
            new Domain("EAS", "1.3.0", 421_614, "0x2521021fc8BF070473E1e1801D3c7B4aB701E1dE");
    private static final Credentials SIGNER = Credentials.create("0x" + "7".repeat(64));

    private static DelegatedAttestation attestation(String attester, long nonce) {
        return new DelegatedAttestation(
                SCHEMA, Numeric.hexStringToByteArray("0x1234"), true, attester, BigInteger.valueOf(nonce));
    }

    private static byte[] digest(JsonNode typedData) throws IOException {
        return new StructuredDataEncoder(typedData.toString()).hashStructuredData();
    }

    private static String signer(DelegatedAttestation attestation, Domain domain) throws Exception {
        EAS.Signature signed =
                attestation.message(DelegationForm.WITH_ATTESTER).signature(new KeySigner(SIGNER), DOMAIN);
        Sign.SignatureData signature = new Sign.SignatureData(signed.v.byteValueExact(), signed.r, signed.s);
        byte[] digest = digest(Json.mapper()
                .readTree(attestation.message(DelegationForm.WITH_ATTESTER).typedData(domain)));
        return Keys.toChecksumAddress(Keys.getAddress(Sign.signedMessageHashToKey(digest, signature)));
    }

    /**
     * Separator and digest as computed with ethers 6, for the domain of the deployment of version 1.3.0
     * on Arbitrum Sepolia. The vector has a deadline of 2·10⁹; ours never ends, so that one member is set to the vector's.
     */
    @Test
    void typedDataHashesToTheReferenceVector() throws IOException {
        DelegatedAttestation attestation = attestation("0x" + "1".repeat(40), 7);
        JsonNode typedData = Json.mapper()
                .readTree(attestation.message(DelegationForm.WITH_ATTESTER).typedData(DOMAIN));
        Examples.set(typedData, "/message/deadline", 2_000_000_000);

        assertThat(Numeric.toHexString(new StructuredDataEncoder(typedData.toString()).hashDomain()))
                .isEqualTo("0xfcc53051454a9fe9f08ead5b2a53ccd4519a527894db57796ab154b3a4a80dc6");
        assertThat(Numeric.toHexString(digest(typedData)))
                .isEqualTo("0xd4e3f6a46e7caac89bb1b5bdbdd1e3f0bbd7ca1bce8af5dccdd2700145ad55a4");
    }

    @Test
    void signatureRecoversToTheAttester() throws Exception {
        assertThat(signer(attestation(SIGNER.getAddress(), 7), DOMAIN))
                .isEqualTo(Keys.toChecksumAddress(SIGNER.getAddress()));
    }

    @Test
    void signatureHoldsForOneChainContractAndNonceOnly() throws Exception {
        String attester = Keys.toChecksumAddress(SIGNER.getAddress());
        DelegatedAttestation attestation = attestation(SIGNER.getAddress(), 7);

        assertThat(signer(attestation, new Domain("EAS", "1.3.0", 1, DOMAIN.verifyingContract())))
                .isNotEqualTo(attester);
        assertThat(signer(attestation, new Domain("EAS", "1.3.0", DOMAIN.chainId(), "0x" + "2".repeat(40))))
                .isNotEqualTo(attester);
        assertThat(attestation(SIGNER.getAddress(), 8)
                        .message(DelegationForm.WITH_ATTESTER)
                        .typedData(DOMAIN))
                .isNotEqualTo(attestation.message(DelegationForm.WITH_ATTESTER).typedData(DOMAIN));
    }

    /** As the contracts have them, and as the project's own software development kit lists them. */
    @Test
    void typesHashToThoseOfTheReleases() {
        assertThat(DelegationForm.WITHOUT_DEADLINE.attest().hash())
                .isEqualTo("0xdbfdf8dc2b135c26253e00d5b6cbe6f20457e003fd526d97cea183883570de61");
        assertThat(DelegationForm.WITH_DEADLINE.attest().hash())
                .isEqualTo("0xf83bb2b0ede93a840239f7e701a54d9bc35f03701f51ae153d601c6947ff3d3f");
        assertThat(DelegationForm.WITH_ATTESTER.attest().hash())
                .isEqualTo("0xfeb2925a02bae3dae48d424a0437a2b6ac939aa9230ddc55a1a76f065d988076");
        assertThat(DelegationForm.WITHOUT_DEADLINE.revoke().hash())
                .isEqualTo("0xa98d02348410c9c76735e0d0bb1396f4015ac2bb9615f9c2611d19d7a8a99650");
        assertThat(DelegationForm.WITH_DEADLINE.revoke().hash())
                .isEqualTo("0x2d4116d8c9824e4c316453e5c2843a1885580374159ce8768603c49085ef424c");
    }

    @ParameterizedTest
    @CsvSource({
        "0.26, WITHOUT_DEADLINE",
        "1.0.1, WITHOUT_DEADLINE",
        "1.2.0, WITH_DEADLINE",
        "1.3.0, WITH_ATTESTER",
        "1.4.0, WITH_ATTESTER"
    })
    void releaseHasTheFormOfItsVersion(String version, DelegationForm form) {
        assertThat(DelegationForm.ofVersion(version)).contains(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.25", "2.0.0", "1", "one", "1.3.0-beta"})
    void unknownVersionHasNone(String version) {
        assertThat(DelegationForm.ofVersion(version)).isEmpty();
    }
}
