// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

/** Signed, stored and sent, but not final within the time set; it is sent again until it is. Ask again with the key. */
public final class TransactionPending extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransactionPending(String key, String hash) {
        super("%s: transaction %s is not final yet; the same key asks for it again".formatted(key, hash));
    }
}
