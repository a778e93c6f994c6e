// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import org.headwater.chain.KnownDeployment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options for the contracts that ours build on. */
final class PublicContracts {

    @Option(
            names = "--hypercerts",
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "The hypercerts contract; known on Sepolia and Base Sepolia.")
    private @Nullable String hypercerts;

    @Option(
            names = "--eas",
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "The Ethereum Attestation Service; known likewise.")
    private @Nullable String eas;

    @Option(
            names = "--schema-registry",
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "Its schema registry; known likewise.")
    private @Nullable String schemaRegistry;

    String hypercerts(CommandLine command, long chainId) {
        return KnownAddress.of(command, "--hypercerts", hypercerts, chainId, KnownDeployment::hypercerts);
    }

    String eas(CommandLine command, long chainId) {
        return KnownAddress.of(command, "--eas", eas, chainId, KnownDeployment::eas);
    }

    String schemaRegistry(CommandLine command, long chainId) {
        return KnownAddress.of(command, "--schema-registry", schemaRegistry, chainId, KnownDeployment::schemaRegistry);
    }

    /** Whether none was given. */
    boolean absent() {
        return hypercerts == null && eas == null && schemaRegistry == null;
    }
}
