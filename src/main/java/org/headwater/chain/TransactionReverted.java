// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

/** A contract refused a call, in the simulation (then nothing was sent) or in a block. */
public final class TransactionReverted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    TransactionReverted(String key, String reason) {
        super("%s: reverted with %s".formatted(key, reason));
        this.key = key;
        this.reason = reason;
    }

    /** The key of the intent. */
    public String key() {
        return key;
    }

    /** Name and arguments of the custom error, the text of {@code Error(string)}, or the bare data in hex. */
    public String reason() {
        return reason;
    }
}
