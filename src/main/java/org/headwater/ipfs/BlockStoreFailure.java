// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;

/** Bytes could not be stored, or what came back is not what was asked for. */
public final class BlockStoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BlockStoreFailure(String message) {
        super(message);
    }

    public BlockStoreFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether no answer came at all, so that nothing is known about the bytes. */
    boolean unreachable() {
        return getCause() instanceof IOException;
    }
}
