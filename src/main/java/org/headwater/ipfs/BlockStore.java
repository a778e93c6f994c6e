// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.util.Optional;

/** Where published bytes live: the embedded file store or a Kubo node. Both give and check the same identifiers. */
public interface BlockStore {

    /** Largest file that may be added, in bytes (64 MiB). */
    int MAXIMUM_SIZE = 64 * 1024 * 1024;

    /**
     * Stores and pins {@code content}; doing so again changes nothing.
     *
     * @return the locally computed identifier
     * @throws BlockStoreFailure if the bytes are not safely stored, or the node answers with another identifier
     */
    Cid add(byte[] content);

    /**
     * The whole file, every block of it hashed again; empty if any of them is not here.
     *
     * @throws BlockStoreFailure if bytes do not hash to their identifier, or are not a file
     */
    default Optional<byte[]> read(Cid cid) {
        return new UnixFsReader(this::block).read(cid);
    }

    /**
     * One block, hashed again; empty if it is not here.
     *
     * @throws BlockStoreFailure if its bytes do not hash to the identifier
     */
    Optional<byte[]> block(Cid cid);

    /** Whether the file is pinned here, only present, or absent. */
    PinState pinState(Cid cid);
}
