// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;

/** A sender cannot pay for the gas of a transaction, so that nothing was signed; it can again once it has money. */
public final class InsufficientFunds extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InsufficientFunds(String address, BigInteger balance, BigInteger needed) {
        super("insufficient funds: %s has %s wei and this transaction may cost %s wei"
                .formatted(address, balance, needed));
    }
}
