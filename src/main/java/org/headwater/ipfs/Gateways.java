// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The gateways that the service asks for files which its own store lacks; none if nobody has configured one. */
public final class Gateways {

    /** Largest file that is asked for, in bytes (1 MiB): as large as a document may be. */
    static final int LARGEST = 1024 * 1024;

    private final Optional<GatewayReader> reader;

    /** @param addresses as {@link GatewayReader} takes them; may be none */
    public Gateways(List<URI> addresses) {
        this.reader = addresses.isEmpty() ? Optional.empty() : Optional.of(new GatewayReader(addresses));
    }

    /**
     * A file that hashes to its identifier; empty if no gateway has it, or all that have it lie.
     *
     * @throws BlockStoreFailure if none answers
     */
    Optional<byte[]> read(Cid cid) {
        try {
            return reader.map(gateways -> gateways.read(cid, LARGEST));
        } catch (BlockStoreFailure failure) {
            if (failure.getCause() instanceof IOException) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
