// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.PrintWriter;
import java.util.function.DoubleConsumer;

/** A bar that fills up, drawn over itself. Several threads may report; the bar never goes back. */
final class Progress implements DoubleConsumer, AutoCloseable {

    private static final int WIDTH = 40;

    private final PrintWriter screen;
    private final boolean shown;
    private int percent = -1;

    Progress(PrintWriter screen, boolean shown) {
        this.screen = screen;
        this.shown = shown;
    }

    @Override
    public synchronized void accept(double share) {
        int reached = (int) (100 * share);
        if (shown && reached > percent) {
            percent = reached;
            int filled = WIDTH * percent / 100;
            screen.print("\r[%s%s] %3d %%".formatted("#".repeat(filled), ".".repeat(WIDTH - filled), percent));
            screen.flush();
        }
    }

    /** Leaves the bar as it is and ends its line. */
    @Override
    public synchronized void close() {
        if (percent >= 0) {
            screen.println();
            screen.flush();
        }
    }
}
