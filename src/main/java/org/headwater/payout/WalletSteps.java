// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.PartyCall;
import org.headwater.chain.WalletCall;
import org.headwater.chain.WalletCalls;
import org.headwater.document.InvalidDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.web3j.crypto.Hash;

/** What parties to a contract do with wallets of their own, one step after the other. */
@Component
class WalletSteps {

    private static final int DIGITS = 18;

    private final Chain chain;
    private final ContractDeployments deployments;
    private final WalletCalls wallets;

    WalletSteps(Chain chain, ContractDeployments deployments, WalletCalls wallets) {
        this.chain = chain;
        this.deployments = deployments;
        this.wallets = wallets;
    }

    /**
     * The next step of a party.
     *
     * @param terms hash of the terms that it agrees to
     * @param lines what it agrees to and does, in words and figures
     * @param call to be signed; null when nothing is left to do
     */
    record Step(String terms, List<String> lines, @Nullable WalletCall call) {

        Step {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The next step towards a deposit.
     *
     * @param whole what is to be deposited in all; null for all that is missing
     * @param read hash of the terms that the payer has read; null before it has read any
     * @throws InvalidDocument if the contract would not take it, or has other terms than those
     */
    Step deposit(String contract, String payer, @Nullable BigInteger whole, @Nullable String read) {
        Deposit deposit = escrow(contract).deposit(payer, whole);
        requireRead(deposit.terms().hash(), read);
        return step(contract, payer, deposit.terms(), deposit.lines(), deposit.next());
    }

    /** The next step towards a challenge; as {@link #deposit}. */
    Step challenge(String contract, String party, int milestone, BigDecimal value, @Nullable String read) {
        Challenge challenge = escrow(contract).challenge(party, milestone, value, null);
        requireRead(challenge.terms().hash(), read);
        return step(contract, party, challenge.terms(), challenge.lines(), challenge.next());
    }

    private Escrow escrow(String contract) {
        return Escrow.createdBy(deployments.ensure().performanceContractFactory(), contract, chain.reads());
    }

    private static void requireRead(String found, @Nullable String read) {
        Escrow.require(
                read == null || read.equalsIgnoreCase(found),
                "/terms",
                String.valueOf(read),
                found + ", those of the contract");
    }

    private Step step(String contract, String party, EscrowTerms terms, List<String> lines, Optional<PartyCall> next) {
        return new Step(
                terms.hash(),
                lines,
                next.map(call -> wallets.prepareMissing(key(contract, party, call), party, call))
                        .orElse(null));
    }

    /** The same call of the same party is the same intent for as long as the chain says that it is missing. */
    private static String key(String contract, String party, PartyCall call) {
        return "wallet-escrow/%s/%s/%s"
                .formatted(
                        contract,
                        party.toLowerCase(Locale.ROOT),
                        Hash.sha3(call.data()).substring(0, DIGITS));
    }
}
