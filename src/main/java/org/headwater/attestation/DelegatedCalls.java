// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.function.Supplier;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.EAS;
import org.springframework.stereotype.Component;
import org.web3j.tx.gas.DefaultGasProvider;

/**
 * Attestations and revocations that a party signs and the relay sends, so that no party needs gas. On the local chain the
 * service holds the parties' demonstration keys.
 */
@Component
class DelegatedCalls {

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ContractDeployments deployments;

    DelegatedCalls(Chain chain, Keyring keyring, Transactions transactions, ContractDeployments deployments) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.deployments = deployments;
    }

    /**
     * What is attested.
     *
     * @param schema identifier of the schema
     * @param data the encoded values of the schema
     */
    record Content(String schema, byte[] data, boolean revocable) {}

    /**
     * Lets a party attest, once per key.
     *
     * @param content asked for only if the key was never signed; within the order of the local chain's transactions
     * @throws org.headwater.chain.TransactionReverted if the schema's resolver refuses
     */
    SentTransaction attest(String key, String party, Supplier<Content> content) {
        return transactions.execute(key, () -> {
            Content attested = content.get();
            String address = keyring.address(party);
            DelegatedAttestation attestation = new DelegatedAttestation(
                    attested.schema(), attested.data(), attested.revocable(), address, nonce(address));
            return relayed(key, attestation.call(keyring.of(party), release()));
        });
    }

    /**
     * Lets a party take an attestation back, once.
     *
     * @throws org.headwater.chain.TransactionReverted if it is not the party's, irrevocable, or revoked by other means
     */
    SentTransaction revoke(String schema, String uid, String party) {
        String key = "revoke/" + uid;
        return transactions.execute(key, () -> {
            String address = keyring.address(party);
            DelegatedRevocation revocation = new DelegatedRevocation(schema, uid, address, nonce(address));
            return relayed(key, revocation.call(keyring.of(party), release()));
        });
    }

    private Intent relayed(String key, String call) {
        return Intent.call(key, Keyring.RELAY, deployments.ensure().eas(), call);
    }

    private BigInteger nonce(String address) {
        return chain.read(eas().getNonce(address));
    }

    /** Asked each time: it costs a few calls of a node, and a predeployed contract can be upgraded. */
    private AttestationRelease release() {
        String eas = deployments.ensure().eas();
        return AttestationRelease.of(chain.chainId(), eas, data -> chain.answer(eas, data));
    }

    private EAS eas() {
        return EAS.load(deployments.ensure().eas(), chain.web3j(), chain.reader(), new DefaultGasProvider());
    }
}
