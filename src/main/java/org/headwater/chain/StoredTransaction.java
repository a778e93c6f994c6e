// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code chain_transaction}: an intent whose bytes are signed and committed.
 *
 * @param sequence order of storing; on the local chain also the order of the blocks
 * @param blockTime on the local chain the time of its block, fixed before it is sent; elsewhere null until it is final
 */
record StoredTransaction(
        long sequence,
        String key,
        String intentHash,
        String sender,
        long nonce,
        String hash,
        byte[] signedBytes,
        @Nullable Instant blockTime,
        State state) {

    enum State {
        SIGNED,
        FINAL,
        REVERTED
    }
}
