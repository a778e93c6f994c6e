// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that a party signs with a wallet of its own, and what became of it.
 *
 * @param key names it for ever; the same key means the same intent of the same party
 * @param from the party's address, checksummed
 * @param to the contract's address, checksummed
 * @param data call data in hex with 0x
 * @param value what is sent with it, wei in hex; always nothing
 * @param meaning the same in words
 * @param hash Keccak-256 of the ABI encoding of (chain id, from, to, value, data): what the wallet has to sign, whatever nonce
 *     and fees it chooses
 * @param transaction hash of the transaction that a node shows, or that the wallet announced; null before
 * @param nonce that the wallet chose; null while no node has shown the transaction
 * @param replacement what the wallet did instead of the announced transaction, if it did
 * @param reason why it is as it is, in words; null if there is nothing to say
 */
public record WalletCall(
        String key,
        long chainId,
        String from,
        String to,
        String data,
        String value,
        String meaning,
        String hash,
        State state,
        @Nullable String transaction,
        @Nullable Long nonce,
        @Nullable Replacement replacement,
        @Nullable String reason,
        Instant preparedAt) {

    /** How requests have to write the address of a wallet. */
    public static final String ADDRESS = "0x[0-9a-fA-F]{40}";

    /** The same in words. */
    public static final String ADDRESS_ALLOWED = "0x and 40 hexadecimal digits";

    /** How far it is. */
    public enum State {
        /** Simulated and shown; the wallet has announced nothing. */
        PREPARED,
        /** The wallet has announced a transaction that no node shows yet. */
        ANNOUNCED,
        /** A node shows it, in no block. */
        SENT,
        /** In a block that is not deep enough yet. */
        INCLUDED,
        /** Done for good. */
        FINAL,
        /** In a block for good, and refused by the contract; it may be prepared again. */
        REVERTED,
        /** The nonce was used for good by something else; it may be prepared again. */
        FREE;

        /** Whether nothing can change any more. */
        public boolean ended() {
            return this == FINAL || this == REVERTED || this == FREE;
        }

        /** Whether it may be in a block one day without anything more being signed. */
        boolean underWay() {
            return this == ANNOUNCED || this == SENT || this == INCLUDED;
        }
    }

    /** What has the nonce in place of the announced transaction. */
    public enum Replacement {
        /** The same call with other fees. */
        SAME_CALL,
        /** An empty transfer to oneself. */
        CANCELLATION,
        /** Something that has nothing to do with it. */
        OTHER_CALL
    }
}
