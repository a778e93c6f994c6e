// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

/** A node or the gateway gives no answer, so that nothing can be said. */
public sealed class NotReachable extends RuntimeException permits RefusedByContract {

    private static final long serialVersionUID = 1L;

    NotReachable(String message, Throwable cause) {
        super(message, cause);
    }

    NotReachable(String message) {
        super(message);
    }
}
