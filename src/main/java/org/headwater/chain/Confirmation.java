// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Instant;
import java.util.List;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * A receipt from a block that is in the chain, deep enough to count as final.
 *
 * @param blockTime timestamp of that block, whole seconds
 */
record Confirmation(TransactionReceipt receipt, Instant blockTime) {

    /** Whether two nodes say the same of a transaction: block, outcome and every event. */
    boolean agreesWith(Confirmation other) {
        return receipt.getBlockHash().equals(other.receipt.getBlockHash())
                && receipt.getStatus().equals(other.receipt.getStatus())
                && receipt.getGasUsed().equals(other.receipt.getGasUsed())
                && events(receipt).equals(events(other.receipt));
    }

    private record Event(String address, List<String> topics, String data) {}

    private static List<Event> events(TransactionReceipt receipt) {
        return receipt.getLogs().stream().map(Confirmation::event).toList();
    }

    private static Event event(Log log) {
        return new Event(log.getAddress(), log.getTopics(), log.getData());
    }
}
