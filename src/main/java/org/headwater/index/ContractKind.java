// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.util.List;

/** What kind of contract tells an event, and so what the event means. */
public enum ContractKind {
    HYPERCERTS(
            IndexedEvent.CLAIM_STORED,
            IndexedEvent.VALUE_TRANSFER,
            IndexedEvent.BATCH_VALUE_TRANSFER,
            IndexedEvent.TRANSFER_SINGLE,
            IndexedEvent.TRANSFER_BATCH),
    ATTESTATION_SERVICE(IndexedEvent.ATTESTED, IndexedEvent.REVOKED),
    PERFORMANCE_CONTRACT_FACTORY(IndexedEvent.PERFORMANCE_CONTRACT_CREATED),
    PERFORMANCE_CONTRACT(
            IndexedEvent.FUNDED,
            IndexedEvent.VOTE_RECORDED,
            IndexedEvent.VOTE_WITHDRAWN,
            IndexedEvent.MILESTONE_ATTESTED,
            IndexedEvent.MILESTONE_DISPUTED,
            IndexedEvent.CHALLENGED,
            IndexedEvent.BOND_RETURNED,
            IndexedEvent.BOND_LOST,
            IndexedEvent.UNDISPUTED_PAID,
            IndexedEvent.OFFERED,
            IndexedEvent.AGREED,
            IndexedEvent.DECIDED,
            IndexedEvent.MILESTONE_SETTLED,
            IndexedEvent.MILESTONE_EXPIRED,
            IndexedEvent.CREDITED,
            IndexedEvent.HELD_BACK,
            IndexedEvent.HOLD_BACK_RELEASED,
            IndexedEvent.WITHDRAWN);

    private final List<IndexedEvent> events;

    ContractKind(IndexedEvent... events) {
        this.events = List.of(events);
    }

    List<IndexedEvent> events() {
        return events;
    }
}
