// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import org.headwater.chain.ChainNotAvailable;
import org.headwater.chain.InsufficientFunds;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.TransactionPending;
import org.headwater.chain.TransactionReverted;
import org.headwater.chain.Transactions;
import org.headwater.index.ContractEvents;
import org.headwater.index.ContractEvents.Owed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the parties whose keys are kept here what any contract owes them: payments, refunds, bonds that went back or were won,
 * and what was held back and is released. On a chain where the parties keep their own keys that is nobody.
 */
@Component
class Withdrawals {

    private static final Logger LOG = LoggerFactory.getLogger(Withdrawals.class);

    private final ContractEvents events;
    private final PerformanceContracts contracts;
    private final Keyring keyring;
    private final Transactions transactions;

    Withdrawals(ContractEvents events, PerformanceContracts contracts, Keyring keyring, Transactions transactions) {
        this.events = events;
        this.contracts = contracts;
        this.keyring = keyring;
        this.transactions = transactions;
    }

    /** Withdraws what is owed as far as the chain is indexed; each credit once, also where the index is behind. */
    void run() {
        events.owed().stream()
                .filter(owed -> keyring.party(owed.party()).isPresent())
                .forEach(this::withdraw);
    }

    private void withdraw(Owed owed) {
        String key = "withdraw/%s/%s/%d".formatted(owed.contract(), owed.party(), owed.withdrawals());
        try {
            transactions.execute(
                    key,
                    () -> Intent.call(
                            key,
                            Keyring.RELAY,
                            owed.contract(),
                            contracts.at(owed.contract()).withdraw(owed.party()).encodeFunctionCall()));
        } catch (TransactionReverted e) {
            LOG.debug("Somebody has withdrawn for {} already", owed.party(), e);
        } catch (ChainNotAvailable | TransactionPending | InsufficientFunds e) {
            LOG.warn("{} waits for its {} of {}: {}", owed.party(), owed.amount(), owed.contract(), e.getMessage());
        }
    }
}
