// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigInteger;

/**
 * What a performance contract told. Milestones are numbered from 0, parties are checksummed addresses, amounts are in the token's
 * smallest unit, values in the scale of the contract.
 */
public sealed interface ContractEvent {

    record Funded(String payer, BigInteger amount) implements ContractEvent {}

    /** @param uid of the attestation that carries the vote, which takes the place of an earlier one of the verifier */
    record Voted(int milestone, String verifier, String uid, BigInteger value) implements ContractEvent {}

    record VoteWithdrawn(int milestone, String verifier, String uid) implements ContractEvent {}

    /** A quorum has said the same. */
    record Attested(int milestone, BigInteger value) implements ContractEvent {}

    /** A verifier of the quorum has revoked within the challenge window, which makes the milestone disputed. */
    record Revoked(int milestone, String verifier, String uid) implements ContractEvent {}

    /** @param value counter-value */
    record Challenged(int milestone, String challenger, BigInteger value, BigInteger bond) implements ContractEvent {}

    record BondReturned(int milestone, String challenger, BigInteger bond) implements ContractEvent {}

    record BondLost(int milestone, String challenger, BigInteger toOtherSide, BigInteger toTreasury)
            implements ContractEvent {}

    record UndisputedPaid(int milestone, BigInteger amount) implements ContractEvent {}

    /** @param amount to the beneficiary in all */
    record Offered(int milestone, String party, BigInteger amount) implements ContractEvent {}

    /** @param amount to the beneficiary in all */
    record Agreed(int milestone, BigInteger amount) implements ContractEvent {}

    /** The arbiter has decided. */
    record Decided(int milestone, BigInteger value) implements ContractEvent {}

    /** @param value that the payment is computed from */
    record Settled(int milestone, BigInteger value, BigInteger paid, BigInteger refunded) implements ContractEvent {}

    record Expired(int milestone, BigInteger refunded) implements ContractEvent {}

    record Credited(String party, BigInteger amount) implements ContractEvent {}

    record HeldBack(BigInteger amount) implements ContractEvent {}

    /** What was held back is the beneficiary's. */
    record Released(BigInteger amount) implements ContractEvent {}

    record Withdrawn(String party, BigInteger amount) implements ContractEvent {}
}
