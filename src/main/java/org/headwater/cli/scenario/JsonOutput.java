// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * JSON (RFC 8259) as the commands print it, indented by two spaces: records and maps as objects with their members in order,
 * without those that are empty, lists and arrays of numbers as arrays, numbers in the shortest digits that give the same bits.
 */
final class JsonOutput {

    private final StringBuilder text = new StringBuilder();

    private JsonOutput() {}

    /** @throws IllegalArgumentException if a value is none of these, or a number that JSON cannot write */
    static String of(Object value) {
        JsonOutput output = new JsonOutput();
        output.write(value, "\n");
        return output.text.toString();
    }

    private void write(Object value, String line) {
        switch (value) {
            case String string -> quote(string);
            case Boolean truth -> text.append(truth);
            case Integer number -> text.append(number);
            case Long number -> text.append(number);
            case Double number -> text.append(finite(number));
            case Optional<?> present -> write(present.orElseThrow(), line);
            case Record members -> object(new Components(members), line);
            case Map<?, ?> members -> object(members.entrySet(), line);
            case Iterable<?> elements -> array(elements, line);
            case double[] numbers -> array(Arrays.stream(numbers).boxed().toList(), line);
            default -> throw new IllegalArgumentException("not written as JSON: " + value.getClass());
        }
    }

    private void object(Iterable<? extends Map.Entry<?, ?>> members, String line) {
        String inner = line + "  ";
        String separator = "";
        text.append('{');
        for (Map.Entry<?, ?> member : members) {
            text.append(separator).append(inner);
            quote(String.valueOf(member.getKey()));
            text.append(": ");
            write(member.getValue(), inner);
            separator = ",";
        }
        text.append(separator.isEmpty() ? "}" : line + "}");
    }

    private void array(Iterable<?> elements, String line) {
        String inner = line + "  ";
        String separator = "";
        text.append('[');
        for (Object element : elements) {
            text.append(separator).append(inner);
            write(element, inner);
            separator = ",";
        }
        text.append(separator.isEmpty() ? "]" : line + "]");
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
        return number;
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** The components of a record by name, without those that are empty. */
    private record Components(Record members) implements Iterable<Map.Entry<String, Object>> {

        @Override
        public Iterator<Map.Entry<String, Object>> iterator() {
            return Arrays.stream(members.getClass().getRecordComponents())
                    .map(component -> Map.entry(component.getName(), read(component)))
                    .filter(member -> !member.getValue().equals(Optional.empty()))
                    .iterator();
        }

        private Object read(RecordComponent component) {
            try {
                component.getAccessor().setAccessible(true);
                return component.getAccessor().invoke(members);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
    }
}
