// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.Optional;
import java.util.TreeSet;
import org.headwater.document.Document;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The first place where two documents differ, in the order of their canonical bytes.
 *
 * @param pointer JSON pointer (RFC 6901)
 * @param said the value published, as JSON; "nothing" if it is missing
 * @param computed the value that it should have
 */
record Difference(String pointer, String said, String computed) {

    private static final int MOST_CHARACTERS = 120;

    /**
     * Requires the bytes that were computed.
     *
     * @param origin what they follow from, such as "500 draws with seed 7"
     * @throws Untrue naming the first place where the published document has something else
     */
    static void requireNone(String origin, Document said, Document computed) {
        first(JsonPointer.empty(), said.json(), computed.json()).ifPresent(difference -> {
            throw new Untrue("%s: %s is %s; %s give %s"
                    .formatted(said.cid(), difference.pointer(), difference.said(), origin, difference.computed()));
        });
    }

    private static Optional<Difference> first(JsonPointer pointer, JsonNode said, JsonNode computed) {
        if (said.equals(computed)) {
            return Optional.empty();
        }
        if (said.isObject() && computed.isObject()) {
            return firstMember(pointer, said, computed);
        }
        if (said.isArray() && computed.isArray()) {
            return firstEntry(pointer, said, computed);
        }
        return Optional.of(new Difference(pointer.toString(), text(said), text(computed)));
    }

    private static Optional<Difference> firstMember(JsonPointer pointer, JsonNode said, JsonNode computed) {
        TreeSet<String> names = new TreeSet<>(said.propertyNames());
        names.addAll(computed.propertyNames());
        return names.stream()
                .flatMap(name -> first(pointer.appendProperty(name), said.path(name), computed.path(name)).stream())
                .findFirst();
    }

    private static Optional<Difference> firstEntry(JsonPointer pointer, JsonNode said, JsonNode computed) {
        for (int i = 0; i < Math.max(said.size(), computed.size()); i++) {
            Optional<Difference> difference = first(pointer.appendIndex(i), said.path(i), computed.path(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
