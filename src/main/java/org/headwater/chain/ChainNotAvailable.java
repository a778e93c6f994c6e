// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import org.jspecify.annotations.Nullable;

/** The chain cannot be used: not reachable, not the expected one, or its node could not be started. */
public final class ChainNotAvailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChainNotAvailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ChainNotAvailable(String message) {
        this(message, null);
    }
}
