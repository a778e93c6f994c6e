// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the senders have for gas; on the local chain nobody runs out. */
final class Balances {

    private static final Logger LOG = LoggerFactory.getLogger(Balances.class);

    private final NodeConnection node;
    private final TransactionLedger ledger;
    private final Alarms alarms;
    private final BalanceThresholds thresholds;

    Balances(NodeConnection node, TransactionLedger ledger, Alarms alarms, BalanceThresholds thresholds) {
        this.node = node;
        this.ledger = ledger;
        this.alarms = alarms;
        this.thresholds = thresholds;
    }

    /** @param wei decimal */
    record Balance(String address, String wei, BalanceThresholds.Level level) {}

    List<Balance> all() {
        return ledger.senders().stream().map(this::of).toList();
    }

    private Balance of(String address) {
        BigInteger wei = node.balance(address);
        return new Balance(address, wei.toString(), thresholds.of(wei));
    }

    /** Raises and clears the alarms on them. */
    void check() {
        if (node.chainId() == Chain.LOCAL_ID) {
            return;
        }
        try {
            all().forEach(this::check);
        } catch (ChainNotAvailable e) {
            LOG.warn("The balances of the senders are unknown: {}", e.getMessage());
        }
    }

    private void check(Balance balance) {
        String detail = "%s wei left for gas".formatted(balance.wei());
        switch (balance.level()) {
            case ENOUGH -> {
                alarms.clear(Alarms.Kind.BALANCE_LOW, balance.address());
                alarms.clear(Alarms.Kind.BALANCE_CRITICAL, balance.address());
            }
            case LOW -> {
                alarms.raise(Alarms.Kind.BALANCE_LOW, balance.address(), detail);
                alarms.clear(Alarms.Kind.BALANCE_CRITICAL, balance.address());
            }
            case CRITICAL -> alarms.raise(Alarms.Kind.BALANCE_CRITICAL, balance.address(), detail);
        }
    }
}
