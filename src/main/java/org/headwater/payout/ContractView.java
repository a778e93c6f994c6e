// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.headwater.index.MilestoneState;
import org.jspecify.annotations.Nullable;

/**
 * A performance contract as the chain shows it now.
 *
 * @param missing what nobody has deposited yet; decimal string, token base units; null for a contract of an earlier build
 * @param arbitration null for a contract of an earlier build, which has none
 * @param holdBack null where nothing is held back
 */
public record ContractView(
        String address,
        String token,
        int quorum,
        List<String> verifiers,
        List<Milestone> milestones,
        @Nullable String missing,
        @Nullable Arbitration arbitration,
        @Nullable HoldBack holdBack) {

    public ContractView {
        verifiers = List.copyOf(verifiers);
        milestones = List.copyOf(milestones);
    }

    /**
     * Who decides what stays disputed.
     *
     * @param bond that a challenge needs at least; decimal string, token base units
     */
    public record Arbitration(String arbiter, String bond) {}

    /**
     * The share of the payments that waits.
     *
     * @param share of each payment, above 0, at most 1
     * @param until when it is released
     * @param amount that waits now; decimal string, token base units
     */
    public record HoldBack(BigDecimal share, Instant until, String amount) {}

    /**
     * What is said against an attested value.
     *
     * @param payersValue lowest counter-value of a payer; null if none has challenged
     * @param beneficiaryValue counter-value of the beneficiary; null if it has not challenged
     * @param revoked whether a verifier of the quorum has revoked in time
     * @param undisputed what nobody contests; decimal string, token base units
     * @param claimed the most that anybody claims; decimal string, token base units
     * @param challengeEnd until when the value may be contested
     * @param arbitrationEnd until when the arbiter may decide
     */
    public record Dispute(
            @Nullable BigDecimal payersValue,
            @Nullable BigDecimal beneficiaryValue,
            boolean revoked,
            String undisputed,
            String claimed,
            Instant challengeEnd,
            Instant arbitrationEnd) {}

    /**
     * One milestone.
     *
     * @param amount decimal string, token base units
     * @param state open, attested, disputed, settled or expired
     * @param value that the quorum attested; null before
     * @param paid decimal string, token base units, what is held back included; null before anything is paid
     * @param transaction of the payment; null before
     * @param dispute null unless the milestone is or was disputed
     */
    public record Milestone(
            String name,
            String indicator,
            BigDecimal lower,
            BigDecimal upper,
            String amount,
            String state,
            @Nullable BigDecimal value,
            @Nullable String paid,
            List<String> attesters,
            @Nullable String transaction,
            @Nullable Dispute dispute) {

        public Milestone {
            attesters = List.copyOf(attesters);
        }

        /** What went to the beneficiary so far. */
        @JsonIgnore
        public BigInteger paidAmount() {
            return paid == null ? BigInteger.ZERO : new BigInteger(paid);
        }

        /** What may still be paid. */
        @JsonIgnore
        public BigInteger pendingAmount() {
            boolean ended =
                    state.equals(MilestoneState.SETTLED.label()) || state.equals(MilestoneState.EXPIRED.label());
            return ended ? BigInteger.ZERO : new BigInteger(amount).subtract(paidAmount());
        }
    }
}
