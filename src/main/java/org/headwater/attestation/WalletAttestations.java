// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.Locale;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.WalletCall;
import org.headwater.chain.WalletCallDone;
import org.headwater.chain.WalletCalls;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Observations that verifiers attest with wallets of their own; the electors must have accredited them. */
@Component
class WalletAttestations {

    private static final String PURPOSE = "wallet-attest/";

    private final Attestations attestations;
    private final ContractDeployments deployments;
    private final WalletCalls wallets;

    WalletAttestations(Attestations attestations, ContractDeployments deployments, WalletCalls wallets) {
        this.attestations = attestations;
        this.deployments = deployments;
        this.wallets = wallets;
    }

    /** @throws org.headwater.chain.TransactionReverted if the verifier is not accredited or has a conflict of interest */
    WalletCall prepare(ClaimId claim, Cid observation, String verifier) {
        Deployment deployment = deployments.ensure();
        return wallets.prepare(
                "%s%s/%s/%s".formatted(PURPOSE, claim, observation, verifier.toLowerCase(Locale.ROOT)),
                verifier,
                ObservationCall.of(deployment.eas(), deployment.observationSchema(), claim, observation));
    }

    @EventListener
    void record(WalletCallDone done) {
        if (done.call().key().startsWith(PURPOSE)) {
            String[] parts = done.call().key().split("/", -1);
            attestations.record(ClaimId.parse(parts[1]), parts[2], done.call().from(), done.transaction());
        }
    }
}
