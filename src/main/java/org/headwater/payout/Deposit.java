// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.PartyCall;
import org.jspecify.annotations.Nullable;

/**
 * A payer's way to the deposit that it wants to have in a contract: approve exactly what is missing, then fund. It is said as
 * what the payer has deposited in all at the end, so that nothing is deposited twice, however often it is asked for.
 */
public final class Deposit {

    private final Escrow escrow;
    private final EscrowTerms terms;
    private final Token token;
    private final String payer;
    private final BigInteger whole;

    private Deposit(Escrow escrow, EscrowTerms terms, String payer, BigInteger whole) {
        this.escrow = escrow;
        this.terms = terms;
        this.token = escrow.token(terms);
        this.payer = payer;
        this.whole = whole;
    }

    static Deposit of(Escrow escrow, String payer, @Nullable BigInteger whole) {
        EscrowTerms terms = escrow.terms();
        BigInteger present = escrow.reads().read(escrow.contract().deposit(payer));
        Deposit deposit =
                new Deposit(escrow, terms, payer, whole == null ? present.add(missing(escrow, terms)) : whole);
        deposit.requireTaken(present);
        return deposit;
    }

    private static BigInteger missing(Escrow escrow, EscrowTerms terms) {
        return terms.total().subtract(escrow.reads().read(escrow.contract().funded()));
    }

    private void requireTaken(BigInteger present) {
        Escrow.require(
                whole.signum() > 0,
                "/deposit",
                token.amount(whole),
                "more than 0; %s are missing in the contract".formatted(token.amount(missing(escrow, terms))));
        BigInteger more = whole.subtract(present);
        if (more.signum() > 0) {
            requireMayPay();
            requireAmount(present, more);
            escrow.requireBalance(token, payer, more);
        }
    }

    private void requireMayPay() {
        Escrow.require(
                terms.agreed().verifiers.stream().noneMatch(payer::equalsIgnoreCase)
                        && !payer.equalsIgnoreCase(terms.agreed().arbiter)
                        && !payer.equalsIgnoreCase(terms.treasury()),
                "/payer",
                payer,
                "neither a verifier nor the arbiter nor the treasury of the contract");
        Escrow.require(
                escrow.reads().time().isBefore(terms.fundingDeadline()),
                "/deposit",
                token.amount(whole),
                "a deposit before %s; it is %s now"
                        .formatted(terms.fundingDeadline(), escrow.reads().time()));
    }

    private void requireAmount(BigInteger present, BigInteger more) {
        BigInteger rest = missing(escrow, terms);
        Escrow.require(
                more.compareTo(rest) <= 0,
                "/deposit",
                token.amount(whole),
                "at most %s, which is yours and what is missing".formatted(token.amount(present.add(rest))));
        BigInteger least =
                escrow.reads().read(escrow.contract().minimumDeposit()).min(rest);
        Escrow.require(
                present.signum() > 0 || more.compareTo(least) >= 0,
                "/deposit",
                token.amount(whole),
                "a first deposit of at least " + token.amount(least));
    }

    /** What the payer agrees to by it, in words and figures, a line each. */
    public List<String> lines() {
        BigInteger present = present();
        List<String> lines = new ArrayList<>(terms.lines(token));
        lines.add("deposits     %s so far, %s of them yours"
                .formatted(token.amount(escrow.reads().read(escrow.contract().funded())), token.amount(present)));
        lines.add("your deposit %s in all, %s of it now"
                .formatted(
                        token.amount(whole),
                        token.amount(whole.subtract(present).max(BigInteger.ZERO))));
        return List.copyOf(lines);
    }

    /** The terms that the payer agrees to. */
    public EscrowTerms terms() {
        return terms;
    }

    /** What the payer has deposited now, base units. */
    public BigInteger present() {
        return escrow.reads().read(escrow.contract().deposit(payer));
    }

    /** What the payer has to sign next; empty when the deposit is made. */
    public Optional<PartyCall> next() {
        BigInteger more = whole.subtract(present());
        return more.signum() <= 0
                ? Optional.empty()
                : escrow.allowance(token, payer, more).or(() -> Optional.of(fund(more)));
    }

    private PartyCall fund(BigInteger more) {
        return new PartyCall(
                escrow.address(),
                escrow.contract().fund(more).encodeFunctionCall(),
                "fund(%s), agreeing to the terms %s".formatted(token.amount(more), terms.hash()));
    }
}
