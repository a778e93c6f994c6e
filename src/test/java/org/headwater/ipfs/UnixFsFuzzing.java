// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.util.Optional;

/** A node that any block stands below: the file is put together within the limits, or refused. */
public final class UnixFsFuzzing {

    private UnixFsFuzzing() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Cid root = Cid.ofBlock(Cid.Codec.DAG_PB, input);
        try {
            UnixFsNode node = UnixFsNode.parse(root, input);
            UnixFsNode again = UnixFsNode.parse(root, node.bytes());
            if (!again.equals(node)) {
                throw new AssertionError(node + " reads back as " + again);
            }
        } catch (BlockStoreFailure refused) {
            return;
        }
        try {
            new UnixFsReader(cid -> Optional.of(cid.codec() == Cid.Codec.RAW ? new byte[1] : input)).read(root);
        } catch (BlockStoreFailure refused) {
            // As it must be.
        }
    }
}
