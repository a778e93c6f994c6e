// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of one record, held to what its lexicon allows. Lexicons count bytes of UTF-8, and characters as read. */
final class LexiconFields {

    private static final String ELLIPSIS = "…";

    private final String type;
    private final ObjectNode members = Json.mapper().createObjectNode();
    private final List<Violation> violations = new ArrayList<>();

    private LexiconFields(String type) {
        this.type = type;
        members.put("$type", type);
    }

    /** @param type identifier of the record's lexicon, or of a part of it */
    static LexiconFields of(String type) {
        return new LexiconFields(type);
    }

    /** How much of a text a lexicon takes. */
    record Limit(int bytes, int graphemes) {

        /** Where the lexicon counts bytes only. */
        static Limit ofBytes(int bytes) {
            return new Limit(bytes, bytes);
        }

        boolean admits(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length <= bytes && LexiconFields.graphemes(text) <= graphemes;
        }

        @Override
        public String toString() {
            return graphemes < bytes
                    ? "at most %d bytes of UTF-8 and %d characters".formatted(bytes, graphemes)
                    : "at most %d bytes of UTF-8".formatted(bytes);
        }
    }

    /** The number of extended grapheme clusters (Unicode Standard Annex 29), which readers take for one character each. */
    static int graphemes(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /** A text that means nothing when cut; one that is too long is refused. */
    LexiconFields text(String name, String text, Limit limit) {
        if (!limit.admits(text)) {
            violations.add(new Violation("/" + type + "/" + name, text, limit.toString()));
        }
        members.put(name, text);
        return this;
    }

    /** A summary, cut at a character's end where it is too long. */
    LexiconFields summary(String name, String text, Limit limit) {
        members.put(name, limit.admits(text) ? text : cut(text, limit));
        return this;
    }

    private static String cut(String text, Limit limit) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = characters.first();
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            if (!limit.admits(text.substring(0, next) + ELLIPSIS)) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    LexiconFields time(String name, Instant time) {
        members.put(name, time.toString());
        return this;
    }

    LexiconFields put(String name, JsonNode value) {
        members.set(name, value);
        return this;
    }

    LexiconFields list(String name, List<? extends JsonNode> values) {
        members.putArray(name).addAll(values);
        return this;
    }

    /** @throws InvalidDocument naming each member that the lexicon would refuse */
    ObjectNode checked() {
        InvalidDocument.throwIfAny(violations);
        return members;
    }
}
