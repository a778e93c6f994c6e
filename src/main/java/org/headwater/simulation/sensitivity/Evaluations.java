// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** Numbered evaluations on any number of threads; each writes its own cells, so that their order does not matter. */
final class Evaluations {

    static final int MOST_THREADS = 256;

    private final int count;
    private final IntConsumer evaluation;
    private final DoubleConsumer progress;
    private final AtomicInteger next = new AtomicInteger();
    private int done;

    private Evaluations(int count, IntConsumer evaluation, DoubleConsumer progress) {
        this.count = count;
        this.evaluation = evaluation;
        this.progress = progress;
    }

    /** @param progress is told the share done, ascending to 1, by one thread at a time */
    static void run(int count, int threads, DoubleConsumer progress, IntConsumer evaluation) {
        Evaluations evaluations = new Evaluations(count, evaluation, progress);
        int useful = Math.min(threads, count);
        if (useful == 1) {
            evaluations.work();
        } else {
            evaluations.workOn(useful);
        }
    }

    private void work() {
        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
            evaluation.accept(number);
            countDone();
        }
    }

    private synchronized void countDone() {
        done++;
        progress.accept((double) done / count);
    }

    private void workOn(int threads) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(this::work));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("an evaluation failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while evaluating", e);
        }
    }
}
