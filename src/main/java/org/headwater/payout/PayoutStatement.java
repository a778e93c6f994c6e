// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The payout statement document, see {@code schemas/payout-statement.schema.json}: everything from which the amount of one
 * milestone can be recomputed.
 *
 * @param verification identifier of the verification document, its predecessor
 * @param contract address of the performance contract
 * @param value what the schedule is computed from: the attested conservative value, or what a dispute ended on
 * @param attestations identifiers of the milestone attestations that formed the quorum
 * @param computed amount by the schedule, in token base units
 * @param paid amount that the contract credited to the beneficiary, in token base units
 * @param transaction hash of the settlement
 */
public record PayoutStatement(
        String schemaVersion,
        String verification,
        String contract,
        String milestone,
        Schedule schedule,
        BigDecimal value,
        List<String> attestations,
        List<String> attesters,
        BigInteger computed,
        BigInteger paid,
        String transaction,
        String token,
        boolean synthetic,
        boolean backTest) {

    public static final String SCHEMA_VERSION = "1";

    public PayoutStatement {
        attestations = List.copyOf(attestations);
        attesters = List.copyOf(attesters);
    }

    /** Corridor and amount of the milestone; {@code lower == upper} is a threshold. */
    public record Schedule(BigDecimal lower, BigDecimal upper, BigInteger amount) {}
}
