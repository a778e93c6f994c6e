// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

/** A contract is not what it has to be, so that nothing is signed for it. */
public final class UnexpectedContract extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedContract(String message) {
        super(message);
    }
}
