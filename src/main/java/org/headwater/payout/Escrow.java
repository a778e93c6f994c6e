// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.ContractReads;
import org.headwater.chain.PartyCall;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A performance contract as a party sees it that signs with a key of its own: read from any node, without the service. Each
 * step of a party is found from what the chain says now, so that a party that was interrupted goes on where it stopped.
 */
public final class Escrow {

    private final String address;
    private final ContractReads reads;
    private final PerformanceContract contract;

    private Escrow(String address, ContractReads reads) {
        this.address = address;
        this.reads = reads;
        this.contract = reads.at(address, PerformanceContract::load);
    }

    /**
     * A contract that the factory created, and that therefore does what the contracts' documentation says.
     *
     * @param factory a factory that the party trusts
     * @throws InvalidDocument if the factory did not create it
     * @throws org.headwater.chain.ChainNotAvailable if there is no such factory
     */
    public static Escrow createdBy(String factory, String address, ContractReads reads) {
        PerformanceContractFactory creator = reads.at(factory, PerformanceContractFactory::load);
        require(
                reads.read(creator.isPerformanceContract(address)),
                "/contract",
                address,
                "a contract that the factory %s created".formatted(factory));
        return new Escrow(address, reads);
    }

    /** What the parties agreed on. */
    public EscrowTerms terms() {
        return new EscrowTerms(
                reads.chainId(),
                address,
                reads.read(contract.terms()),
                reads.read(contract.treasury()),
                Instant.ofEpochSecond(reads.read(contract.fundingDeadline()).longValueExact()));
    }

    /**
     * A payer's deposit.
     *
     * @param whole what the payer wants to have deposited in all, base units; null for all that nobody has deposited yet
     * @throws InvalidDocument if the contract would not take it, or the payer does not have it
     */
    public Deposit deposit(String payer, @Nullable BigInteger whole) {
        return Deposit.of(this, payer, whole);
    }

    /**
     * A party's word against the attested value of a milestone.
     *
     * @param milestone as the contract counts, from 0
     * @param bond base units; null for the bond of the terms
     * @throws InvalidDocument if the contract would not take it, or the party does not have the bond
     */
    public Challenge challenge(String party, int milestone, BigDecimal value, @Nullable BigInteger bond) {
        return Challenge.of(this, party, milestone, value, bond);
    }

    String address() {
        return address;
    }

    PerformanceContract contract() {
        return contract;
    }

    ContractReads reads() {
        return reads;
    }

    Token token(EscrowTerms terms) {
        return Token.at(terms.agreed().token, reads);
    }

    /** @throws InvalidDocument if the party has less than the amount */
    void requireBalance(Token token, String party, BigInteger amount) {
        BigInteger balance =
                reads.read(reads.at(token.address(), DemonstrationToken::load).balanceOf(party));
        require(
                balance.compareTo(amount) >= 0,
                "/balance",
                token.amount(balance),
                "at least %s at %s".formatted(token.amount(amount), party));
    }

    /**
     * The call that is still needed so that the contract may take exactly the amount. What it may take by an earlier approval
     * of another amount is withdrawn first, for some tokens change only an allowance of zero.
     */
    Optional<PartyCall> allowance(Token token, String party, BigInteger amount) {
        DemonstrationToken erc20 = reads.at(token.address(), DemonstrationToken::load);
        BigInteger allowed = reads.read(erc20.allowance(party, address));
        if (allowed.equals(amount)) {
            return Optional.empty();
        }
        BigInteger next = allowed.signum() == 0 ? amount : BigInteger.ZERO;
        return Optional.of(new PartyCall(
                token.address(),
                erc20.approve(address, next).encodeFunctionCall(),
                "approve(the contract %s may take %s)".formatted(address, token.amount(next))));
    }

    static void require(boolean holds, String pointer, String value, String allowed) {
        if (!holds) {
            throw new InvalidDocument(List.of(new Violation(pointer, value, allowed)));
        }
    }
}
