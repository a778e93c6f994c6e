// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Optional;
import org.headwater.chain.Anchors;
import org.headwater.chain.Anchors.AttestationSchemas;
import org.headwater.chain.Anchors.Contract;
import org.headwater.chain.Anchors.Contracts;
import org.headwater.hypercert.ClaimId;
import org.junit.jupiter.api.Test;

class TrustRootTest {

    private static final long SEPOLIA = 11_155_111;
    private static final String SEPOLIA_HYPERCERTS = "0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941";
    private static final String SEPOLIA_EAS = "0xC2679fBD37d54388Ce493F1DB75320D236e1815e";
    private static final String SEPOLIA_SCHEMAS = "0x0a7E2Ff54e76B8E6659aedc9103FB21c038050D0";
    private static final String OTHER = "0x00000000000000000000000000000000000000aA";
    private static final BigInteger NUMBER = BigInteger.ONE.shiftLeft(128);

    @Test
    void publicContractIsKnownWithoutAnchors() {
        TrustRoot root = TrustRoot.of(claim(SEPOLIA, SEPOLIA_HYPERCERTS), Optional.empty());
        assertThat(root.hypercerts()).isEqualTo(SEPOLIA_HYPERCERTS);
        assertThat(root.anchors()).isEmpty();
    }

    @Test
    void otherContractOnAPublicChainIsRefused() {
        assertThatThrownBy(() -> TrustRoot.of(claim(SEPOLIA, OTHER), Optional.empty()))
                .hasMessageContaining(SEPOLIA_HYPERCERTS);
    }

    @Test
    void anchorsMayNotContradictWhatIsPublic() {
        assertThat(TrustRoot.of(claim(SEPOLIA, SEPOLIA_HYPERCERTS), Optional.of(anchors(SEPOLIA, SEPOLIA_EAS)))
                        .anchors())
                .isPresent();
        assertThatThrownBy(() -> TrustRoot.of(claim(SEPOLIA, SEPOLIA_HYPERCERTS), Optional.of(anchors(SEPOLIA, OTHER))))
                .hasMessageContaining("/contracts/eas/address");
    }

    @Test
    void anchorsOfAnotherChainAreRefused() {
        assertThatThrownBy(() ->
                        TrustRoot.of(claim(31_337, SEPOLIA_HYPERCERTS), Optional.of(anchors(SEPOLIA, SEPOLIA_EAS))))
                .hasMessageContaining("the anchors are of chain 11155111");
    }

    private static ClaimId claim(long chainId, String contract) {
        return new ClaimId(chainId, contract, NUMBER);
    }

    private static Anchors anchors(long chainId, String eas) {
        Contract other = contract(OTHER);
        return new Anchors(
                "1",
                chainId,
                0,
                new Contracts(
                        contract(SEPOLIA_HYPERCERTS),
                        other,
                        contract(eas),
                        contract(SEPOLIA_SCHEMAS),
                        other,
                        other,
                        other,
                        other,
                        other,
                        null),
                new AttestationSchemas("0x", "0x", null));
    }

    private static Contract contract(String address) {
        return new Contract(address, "0x");
    }
}
