// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.Arrays;
import java.util.Optional;
import org.web3j.utils.Numeric;

/** The public deployments of hypercerts and of the Ethereum Attestation Service that an audit knows by itself. */
enum KnownDeployment {
    SEPOLIA(
            11_155_111L,
            4_421_944L,
            "0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941",
            "0xC2679fBD37d54388Ce493F1DB75320D236e1815e",
            "0x0a7E2Ff54e76B8E6659aedc9103FB21c038050D0"),
    BASE_SEPOLIA(
            84_532L,
            6_771_210L,
            "0xC2d179166bc9dbB00A03686a5b17eCe2224c2704",
            "0x4200000000000000000000000000000000000021",
            "0x4200000000000000000000000000000000000020");

    private final long chainId;
    private final long fromBlock;
    private final String hypercerts;
    private final String eas;
    private final String schemaRegistry;

    KnownDeployment(long chainId, long fromBlock, String hypercerts, String eas, String schemaRegistry) {
        this.chainId = chainId;
        this.fromBlock = fromBlock;
        this.hypercerts = hypercerts;
        this.eas = eas;
        this.schemaRegistry = schemaRegistry;
    }

    static Optional<KnownDeployment> on(long chainId) {
        return Arrays.stream(values())
                .filter(deployment -> deployment.chainId == chainId)
                .findFirst();
    }

    /** The block of the hypercerts contract's deployment. */
    long fromBlock() {
        return fromBlock;
    }

    String hypercerts() {
        return hypercerts;
    }

    /** @throws Untrue if the anchors name other contracts where the public ones are known */
    void require(Anchors.Contracts contracts) {
        requireSame("hypercerts", contracts.hypercerts().address(), hypercerts);
        requireSame("eas", contracts.eas().address(), eas);
        requireSame("schemaRegistry", contracts.schemaRegistry().address(), schemaRegistry);
    }

    private void requireSame(String name, String given, String known) {
        Untrue.unless(
                Numeric.cleanHexPrefix(given).equalsIgnoreCase(Numeric.cleanHexPrefix(known)),
                "/contracts/%s/address is %s in the anchors; on chain %d it is known to be %s",
                name,
                given,
                chainId,
                known);
    }
}
