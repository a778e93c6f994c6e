// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The store that the service publishes to. A file is entered in the outbox before its bytes are stored, so a process that
 * is killed in between leaves an entry without bytes, which the next attempt to publish completes, and never bytes that
 * nobody looks after.
 */
final class PinnedBlockStore implements BlockStore {

    private final PinTargets targets;
    private final Pins pins;
    private final InstantSource time;

    PinnedBlockStore(PinTargets targets, Pins pins, InstantSource time) {
        this.targets = targets;
        this.pins = pins;
        this.time = time;
    }

    /** @throws IllegalStateException within a database transaction, which would wait for the store */
    @Override
    public Cid add(byte[] content) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a file is stored within a database transaction");
        }
        Cid cid = Cid.of(content);
        pins.enqueue(cid, time.instant());
        targets.own().add(content);
        pins.pinned(cid, targets.ownName(), time.instant());
        return cid;
    }

    @Override
    public Optional<byte[]> block(Cid cid) {
        return targets.own().block(cid);
    }

    @Override
    public PinState pinState(Cid cid) {
        return targets.own().pinState(cid);
    }
}
