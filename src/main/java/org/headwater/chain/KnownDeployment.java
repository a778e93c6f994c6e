// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public deployments of hypercerts and of the Ethereum Attestation Service that are known by their chain. */
public enum KnownDeployment {
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

    public static Optional<KnownDeployment> on(long chainId) {
        return Arrays.stream(values())
                .filter(deployment -> deployment.chainId == chainId)
                .findFirst();
    }

    /** The chain ids, for messages. */
    public static String chains() {
        return Arrays.stream(values())
                .map(deployment -> Long.toString(deployment.chainId))
                .collect(Collectors.joining(" and "));
    }

    /** The block of the hypercerts contract's deployment. */
    public long fromBlock() {
        return fromBlock;
    }

    /** The proxy of hypercerts, checksummed. */
    public String hypercerts() {
        return hypercerts;
    }

    /** The attestation service, checksummed. */
    public String eas() {
        return eas;
    }

    /** The schema registry of the attestation service, checksummed. */
    public String schemaRegistry() {
        return schemaRegistry;
    }

    /** What anchors say otherwise than is known, as a sentence; empty if nothing. */
    public Optional<String> contradiction(Anchors.Contracts contracts) {
        return Stream.of(
                        contradiction("hypercerts", contracts.hypercerts().address(), hypercerts),
                        contradiction("eas", contracts.eas().address(), eas),
                        contradiction(
                                "schemaRegistry", contracts.schemaRegistry().address(), schemaRegistry))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> contradiction(String name, String given, String known) {
        return given.equalsIgnoreCase(known)
                ? Optional.empty()
                : Optional.of("/contracts/%s/address is %s in the anchors; on chain %d it is known to be %s"
                        .formatted(name, given, chainId, known));
    }
}
