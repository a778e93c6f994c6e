// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.Optional;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;

/** What contracts say to a call before anybody signs it. */
final class Simulation {

    private final NodeConnection node;
    private final RevertReason reasons;

    Simulation(NodeConnection node, RevertReason reasons) {
        this.node = node;
        this.reasons = reasons;
    }

    /**
     * Why the call would revert on a block, if it would.
     *
     * @throws ChainNotAvailable if the node cannot say
     */
    Optional<String> refusal(Transaction call, DefaultBlockParameterName block) {
        var answer = node.call(call, block);
        if (!answer.hasError()) {
            return Optional.empty();
        }
        if (!RevertReason.isRevert(answer.getError())) {
            throw new ChainNotAvailable(
                    "the node cannot simulate: " + answer.getError().getMessage());
        }
        return Optional.of(reasons.of(answer.getError()));
    }
}
