// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.RawTransaction;
import org.web3j.utils.Numeric;

/**
 * A row of {@code chain_transaction}: an intent whose bytes are signed and committed.
 *
 * @param sequence order of storing; on the local chain also the order of the blocks
 * @param version counts the changes; who writes names the version that he read, so that one who slept cannot write
 * @param hash of the variant that is in a block, else of the newest
 * @param blockTime on the local chain the time of its block, fixed before it is sent; elsewhere null until it is final
 * @param cancelled whether the intent may not execute any more
 * @param wallet whether the party signs it with a wallet of its own, so that no variant can be signed here
 * @param blockHash of the block that holds it, or null
 * @param variants at least one, oldest first
 */
record StoredTransaction(
        long sequence,
        int version,
        String key,
        String intentHash,
        String party,
        String sender,
        long nonce,
        String hash,
        @Nullable Instant blockTime,
        State state,
        boolean cancelled,
        boolean wallet,
        @Nullable String blockHash,
        List<Variant> variants) {

    enum State {
        /** The bytes are committed; no node has taken them yet. */
        SIGNED,
        /** A node has taken them. */
        SENT,
        /** In a block that is not deep enough yet. */
        INCLUDED,
        /** In a block for good, and successful. */
        FINAL,
        /** In a block for good, and reverted. */
        REVERTED,
        /** The nonce was used for good by something that does not carry the intent. */
        NOOPED;

        boolean finished() {
            return this == FINAL || this == REVERTED || this == NOOPED;
        }
    }

    boolean finished() {
        return state.finished();
    }

    StoredTransaction withVariants(List<Variant> all) {
        return new StoredTransaction(
                sequence,
                version,
                key,
                intentHash,
                party,
                sender,
                nonce,
                hash,
                blockTime,
                state,
                cancelled,
                wallet,
                blockHash,
                all);
    }

    Variant newest() {
        return variants.getLast();
    }

    /** The variants of the present nonce, newest first. */
    List<Variant> candidates() {
        return variants.reversed().stream()
                .filter(variant -> variant.nonce() == nonce)
                .toList();
    }

    Variant variant(String wanted) {
        return variants.stream()
                .filter(variant -> variant.hash().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " has no variant " + wanted));
    }

    /** The call as it was signed first. */
    Intent intent() {
        RawTransaction first = variants.getFirst().decoded();
        String to = first.getTo();
        return new Intent(
                key, party, to == null || to.length() < 42 ? null : to, Numeric.prependHexPrefix(first.getData()));
    }

    BigInteger gasLimit() {
        return variants.getFirst().decoded().getGasLimit();
    }
}
