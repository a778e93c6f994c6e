// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Duration;

/** Waiting between two looks at something that does not announce itself. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainNotAvailable("interrupted while waiting for the chain", e);
        }
    }
}
