// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.utils.Numeric;

/**
 * One signed form of a transaction.
 *
 * @param number 0 for the first of a transaction, then counted up
 * @param signedBytes empty if somebody else signed it and they are not known
 * @param signedBlock the chain's head when it was signed
 * @param sentAt when a node last took it, or null
 */
record Variant(
        int number,
        Kind kind,
        long nonce,
        String hash,
        byte[] signedBytes,
        Instant signedAt,
        BigInteger signedBlock,
        @Nullable Instant sentAt) {

    enum Kind {
        /** The intent's own call. */
        CALL,
        /** A transfer of nothing to oneself, which only uses the nonce. */
        NOOP,
        /** The intent's own call, signed with the same key by somebody else, or by the wallet of its holder. */
        OUTSIDE,
        /** Another call, for which the holder of the key used the nonce. */
        FOREIGN;

        boolean carriesIntent() {
            return this == CALL || this == OUTSIDE;
        }
    }

    boolean ours() {
        return kind == Kind.CALL || kind == Kind.NOOP;
    }

    String hex() {
        return Numeric.toHexString(signedBytes);
    }

    RawTransaction decoded() {
        return TransactionDecoder.decode(hex());
    }

    Fees fees() {
        var transaction = (Transaction1559) decoded().getTransaction();
        return new Fees(transaction.getMaxFeePerGas(), transaction.getMaxPriorityFeePerGas());
    }
}
