// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document that is refused, with everything found wrong with it. */
public final class InvalidDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether there was too much of it, it could not be read at all, or it was read and says something impossible. */
    public enum Fault {
        SIZE,
        SYNTAX,
        MEANING
    }

    private final Fault fault;
    private final transient List<Violation> violations;

    /** A document that can be read but not accepted. */
    public InvalidDocument(List<Violation> violations) {
        this(Fault.MEANING, violations);
    }

    InvalidDocument(Fault fault, List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.fault = fault;
        this.violations = List.copyOf(violations);
    }

    /** A document or file that is larger than what is taken. */
    public static InvalidDocument tooLarge(Violation violation) {
        return new InvalidDocument(Fault.SIZE, List.of(violation));
    }

    public Fault fault() {
        return fault;
    }

    /** At least one. */
    public List<Violation> violations() {
        return violations;
    }

    /** Throws if there is at least one violation. */
    public static void throwIfAny(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidDocument(violations);
        }
    }
}
