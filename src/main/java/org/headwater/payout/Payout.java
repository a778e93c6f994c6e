// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.List;

/**
 * What became of one milestone.
 *
 * @param paid to the beneficiary, in token base units
 * @param transaction hash of the withdrawal to the beneficiary, or to the payers where nothing was paid
 * @param gas used by that transaction
 * @param statementCid identifier of the payout statement
 */
public record Payout(
        String milestone,
        Outcome outcome,
        List<String> attesters,
        BigInteger paid,
        String transaction,
        BigInteger gas,
        String statementCid) {

    public Payout {
        attesters = List.copyOf(attesters);
    }

    /** How a milestone can end. */
    public enum Outcome {
        /** The whole amount went to the beneficiary. */
        PAID_IN_FULL("paid-in-full"),
        /** Part of the amount went to the beneficiary, the rest back to the payers. */
        PAID_IN_PART("paid-in-part"),
        /** Nothing was reached: the whole amount went back to the payers. */
        REFUNDED("refunded");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        @JsonValue
        public String label() {
            return label;
        }

        static Outcome of(BigInteger paid, BigInteger amount) {
            if (paid.signum() == 0) {
                return REFUNDED;
            }
            return paid.equals(amount) ? PAID_IN_FULL : PAID_IN_PART;
        }
    }
}
