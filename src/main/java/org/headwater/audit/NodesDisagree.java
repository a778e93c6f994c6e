// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

/** Two nodes give different answers to one question; at least one of them is wrong. */
final class NodesDisagree extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NodesDisagree(String message) {
        super(message);
    }
}
