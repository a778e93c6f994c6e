// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.util.Collections;
import java.util.List;

/** The tables that hold events, with the columns that follow those of every event. */
enum EventTable {
    CLAIM("index_claim", "claim_id", "uri", "units"),
    UNIT_TRANSFER("index_unit_transfer", "claim_id", "from_token", "to_token", "units"),
    FRACTION_TRANSFER("index_fraction_transfer", "operator", "sender", "recipient", "token_id", "amount"),
    ATTESTATION("index_attestation", "uid", "schema", "recipient", "attester"),
    REVOCATION("index_revocation", "uid", "schema", "attester"),
    PERFORMANCE_CONTRACT("index_performance_contract", "performance_contract", "beneficiary", "claim_id"),
    DEPOSIT("index_deposit", "payer", "amount"),
    VOTE("index_vote", "milestone", "verifier", "uid", "value", "evidence_hash", "verification_cid"),
    VOTE_WITHDRAWAL("index_vote_withdrawal", "milestone", "verifier", "uid"),
    QUORUM("index_quorum", "milestone", "value", "evidence_hash", "verification_cid"),
    QUORUM_REVOCATION("index_quorum_revocation", "milestone", "verifier", "uid"),
    CHALLENGE("index_challenge", "milestone", "challenger", "value", "bond"),
    BOND_END("index_bond_end", "milestone", "challenger", "returned", "to_other_side", "to_treasury"),
    UNDISPUTED_PAYMENT("index_undisputed_payment", "milestone", "amount"),
    OFFER("index_offer", "milestone", "party", "amount"),
    AGREEMENT("index_agreement", "milestone", "amount"),
    DECISION("index_decision", "milestone", "value"),
    SETTLEMENT("index_settlement", "milestone", "expired", "value", "paid", "refunded"),
    CREDIT("index_credit", "party", "amount"),
    HOLD_BACK("index_hold_back", "amount", "released"),
    WITHDRAWAL("index_withdrawal", "party", "amount");

    private static final List<String> OF_EVERY_EVENT =
            List.of("chain_id", "block", "log_index", "ordinal", "transaction", "contract");

    private final String table;
    private final List<String> columns;

    EventTable(String table, String... columns) {
        this.table = table;
        this.columns = List.of(columns);
    }

    String insertion() {
        int count = OF_EVERY_EVENT.size() + columns.size();
        return "insert into %s (%s, %s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", OF_EVERY_EVENT),
                        String.join(", ", columns),
                        String.join(", ", Collections.nCopies(count, "?")));
    }

    String deletionAfterBlock() {
        return "delete from " + table + " where chain_id = ? and block > ?";
    }

    String count() {
        return "select count(*) from " + table + " where chain_id = ?";
    }
}
