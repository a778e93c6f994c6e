// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The one byte sequence of a JSON value by RFC 8785: members sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript prints them. What RFC 8785 would silently change is refused instead: numbers that are not finite or lie
 * beyond ±2^53, and text that is not valid Unicode.
 */
public final class CanonicalJson {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 53);

    private CanonicalJson() {}

    /**
     * The canonical UTF-8 bytes of {@code value}, an object or an array.
     *
     * @throws InvalidDocument naming each number or text that cannot be kept exactly, or a value that is neither
     */
    public static byte[] bytes(JsonNode value) {
        InvalidDocument.throwIfAny(violations(value));
        if (!value.isContainer()) {
            throw new InvalidDocument(List.of(Violation.of("", value, "an object or an array")));
        }
        try {
            return new JsonCanonicalizer(value.toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException("JSON that passed all checks cannot be canonicalised", e);
        }
    }

    /** Numbers and texts in {@code value} that canonical JSON cannot keep exactly or that are never meant. */
    static List<Violation> violations(JsonNode value) {
        List<Violation> violations = new ArrayList<>();
        collect(JsonPointer.empty(), value, violations);
        return violations;
    }

    private static void collect(JsonPointer pointer, JsonNode value, List<Violation> violations) {
        if (value.isNumber()) {
            numberFault(value).ifPresent(fault -> violations.add(Violation.of(pointer.toString(), value, fault)));
        } else if (value.isString()) {
            textFault(value.stringValue())
                    .ifPresent(fault -> violations.add(Violation.of(pointer.toString(), value, fault)));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(pointer.appendIndex(i), value.get(i), violations);
            }
        } else if (value.isObject()) {
            value.properties().forEach(member -> {
                textFault(member.getKey())
                        .ifPresent(fault -> violations.add(new Violation(pointer.toString(), "a member name", fault)));
                collect(pointer.appendProperty(member.getKey()), member.getValue(), violations);
            });
        }
    }

    private static Optional<String> numberFault(JsonNode number) {
        if (number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue())) {
            return Optional.of("a finite number of at most 1.8e308; JSON has no NaN or Infinity");
        }
        return number.decimalValue().abs().compareTo(LARGEST) > 0
                ? Optional.of("a number within ±2^53 (±9007199254740992); larger integers as decimal strings")
                : Optional.empty();
    }

    private static Optional<String> textFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of("valid Unicode; a surrogate stands alone at character " + i);
            } else if (c == 0 || isDirectionOverride(c)) {
                return Optional.of("text without NUL and without controls that reverse its direction");
            }
        }
        return Optional.empty();
    }

    private static boolean isDirectionOverride(char c) {
        return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }
}
