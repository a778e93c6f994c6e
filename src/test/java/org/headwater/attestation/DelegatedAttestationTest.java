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
        EAS.DelegatedAttestationRequest request = attestation.signed(new KeySigner(SIGNER), DOMAIN);
        Sign.SignatureData signature =
                new Sign.SignatureData(request.signature.v.byteValueExact(), request.signature.r, request.signature.s);
        byte[] digest = digest(Json.mapper().readTree(attestation.message().typedData(domain)));
        return Keys.toChecksumAddress(Keys.getAddress(Sign.signedMessageHashToKey(digest, signature)));
    }

    /**
     * Separator and digest as computed with ethers 6, for the domain of the deployment of version 1.3.0
     * on Arbitrum Sepolia. The vector has a deadline of 2·10⁹; ours never ends, so that one member is set to the vector's.
     */
    @Test
    void typedDataHashesToTheReferenceVector() throws IOException {
        DelegatedAttestation attestation = attestation("0x" + "1".repeat(40), 7);
        JsonNode typedData = Json.mapper().readTree(attestation.message().typedData(DOMAIN));
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
        assertThat(attestation(SIGNER.getAddress(), 8).message().typedData(DOMAIN))
                .isNotEqualTo(attestation.message().typedData(DOMAIN));
    }

    @Test
    void requestIsRevocableAndNeverExpires() {
        EAS.DelegatedAttestationRequest request =
                attestation(SIGNER.getAddress(), 0).signed(new KeySigner(SIGNER), DOMAIN);

        assertThat(Numeric.toHexString(request.schema)).isEqualTo(SCHEMA);
        assertThat(Numeric.toHexString(request.data.data)).isEqualTo("0x1234");
        assertThat(request.data.revocable).isTrue();
        assertThat(request.data.expirationTime).isZero();
        assertThat(request.deadline).isZero();
        assertThat(request.signature.v).isBetween(BigInteger.valueOf(27), BigInteger.valueOf(28));
    }
}
