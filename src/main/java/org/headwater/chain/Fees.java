// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;

/**
 * What a transaction pays for one unit of gas (EIP-1559), in wei.
 *
 * @param maximum at most, base fee and priority fee together
 * @param priority at most to the block's proposer; never more than {@code maximum}
 */
record Fees(BigInteger maximum, BigInteger priority) {

    Fees {
        if (priority.signum() < 0 || priority.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("fees: priority %s must be 0 to %s".formatted(priority, maximum));
        }
    }
}
