// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every file to every target and keeps it there: pins it, reads it back in whole, hashes it, reads it again on a
 * schedule, and pins what was lost again from a copy of our own. No database transaction is open meanwhile.
 */
final class PinAttendance {

    private static final Logger LOG = LoggerFactory.getLogger(PinAttendance.class);
    private static final int AT_A_TIME = 500;

    private final PinTargets targets;
    private final Pins pins;
    private final Duration verifyEvery;
    private final InstantSource time;

    /** @param verifyEvery after which a file is read back again */
    PinAttendance(PinTargets targets, Pins pins, Duration verifyEvery, InstantSource time) {
        this.targets = targets;
        this.pins = pins;
        this.verifyEvery = verifyEvery;
        this.time = time;
    }

    /** Looks after all that is due. A target that does not answer is not asked for more until the next time. */
    void run() {
        Set<String> silent = new HashSet<>();
        for (Pin pin : pins.due(time.instant(), AT_A_TIME)) {
            if (!silent.contains(pin.target())) {
                attend(pin, silent);
            }
        }
    }

    private void attend(Pin pin, Set<String> silent) {
        try {
            if (!isHeld(pin)) {
                pin(pin);
            }
            pins.verified(pin, time.instant(), time.instant().plus(verifyEvery));
        } catch (BlockStoreFailure e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(pin.reason())) {
                LOG.warn("{} is not safe at {} yet: {}", pin.cid(), pin.target(), reason);
            }
            pins.failed(pin, reason, time.instant());
            if (e.unreachable()) {
                silent.add(pin.target());
            }
        }
    }

    private void pin(Pin pin) {
        if (pin.pinnedAt() != null) {
            LOG.warn("{} is lost at {}; pinning it again", pin.cid(), pin.target());
            pins.lost(pin, "it was pinned, and is no longer there as it was");
        }
        byte[] copy = targets.copy(pin.cid())
                .orElseThrow(() -> new BlockStoreFailure("no copy of " + pin.cid() + " is here; publish it again"));
        targets.store(pin.target()).add(copy);
        pins.pinned(pin.cid(), pin.target(), time.instant());
        if (!isHeld(pin)) {
            throw new BlockStoreFailure(pin.target() + " accepted " + pin.cid() + ", but does not give it back");
        }
    }

    /** @throws BlockStoreFailure if the target does not answer */
    private boolean isHeld(Pin pin) {
        BlockStore store = targets.store(pin.target());
        try {
            return store.pinState(pin.cid()) == PinState.PINNED
                    && store.read(pin.cid()).isPresent();
        } catch (BlockStoreFailure e) {
            if (e.unreachable()) {
                throw e;
            }
            return false;
        }
    }
}
