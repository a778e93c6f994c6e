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
            IndexedEvent.MILESTONE_SETTLED,
            IndexedEvent.MILESTONE_EXPIRED,
            IndexedEvent.WITHDRAWN);

    private final List<IndexedEvent> events;

    ContractKind(IndexedEvent... events) {
        this.events = List.of(events);
    }

    List<IndexedEvent> events() {
        return events;
    }
}
