// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A performance contract as the chain shows it now. */
public record ContractView(
        String address, String token, int quorum, List<String> verifiers, List<Milestone> milestones) {

    public ContractView {
        verifiers = List.copyOf(verifiers);
        milestones = List.copyOf(milestones);
    }

    /**
     * One milestone.
     *
     * @param amount decimal string, token base units
     * @param state open, attested, disputed, settled or expired
     * @param value that the quorum attested; null before
     * @param paid decimal string, token base units; null before settlement
     * @param transaction of the payment; null before
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
            @Nullable String transaction) {

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
            return paid == null ? new BigInteger(amount) : BigInteger.ZERO;
        }
    }
}
