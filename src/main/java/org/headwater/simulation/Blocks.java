// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs draws in blocks of fixed size on any number of threads; each draw writes its own cells, so order does not matter. */
final class Blocks {

    static final int SIZE = 1024;

    private Blocks() {}

    static void run(int draws, int threads, IntConsumer draw) {
        AtomicInteger nextBlock = new AtomicInteger();
        Runnable worker = () -> {
            for (int first = nextBlock.getAndIncrement() * SIZE;
                    first < draws;
                    first = nextBlock.getAndIncrement() * SIZE) {
                runBlock(first, Math.min(first + SIZE, draws), draw);
            }
        };
        if (threads == 1 || draws <= SIZE) {
            worker.run();
        } else {
            runAll(worker, threads);
        }
    }

    private static void runBlock(int first, int end, IntConsumer draw) {
        for (int i = first; i < end; i++) {
            draw.accept(i);
        }
    }

    private static void runAll(Runnable worker, int threads) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(worker));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulation thread failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        }
    }
}
