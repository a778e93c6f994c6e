// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the chain, its nodes and the transactions of this service are doing. */
final class ChainStatus {

    private final NodeConnection node;
    private final TransactionLedger ledger;
    private final Balances balances;
    private final Alarms alarms;

    ChainStatus(NodeConnection node, TransactionLedger ledger, Balances balances, Alarms alarms) {
        this.node = node;
        this.ledger = ledger;
        this.balances = balances;
        this.alarms = alarms;
    }

    /**
     * A moment's view.
     *
     * @param head the highest block that any node tells
     * @param transactions how many are in each state
     * @param senders who signs here, and what they have for gas
     * @param alarms those that are not cleared, newest first
     */
    record View(
            long chainId,
            BigInteger head,
            List<Node> nodes,
            List<TransactionLedger.StateCount> transactions,
            List<Balances.Balance> senders,
            List<Alarms.Alarm> alarms) {}

    /**
     * @param number counts the configured addresses from 1; the addresses themselves may hold the keys of providers
     * @param head the last that it told
     * @param fault why it is not asked at present, or null
     */
    record Node(int number, BigInteger head, @Nullable String fault) {}

    View view() {
        BigInteger head = node.head();
        return new View(node.chainId(), head, nodes(), ledger.counts(), balances.all(), alarms.raised());
    }

    private List<Node> nodes() {
        List<Endpoint> endpoints = node.endpoints().all();
        return java.util.stream.IntStream.range(0, endpoints.size())
                .mapToObj(index -> new Node(
                        index + 1,
                        endpoints.get(index).lastHead(),
                        endpoints.get(index).lastFailure()))
                .toList();
    }

    /** True if there was such an alarm. */
    boolean clear(Alarms.Kind kind, String subject) {
        return alarms.clear(kind, subject);
    }
}
