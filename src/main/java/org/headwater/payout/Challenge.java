// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.PartyCall;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.index.MilestoneState;
import org.headwater.project.ContractTerms;
import org.jspecify.annotations.Nullable;

/** A party's word against an attested value: approve exactly the bond, then challenge. */
public final class Challenge {

    private final Escrow escrow;
    private final EscrowTerms terms;
    private final Token token;
    private final String party;
    private final BigInteger milestone;
    private final BigInteger value;
    private final BigInteger bond;

    private Challenge(Escrow escrow, String party, int milestone, BigInteger value, @Nullable BigInteger bond) {
        this.escrow = escrow;
        this.terms = escrow.terms();
        this.token = escrow.token(terms);
        this.party = party;
        this.milestone = BigInteger.valueOf(milestone);
        this.value = value;
        this.bond = bond == null ? terms.agreed().challengeBond : bond;
    }

    static Challenge of(Escrow escrow, String party, int milestone, BigDecimal value, @Nullable BigInteger bond) {
        Escrow.require(
                value.stripTrailingZeros().scale() <= ContractTerms.VALUE_DECIMALS,
                "/value",
                value.toPlainString(),
                "at most %d decimals".formatted(ContractTerms.VALUE_DECIMALS));
        BigInteger inScale = value.setScale(ContractTerms.VALUE_DECIMALS).unscaledValue();
        Challenge challenge = new Challenge(escrow, party, milestone, inScale, bond);
        challenge.requireMilestone(milestone);
        if (!challenge.made()) {
            challenge.requireTaken();
        }
        return challenge;
    }

    private void requireMilestone(int number) {
        int count = terms.agreed().milestones.size();
        Escrow.require(number >= 0 && number < count, "/milestone", Integer.toString(number), "0 to " + (count - 1));
    }

    private void requireTaken() {
        Escrow.require(
                payer() || beneficiary(),
                "/party",
                party,
                "a payer or the beneficiary %s of the contract".formatted(terms.agreed().beneficiary));
        PerformanceContract.Dispute said = dispute();
        Escrow.require(
                !own(said.payers) && !own(said.beneficiary),
                "/value",
                EscrowTerms.value(value).toPlainString(),
                "nothing else: you have challenged already, with %s"
                        .formatted(EscrowTerms.value(own(said.payers) ? said.payers.value : said.beneficiary.value)));
        requireOpen();
        Escrow.require(
                bond.compareTo(terms.agreed().challengeBond) >= 0,
                "/bond",
                token.amount(bond),
                "at least " + token.amount(terms.agreed().challengeBond));
        requireContesting();
        escrow.requireBalance(token, party, bond);
    }

    private void requireOpen() {
        MilestoneState state =
                MilestoneState.of(escrow.reads().read(escrow.contract().milestone(milestone)).state);
        Escrow.require(
                state.contestable(),
                "/milestone",
                "%s, which is %s".formatted(milestone, state.label()),
                "a milestone with an attested value");
        Escrow.require(
                escrow.reads().time().isBefore(EscrowTerms.time(challengeEnd())),
                "/milestone",
                "%s at %s".formatted(milestone, escrow.reads().time()),
                "a challenge before %s, when its window closed".formatted(EscrowTerms.time(challengeEnd())));
    }

    /** A payer contests what is uncontested so far, the beneficiary what was attested. */
    private void requireContesting() {
        boolean contests =
                (payer() && worth().compareTo(undisputed()) < 0) || (beneficiary() && worth().compareTo(claimed()) > 0);
        Escrow.require(
                contests,
                "/value",
                "%s, which is worth %s".formatted(EscrowTerms.value(value), token.amount(worth())),
                payer()
                        ? "a value that is worth less than " + token.amount(undisputed())
                        : "a value that is worth more than " + token.amount(claimed()));
    }

    /** Whether the chain has this challenge already. */
    public boolean made() {
        PerformanceContract.Dispute said = dispute();
        return stands(said.payers) || stands(said.beneficiary);
    }

    /** The terms under which it is made. */
    public EscrowTerms terms() {
        return terms;
    }

    /** What the party does by it: the deadlines, what is paid at once, and what is at stake; a line each. */
    public List<String> lines() {
        BigInteger attested = escrow.reads().read(escrow.contract().milestone(milestone)).value;
        return List.of(
                "contract     %s on chain %d"
                        .formatted(escrow.address(), escrow.reads().chainId()),
                "terms        " + terms.hash(),
                "milestone %s  %s".formatted(milestone, terms.metric(milestone.intValueExact())),
                "attested     %s, worth %s"
                        .formatted(EscrowTerms.value(attested), token.amount(claimedBefore(attested))),
                "your value   %s, worth %s".formatted(EscrowTerms.value(value), token.amount(worth())),
                "contested    "
                        + token.amount(worth().subtract(payer() ? undisputed() : claimed())
                                .abs()),
                "at once      " + paidAtOnce(),
                "deadline     the value may be contested before %s, then %s may decide before %s"
                        .formatted(
                                EscrowTerms.time(challengeEnd()),
                                terms.agreed().arbiter,
                                EscrowTerms.time(
                                        escrow.reads().read(escrow.contract().arbitrationEnd(milestone)))),
                "at stake     your bond, %s: if the arbiter's value is nearer to the attested one, half of it goes to the"
                                .formatted(token.amount(bond))
                        + " other side and half to %s; else, and if the arbiter is silent, it comes back"
                                .formatted(terms.treasury()));
    }

    private BigInteger claimedBefore(BigInteger attested) {
        return escrow.reads().read(escrow.contract().payoutFor(milestone, attested));
    }

    private String paidAtOnce() {
        if (!payer()) {
            return "nothing; what nobody contests is paid when the window has closed";
        }
        if (escrow.reads().read(escrow.contract().payers()).size() > 1) {
            return "nothing, since other payers may contest too; what nobody contests is paid when the window has"
                    + " closed";
        }
        BigInteger paid = escrow.reads().read(escrow.contract().milestone(milestone)).paid;
        return "%s to the beneficiary, which you no longer contest"
                .formatted(token.amount(worth().subtract(paid).max(BigInteger.ZERO)));
    }

    /** What the party has to sign next; empty when the challenge is made. */
    public Optional<PartyCall> next() {
        return made() ? Optional.empty() : escrow.allowance(token, party, bond).or(() -> Optional.of(challenge()));
    }

    private PartyCall challenge() {
        return new PartyCall(
                escrow.address(),
                escrow.contract().challenge(milestone, value, bond).encodeFunctionCall(),
                "challenge(milestone %s, value %s, bond %s)"
                        .formatted(milestone, EscrowTerms.value(value), token.amount(bond)));
    }

    private boolean payer() {
        return escrow.reads().read(escrow.contract().deposit(party)).signum() > 0;
    }

    private boolean beneficiary() {
        return party.equalsIgnoreCase(terms.agreed().beneficiary);
    }

    private boolean stands(PerformanceContract.Challenge said) {
        return own(said) && said.value.equals(value);
    }

    private boolean own(PerformanceContract.Challenge said) {
        return party.equalsIgnoreCase(said.challenger);
    }

    private PerformanceContract.Dispute dispute() {
        return escrow.reads().read(escrow.contract().dispute(milestone));
    }

    private BigInteger challengeEnd() {
        return escrow.reads().read(escrow.contract().challengeEnd(milestone));
    }

    private BigInteger worth() {
        return escrow.reads().read(escrow.contract().payoutFor(milestone, value));
    }

    private BigInteger undisputed() {
        return escrow.reads().read(escrow.contract().undisputed(milestone));
    }

    private BigInteger claimed() {
        return escrow.reads().read(escrow.contract().claimed(milestone));
    }
}
