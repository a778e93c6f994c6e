// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import org.jspecify.annotations.Nullable;

/** A key was asked to sign, and did not, or signed something else. */
public final class SigningFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SigningFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
