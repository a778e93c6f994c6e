// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * On the local chain one transaction at a time, from its simulation to its block: so the order of the stored rows is the
 * order of the blocks, and the stored bytes rebuild a lost chain identically. Elsewhere nothing is held up.
 */
final class LocalOrder {

    private final boolean local;
    private final ReentrantLock turn = new ReentrantLock(true);

    LocalOrder(boolean local) {
        this.local = local;
    }

    <T> T get(Supplier<T> work) {
        if (!local) {
            return work.get();
        }
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    void run(Runnable work) {
        get(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
