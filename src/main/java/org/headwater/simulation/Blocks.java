// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Numbered pieces of work on any number of threads; each writes its own cells, so that their order does not matter. */
final class Blocks {

    private Blocks() {}

    /**
     * Runs the pieces 0 to {@code count − 1}.
     *
     * @param worker what one thread works with, made once per thread
     */
    static <W> void run(int count, int threads, Supplier<W> worker, ObjIntConsumer<W> piece) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            W own = worker.get();
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                piece.accept(own, number);
            }
        };
        int useful = Math.min(threads, count);
        if (useful == 1) {
            work.run();
        } else {
            runOn(useful, work);
        }
    }

    private static void runOn(int threads, Runnable work) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads - 1)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 1; i < threads; i++) {
                running.add(executor.submit(work));
            }
            work.run();
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("a simulation thread failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        }
    }
}
