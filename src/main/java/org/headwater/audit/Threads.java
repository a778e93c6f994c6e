// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many questions at a time, since most of an audit is waiting for answers. */
final class Threads {

    /** Public nodes refuse who asks for more at once. */
    private static final int MOST_AT_ONCE = 8;

    private Threads() {}

    /**
     * What the function gives for each, in their order.
     *
     * @throws RuntimeException the first in this order that the function threw
     */
    static <A, B> List<B> each(List<A> all, Function<A, B> function) {
        if (all.size() == 1) {
            return List.of(function.apply(all.getFirst()));
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(MOST_AT_ONCE, Thread.ofVirtual().factory())) {
            return all.stream().map(one -> threads.submit(() -> function.apply(one))).toList().stream()
                    .map(Threads::result)
                    .toList();
        }
    }

    /**
     * What the task has given, or threw.
     *
     * @throws NotReachable if the thread that waits is interrupted
     */
    static <T> T result(Future<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReachable("interrupted while waiting for an answer", e);
        }
    }
}
