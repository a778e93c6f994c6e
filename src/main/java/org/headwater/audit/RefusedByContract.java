// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

/** The node answers, but the contract refuses the question; whoever has to have its answer cannot go on. */
final class RefusedByContract extends NotReachable {

    private static final long serialVersionUID = 1L;

    RefusedByContract(String message) {
        super(message);
    }
}
