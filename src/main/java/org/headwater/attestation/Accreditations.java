// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.contract.VerifierRegistry;
import org.springframework.stereotype.Component;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.protocol.core.methods.response.Log;

/** Who was an accredited verifier when; a removal leaves the weight of what was attested before. */
@Component
class Accreditations {

    private static final String ACCREDITED = EventEncoder.encode(VerifierRegistry.ACCREDITED_EVENT);

    private final Chain chain;
    private final ContractDeployments deployments;

    Accreditations(Chain chain, ContractDeployments deployments) {
        this.chain = chain;
        this.deployments = deployments;
    }

    /** Whether the account was accredited at the moment of an event. */
    boolean at(Log event, String account) {
        List<Log> changes = chain.logs(
                deployments.ensure().verifierRegistry(),
                chain.firstBlock(),
                null,
                "0x" + TypeEncoder.encode(new Address(account)));
        return changes.stream()
                .filter(change -> before(change, event))
                .reduce((earlier, later) -> later)
                .map(last -> last.getTopics().getFirst().equals(ACCREDITED))
                .orElse(false);
    }

    private static boolean before(Log change, Log event) {
        BigInteger block = change.getBlockNumber();
        int order = block.compareTo(event.getBlockNumber());
        return order < 0 || order == 0 && change.getLogIndex().compareTo(event.getLogIndex()) < 0;
    }
}
