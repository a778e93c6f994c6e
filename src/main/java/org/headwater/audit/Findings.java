// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.headwater.audit.Outcome.Fail;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.document.InvalidDocument;
import org.headwater.hypercert.ClaimId;

/** Collects what the examinations find; a statement that none has reached builds on one that is not true. */
final class Findings {

    private final Map<Statement, Outcome> outcomes = new EnumMap<>(Statement.class);
    private final List<String> labels = new ArrayList<>();

    /** Judges a statement. */
    void examine(Statement statement, Supplier<Outcome> examination) {
        Outcome outcome;
        try {
            outcome = examination.get();
        } catch (Untrue | InvalidDocument | IllegalArgumentException e) {
            outcome = new Fail(String.valueOf(e.getMessage()));
        }
        outcomes.put(statement, outcome);
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

    /** Whether nothing was found false so far. */
    boolean nothingFalse() {
        return outcomes.values().stream().noneMatch(Fail.class::isInstance);
    }

    void label(String label) {
        labels.add(label);
    }

    Report report(ClaimId claim) {
        List<Report.Check> checks = Arrays.stream(Statement.values())
                .map(statement -> check(statement, outcomes.getOrDefault(statement, notReached())))
                .toList();
        return new Report(claim.toString(), labels, nothingFalse(), checks);
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
                .orElse("there is nothing to examine yet");
        return new NotApplicable(reason);
    }
}
