// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.headwater.audit.Outcome.Fail;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.document.InvalidDocument;

/** Collects what the examinations find; a statement that none has reached builds on one that is not true. */
final class Findings {

    private final Map<Statement, Outcome> outcomes = Collections.synchronizedMap(new EnumMap<>(Statement.class));
    private final List<String> labels = new ArrayList<>();
    private final List<FutureTask<?>> running = new ArrayList<>();
    private final String nothingReached;

    /** @param nothingReached why a statement is not examined if none before it is false */
    Findings(String nothingReached) {
        this.nothingReached = nothingReached;
    }

    /** Judges a statement. */
    void examine(Statement statement, Supplier<Outcome> examination) {
        Outcome outcome;
        try {
            outcome = examination.get();
        } catch (Untrue | InvalidDocument | IllegalArgumentException | ArithmeticException e) {
            outcome = new Fail(String.valueOf(e.getMessage()));
        }
        outcomes.put(statement, outcome);
    }

    /** Judges a statement on which no other builds, while the audit goes on; {@link #complete} waits for it. */
    void examineMeanwhile(Statement statement, Supplier<Outcome> examination) {
        FutureTask<?> task = new FutureTask<>(() -> examine(statement, examination), statement);
        running.add(task);
        // Classes that load hold the carrier of a virtual thread, of which a small machine has two.
        Thread.ofPlatform().daemon().start(task);
    }

    /** @throws NotReachable if an examination met a silent gateway */
    void complete() {
        running.forEach(Threads::result);
    }

    /** Whether the archives given can be used. */
    boolean archives(PublishedFiles files) {
        if (files.archives() == 0) {
            add(Statement.ARCHIVES, new NotApplicable("no archive was given"));
            return true;
        }
        examine(Statement.ARCHIVES, () -> {
            files.open();
            return new Pass("%d archives are whole, each block hashes to its identifier".formatted(files.archives()));
        });
        return holds(Statement.ARCHIVES);
    }

    /** Judges a statement that gives something to go on with; empty if it is not true. */
    <T> Optional<T> establish(Statement statement, Supplier<T> examination, Function<T, String> detail) {
        List<T> established = new ArrayList<>();
        examine(statement, () -> {
            T value = examination.get();
            established.add(value);
            return new Pass(detail.apply(value));
        });
        return established.stream().findFirst();
    }

    void add(Statement statement, Outcome outcome) {
        outcomes.put(statement, outcome);
    }

    boolean holds(Statement statement) {
        return outcomes.get(statement) instanceof Pass;
    }

    void label(String label) {
        labels.add(label);
    }

    List<String> labels() {
        return labels;
    }

    /** Whether nothing was found false so far. */
    boolean ok() {
        return outcomes.values().stream().noneMatch(Fail.class::isInstance);
    }

    /** Every statement with what was found, in their order. */
    List<Report.Check> checks() {
        return Arrays.stream(Statement.values())
                .map(statement -> check(statement, outcomes.getOrDefault(statement, notReached())))
                .toList();
    }

    private static Report.Check check(Statement statement, Outcome outcome) {
        return new Report.Check(statement.label(), outcome.status(), outcome.detail());
    }

    private Outcome notReached() {
        String reason = outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Fail)
                .map(entry -> entry.getKey().label())
                .findFirst()
                .map(failed -> "not examined, because " + failed + " is false")
                .orElse(nothingReached);
        return new NotApplicable(reason);
    }
}
