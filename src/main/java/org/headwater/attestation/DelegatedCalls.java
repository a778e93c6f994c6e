// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.function.Supplier;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Signer;
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
            Signer signer = keyring.of(party);
            String address = keyring.address(party);
            DelegatedAttestation attestation = new DelegatedAttestation(
                    attested.schema(), attested.data(), attested.revocable(), address, nonce(address));
            return relayed(
                    key,
                    eas().attestByDelegation(attestation.signed(signer, domain()), BigInteger.ZERO)
                            .encodeFunctionCall());
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
            return relayed(
                    key,
                    eas().revokeByDelegation(revocation.signed(keyring.of(party), domain()), BigInteger.ZERO)
                            .encodeFunctionCall());
        });
    }

    private Intent relayed(String key, String call) {
        return Intent.call(key, Keyring.RELAY, deployments.ensure().eas(), call);
    }

    private BigInteger nonce(String address) {
        return chain.read(eas().getNonce(address));
    }

    private SignedMessage.Domain domain() {
        return new SignedMessage.Domain(
                chain.read(eas().getName()),
                chain.read(eas().version()),
                chain.chainId(),
                deployments.ensure().eas());
    }

    private EAS eas() {
        return EAS.load(deployments.ensure().eas(), chain.web3j(), chain.reader(), new DefaultGasProvider());
    }
}
