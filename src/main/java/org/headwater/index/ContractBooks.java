// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.headwater.index.ContractEvent.Agreed;
import org.headwater.index.ContractEvent.Attested;
import org.headwater.index.ContractEvent.BondLost;
import org.headwater.index.ContractEvent.BondReturned;
import org.headwater.index.ContractEvent.Challenged;
import org.headwater.index.ContractEvent.Credited;
import org.headwater.index.ContractEvent.Decided;
import org.headwater.index.ContractEvent.Expired;
import org.headwater.index.ContractEvent.Funded;
import org.headwater.index.ContractEvent.HeldBack;
import org.headwater.index.ContractEvent.Offered;
import org.headwater.index.ContractEvent.Released;
import org.headwater.index.ContractEvent.Revoked;
import org.headwater.index.ContractEvent.Settled;
import org.headwater.index.ContractEvent.UndisputedPaid;
import org.headwater.index.ContractEvent.VoteWithdrawn;
import org.headwater.index.ContractEvent.Voted;
import org.headwater.index.ContractEvent.Withdrawn;

/**
 * The books of a performance contract, kept from its events alone: what the contract itself answers, without asking it. Amounts
 * are in the token's smallest unit, parties are checksummed addresses, and who is not named has nothing.
 */
public final class ContractBooks {

    private final Map<String, BigInteger> deposits = new HashMap<>();
    private final Map<String, BigInteger> credits = new HashMap<>();
    private final Map<Integer, Milestone> milestones = new HashMap<>();
    private final Map<Integer, Map<String, String>> votes = new HashMap<>();
    private final Map<Integer, Map<String, BigInteger>> offers = new HashMap<>();
    private BigInteger heldBack = BigInteger.ZERO;

    private ContractBooks() {}

    /** @param events of one contract, in the order of the chain */
    public static ContractBooks of(List<ToldEvent> events) {
        ContractBooks books = new ContractBooks();
        events.forEach(told -> books.enter(told.event()));
        return books;
    }

    /** The states of a milestone, in the order of the contract's enumeration. */
    public enum State {
        OPEN,
        ATTESTED,
        DISPUTED,
        SETTLED,
        EXPIRED;

        boolean ended() {
            return this == SETTLED || this == EXPIRED;
        }
    }

    /**
     * One milestone.
     *
     * @param value that the quorum attested; 0 before
     * @param paid due to the beneficiary so far, what is held back included
     * @param refunded credited to the payers
     * @param bonds that stand
     * @param revoked whether a verifier of the quorum has revoked within the challenge window
     */
    public record Milestone(
            State state, BigInteger value, BigInteger paid, BigInteger refunded, BigInteger bonds, boolean revoked) {

        private static final Milestone UNTOUCHED =
                new Milestone(State.OPEN, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, false);

        /** What may still be paid of the amount. */
        public BigInteger pending(BigInteger amount) {
            return state.ended() ? BigInteger.ZERO : amount.subtract(paid);
        }

        private Milestone attested(BigInteger said) {
            return new Milestone(State.ATTESTED, said, paid, refunded, bonds, revoked);
        }

        private Milestone challenged(BigInteger bond) {
            return new Milestone(State.DISPUTED, value, paid, refunded, bonds.add(bond), revoked);
        }

        private Milestone withoutQuorum() {
            return new Milestone(State.DISPUTED, value, paid, refunded, bonds, true);
        }

        private Milestone withoutBond(BigInteger bond) {
            return new Milestone(state, value, paid, refunded, bonds.subtract(bond), revoked);
        }

        private Milestone paidInPart(BigInteger amount) {
            return new Milestone(state, value, paid.add(amount), refunded, bonds, revoked);
        }

        private Milestone ended(State end, BigInteger inAll, BigInteger back) {
            return new Milestone(end, value, inAll, back, bonds, revoked);
        }
    }

    public BigInteger deposit(String payer) {
        return deposits.getOrDefault(payer, BigInteger.ZERO);
    }

    /** What a party may withdraw. */
    public BigInteger credit(String party) {
        return credits.getOrDefault(party, BigInteger.ZERO);
    }

    public BigInteger heldBack() {
        return heldBack;
    }

    public Milestone milestone(int milestone) {
        return milestones.getOrDefault(milestone, Milestone.UNTOUCHED);
    }

    /** By verifier, the attestation that carries its live vote. */
    public Map<String, String> votes(int milestone) {
        return Map.copyOf(votes.getOrDefault(milestone, Map.of()));
    }

    /** By party, the amount that it offers to settle for. */
    public Map<String, BigInteger> offers(int milestone) {
        return Map.copyOf(offers.getOrDefault(milestone, Map.of()));
    }

    private void enter(ContractEvent event) {
        switch (event) {
            case Funded(String payer, BigInteger amount) -> deposits.merge(payer, amount, BigInteger::add);
            case Credited(String party, BigInteger amount) -> credits.merge(party, amount, BigInteger::add);
            case Withdrawn(String party, BigInteger amount) -> credits.merge(party, amount.negate(), BigInteger::add);
            case HeldBack(BigInteger amount) -> heldBack = heldBack.add(amount);
            case Released(BigInteger amount) -> heldBack = heldBack.subtract(amount);
            case Voted(int milestone, String verifier, String uid, BigInteger _) ->
                votes.computeIfAbsent(milestone, _ -> new HashMap<>()).put(verifier, uid);
            case VoteWithdrawn(int milestone, String verifier, String _) ->
                votes.getOrDefault(milestone, new HashMap<>()).remove(verifier);
            case Offered(int milestone, String party, BigInteger amount) ->
                offers.computeIfAbsent(milestone, _ -> new HashMap<>()).put(party, amount);
            case Attested(int milestone, BigInteger value) -> change(milestone, before -> before.attested(value));
            case Revoked(int milestone, String _, String _) -> change(milestone, Milestone::withoutQuorum);
            case Challenged(int milestone, String _, BigInteger _, BigInteger bond) ->
                change(milestone, before -> before.challenged(bond));
            case BondReturned(int milestone, String _, BigInteger bond) ->
                change(milestone, before -> before.withoutBond(bond));
            case BondLost(int milestone, String _, BigInteger toOtherSide, BigInteger toTreasury) ->
                change(milestone, before -> before.withoutBond(toOtherSide.add(toTreasury)));
            case UndisputedPaid(int milestone, BigInteger amount) ->
                change(milestone, before -> before.paidInPart(amount));
            case Settled(int milestone, BigInteger _, BigInteger paid, BigInteger refunded) ->
                change(milestone, before -> before.ended(State.SETTLED, paid, refunded));
            case Expired(int milestone, BigInteger refunded) ->
                change(milestone, before -> before.ended(State.EXPIRED, before.paid(), refunded));
            case Agreed _, Decided _ -> {
                // Both are followed by the settlement, which says what came of it.
            }
        }
    }

    private void change(int milestone, UnaryOperator<Milestone> change) {
        milestones.put(milestone, change.apply(milestone(milestone)));
    }
}
