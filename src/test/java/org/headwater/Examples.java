// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The example documents that ship with the program, as they are and with one member changed. */
public final class Examples {

    /** A made-up hillside above a reservoir, held against the model under cost sharing. */
    public static final String SYNTHETIC = "project-synthetic.json";

    /** A real gauge where no project took place, held against its own record. */
    public static final String BACK_TEST = "project-back-test.json";

    /** A made-up catchment above a reservoir, held against the model's own world without project. */
    public static final String WATERSHED = "project-watershed.json";

    private Examples() {}

    public static JsonNode json(String file) {
        try {
            return Json.parse(Files.readAllBytes(Path.of("schemas", "examples", file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Document project(String file) {
        return Documents.compose(DocumentType.PROJECT, json(file));
    }

    /** The project with other values: pointer, value, pointer, value, …; a value is anything that JSON can hold. */
    public static Document project(String file, Object... changes) {
        JsonNode json = json(file);
        for (int i = 0; i < changes.length; i += 2) {
            set(json, (String) changes[i], changes[i + 1]);
        }
        return Documents.compose(DocumentType.PROJECT, json);
    }

    /** Sets a member or element that is there, or adds a member. */
    public static void set(JsonNode json, String pointer, Object value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode replacement = Json.tree(value);
        switch (json.at(place.head())) {
            case ObjectNode object -> object.set(place.last().getMatchingProperty(), replacement);
            case ArrayNode array -> array.set(place.last().getMatchingIndex(), replacement);
            default -> throw new IllegalArgumentException("no such place: " + pointer);
        }
    }

    /** All example projects. */
    public static Stream<String> projects() {
        return Stream.of(SYNTHETIC, BACK_TEST, WATERSHED);
    }
}
