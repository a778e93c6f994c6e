// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.ipfs.Cid;
import org.springframework.stereotype.Component;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;

/** The transactions by which the owner mints a claim. Each happens once under its key, and gives the same again when asked again. */
@Component
class MintTransactions {

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ContractDeployments deployments;

    MintTransactions(Chain chain, Keyring keyring, Transactions transactions, ContractDeployments deployments) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.deployments = deployments;
    }

    /** All units in one fraction. */
    SentTransaction whole(String key, BigInteger units, Cid metadata) {
        return send(key, contract().mintClaim(owner(), units, metadata.uri(), MintCall.FROM_CREATOR_ONLY));
    }

    /** The mint, after which every fraction exists. */
    SentTransaction inFractions(String key, FractionBatches batches, Cid metadata) {
        List<BigInteger> first = batches.portions().getFirst();
        BigInteger units = first.stream().reduce(BigInteger.ZERO, BigInteger::add);
        SentTransaction mint = send(
                key,
                contract().mintClaimWithFractions(owner(), units, first, metadata.uri(), MintCall.FROM_CREATOR_ONLY));
        SentTransaction before = mint;
        for (int i = 1; i < batches.portions().size(); i++) {
            BigInteger rest = holding(before, batches.portions().get(i - 1).getLast());
            before = send(
                    key + "/split/" + i,
                    contract().splitFraction(owner(), rest, batches.portions().get(i)));
        }
        return mint;
    }

    /** No fraction yet: each address on the list takes its own. */
    SentTransaction allowList(String key, BigInteger units, AllowList list, Cid metadata) {
        return send(
                key,
                contract().createAllowlist(owner(), units, list.root(), metadata.uri(), MintCall.FROM_CREATOR_ONLY));
    }

    /**
     * A fraction that got so many units in a transaction, by its events: the contract numbers fractions in another order than
     * that of the values it was given. Of several with equal units any will do.
     */
    private static BigInteger holding(SentTransaction transaction, BigInteger units) {
        HypercertMinter.BatchValueTransferEventResponse made = HypercertMinter.getBatchValueTransferEvents(
                        transaction.receipt())
                .getFirst();
        return made.toTokenIDs.get(made.values.indexOf(units));
    }

    private SentTransaction send(String key, RemoteFunctionCall<?> call) {
        String data = call.encodeFunctionCall();
        return transactions.execute(
                key, () -> Intent.call(key, Minting.OWNER, deployments.ensure().hypercerts(), data));
    }

    private String owner() {
        return keyring.address(Minting.OWNER);
    }

    private HypercertMinter contract() {
        return HypercertMinter.load(
                deployments.ensure().hypercerts(), chain.web3j(), chain.reader(), new DefaultGasProvider());
    }
}
