// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Minting;
import org.headwater.index.MilestoneState;
import org.headwater.project.ContractTerms;
import org.headwater.project.Project;
import org.springframework.stereotype.Component;
import org.web3j.abi.EventEncoder;

/**
 * What the parties and the arbiter do about an attested value, signed with their demonstration keys on the local chain; each
 * step once.
 */
@Component
class Disputes {

    /** Who speaks. */
    enum Side {
        BENEFICIARY(Minting.OWNER),
        PAYER(PerformanceContracts.PAYER);

        private final String party;

        Side(String party) {
            this.party = party;
        }
    }

    private final PerformanceContracts contracts;
    private final Transactions transactions;
    private final Keyring keyring;
    private final Chain chain;

    Disputes(PerformanceContracts contracts, Transactions transactions, Keyring keyring, Chain chain) {
        this.contracts = contracts;
        this.transactions = transactions;
        this.keyring = keyring;
        this.chain = chain;
    }

    /**
     * Contests the attested value with another and the bond of the terms.
     *
     * @param value attributable change
     * @throws Premature if the milestone is not attested, or its challenge window has passed
     * @throws InvalidDocument if the value is worth as much as what it contests, or changes it in the wrong direction
     */
    void challenge(Project project, String contract, int milestone, Side side, BigDecimal value) {
        String name = project.contract().milestones().get(milestone).name();
        requireContestable(name, contract, milestone);
        requireWorth(contract, milestone, side, value);
        BigInteger bond = project.contract().agreedArbitration().bond();
        String purpose = "%s/%d/challenge/%s/%s".formatted(contract, milestone, side.party, value.toPlainString());
        contracts.provide(purpose, side.party, contract, bond);
        call(
                purpose,
                side.party,
                contract,
                contracts
                        .at(contract)
                        .challenge(BigInteger.valueOf(milestone), inScale(value), bond)
                        .encodeFunctionCall());
    }

    /** Offers to settle a disputed milestone; what a side offers already is not offered again. */
    void offer(String contract, int milestone, Side side, BigInteger amount) {
        BigInteger index = BigInteger.valueOf(milestone);
        PerformanceContract.Offer standing =
                chain.read(contracts.at(contract).offerOf(index, keyring.address(side.party)));
        if (standing.made && standing.amount.equals(amount)) {
            return;
        }
        String key = "%s/%d/offer/%s/%d".formatted(contract, milestone, side.party, offers(contract));
        call(
                key,
                side.party,
                contract,
                contracts.at(contract).offer(index, amount).encodeFunctionCall());
    }

    /** Lets the arbiter decide on a value. */
    void decide(Project project, String contract, int milestone, BigDecimal value) {
        String arbiter = ContractTerms.arbiterParty(
                project.contract().agreedArbitration().arbiter());
        call(
                "%s/%d/decide".formatted(contract, milestone),
                arbiter,
                contract,
                contracts
                        .at(contract)
                        .decide(BigInteger.valueOf(milestone), inScale(value))
                        .encodeFunctionCall());
    }

    /** Ends a dispute on which the arbiter was silent. */
    void conclude(String contract, int milestone) {
        call(
                "%s/%d/conclude".formatted(contract, milestone),
                Keyring.RELAY,
                contract,
                contracts.at(contract).conclude(BigInteger.valueOf(milestone)).encodeFunctionCall());
    }

    /** Pays what nobody has contested within the challenge window. */
    void payUndisputed(String contract, int milestone) {
        call(
                "%s/%d/undisputed".formatted(contract, milestone),
                Keyring.RELAY,
                contract,
                contracts
                        .at(contract)
                        .payUndisputed(BigInteger.valueOf(milestone))
                        .encodeFunctionCall());
    }

    private void requireContestable(String name, String contract, int milestone) {
        BigInteger index = BigInteger.valueOf(milestone);
        MilestoneState state =
                MilestoneState.of(chain.read(contracts.at(contract).milestone(index)).state);
        Instant end = Instant.ofEpochSecond(
                chain.read(contracts.at(contract).challengeEnd(index)).longValueExact());
        if (!state.contestable() || !chain.time().isBefore(end)) {
            String window = state.contestable() ? " until " + end : "";
            throw new Premature(
                    "/milestone",
                    name,
                    "an attested milestone within its challenge window; this one is %s%s, now it is %s"
                            .formatted(state.label(), window, chain.time()));
        }
    }

    private void requireWorth(String contract, int milestone, Side side, BigDecimal value) {
        BigInteger index = BigInteger.valueOf(milestone);
        PerformanceContract escrow = contracts.at(contract);
        BigInteger worth = chain.read(escrow.payoutFor(index, inScale(value)));
        BigInteger bound = chain.read(side == Side.PAYER ? escrow.undisputed(index) : escrow.claimed(index));
        boolean contests = side == Side.PAYER ? worth.compareTo(bound) < 0 : worth.compareTo(bound) > 0;
        if (!contests) {
            throw new InvalidDocument(List.of(new Violation(
                    "/value",
                    value.toPlainString(),
                    "a change that is worth %s than %s base units; this one is worth %s"
                            .formatted(side == Side.PAYER ? "less" : "more", bound, worth))));
        }
    }

    private int offers(String contract) {
        return chain.logs(contract, EventEncoder.encode(PerformanceContract.OFFERED_EVENT))
                .size();
    }

    private static BigInteger inScale(BigDecimal value) {
        return value.setScale(ContractTerms.VALUE_DECIMALS).unscaledValue();
    }

    private void call(String key, String sender, String contract, String data) {
        transactions.execute(key, () -> Intent.call(key, sender, contract, data));
    }
}
