// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.List;
import java.util.Optional;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.contract.EAS;
import org.springframework.stereotype.Component;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** What the Ethereum Attestation Service holds, whoever attested it and by whatever program. */
@Component
class HeldAttestations {

    private final Chain chain;
    private final ContractDeployments deployments;

    HeldAttestations(Chain chain, ContractDeployments deployments) {
        this.chain = chain;
        this.deployments = deployments;
    }

    /** An attestation with the event that told of it. */
    record Told(Log event, HeldAttestation held) {}

    /** The attestation of this identifier, if it exists. */
    Optional<HeldAttestation> find(String uid) {
        EAS eas = EAS.load(deployments.ensure().eas(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        return Optional.of(chain.read(eas.getAttestation(Numeric.hexStringToByteArray(uid))))
                .filter(held -> Numeric.toHexString(held.uid).equals(uid))
                .map(HeldAttestation::of);
    }

    /** All attestations of a schema, oldest first. */
    List<Told> of(String schema) {
        return chain
                .logs(deployments.ensure().eas(), EventEncoder.encode(EAS.ATTESTED_EVENT), null, null, schema)
                .stream()
                .map(event -> new Told(
                        event,
                        find(Numeric.toHexString(EAS.getAttestedEventFromLog(event).uid))
                                .orElseThrow()))
                .toList();
    }
}
