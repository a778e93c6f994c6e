// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a sender's money for gas runs low ({@code headwater.chain.balance.*}).
 *
 * @param low ether below which it is time to send more
 * @param critical ether below which it will not last; at most {@code low}
 */
record BalanceThresholds(
        @DefaultValue("0.2") BigDecimal low,
        @DefaultValue("0.05") BigDecimal critical) {

    BalanceThresholds {
        ChainSettings.require(critical.signum() >= 0, "headwater.chain.balance.critical", critical, "a number ≥ 0");
        ChainSettings.require(
                low.compareTo(critical) >= 0, "headwater.chain.balance.low", low, "a number ≥ the critical one");
    }

    enum Level {
        ENOUGH,
        LOW,
        CRITICAL
    }

    Level of(BigInteger wei) {
        if (wei.compareTo(wei(critical)) < 0) {
            return Level.CRITICAL;
        }
        return wei.compareTo(wei(low)) < 0 ? Level.LOW : Level.ENOUGH;
    }

    private static BigInteger wei(BigDecimal ether) {
        return ether.movePointRight(18).toBigInteger();
    }
}
