// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

/**
 * The strict way in and out of JSON: UTF-8 without byte order mark, each member once, nothing after the value, bounded
 * size; records with {@code BigInteger} and {@code BigDecimal} as decimal strings, absent members left out.
 */
public final class Json {

    /** Largest document, in bytes (1 MiB). */
    public static final int MAXIMUM_SIZE = 1024 * 1024;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(MAXIMUM_SIZE)
            .maxNestingDepth(32)
            .maxNumberLength(100)
            .maxStringLength(256 * 1024)
            .maxNameLength(256)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withConfigOverride(BigInteger.class, o -> o.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .withConfigOverride(BigDecimal.class, o -> o.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** The mapper for records of documents. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads one JSON value.
     *
     * @throws InvalidDocument with fault SYNTAX, the pointer reached, and what is allowed there
     */
    public static JsonNode parse(byte[] text) {
        if (text.length > MAXIMUM_SIZE) {
            throw InvalidDocument.tooLarge(
                    new Violation("", text.length + " bytes", "at most " + MAXIMUM_SIZE + " bytes"));
        }
        JsonNode value = readTree(utf8(text));
        List<Violation> violations = CanonicalJson.violations(value);
        if (!violations.isEmpty()) {
            throw new InvalidDocument(InvalidDocument.Fault.SYNTAX, violations);
        }
        return value;
    }

    /**
     * Binds a JSON value that its schema has accepted to a record.
     *
     * @throws InvalidDocument with the pointer of the member that does not fit
     */
    public static <T> T bind(JsonNode value, Class<T> type) {
        try {
            return MAPPER.treeToValue(value, type);
        } catch (JacksonException e) {
            String pointer = pointer(e);
            throw new InvalidDocument(
                    List.of(Violation.of(pointer, value.at(pointer), "a value that fits: " + e.getOriginalMessage())));
        }
    }

    /** A JSON tree of a record or a tree as it is. */
    public static JsonNode tree(Object value) {
        return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
    }

    static InvalidDocument unreadable(String pointer, String value, String allowed) {
        return new InvalidDocument(InvalidDocument.Fault.SYNTAX, List.of(new Violation(pointer, value, allowed)));
    }

    /** What a body that could not be read or bound has wrong, and where. */
    public static Violation violation(JacksonException e) {
        if (e instanceof StreamReadException && e.processor() instanceof JsonParser parser) {
            return new Violation(parser.streamReadContext().pathAsPointer().toString(), "not readable", explain(e));
        }
        return new Violation(pointer(e), "not readable", "a value that fits: " + e.getOriginalMessage());
    }

    /** The pointer that a failed binding stopped at. */
    private static String pointer(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? String.valueOf(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /** @param text decoded already: given bytes, the parser would guess at other encodings than UTF-8 */
    private static JsonNode readTree(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            try {
                JsonNode value = MAPPER.readTree(parser);
                if (value == null || value.getNodeType() == JsonNodeType.MISSING) {
                    throw unreadable("", "nothing", "one JSON value");
                }
                if (parser.nextToken() != null) {
                    throw unreadable("", parser.getString(), "nothing after the JSON value");
                }
                return value;
            } catch (JacksonException e) {
                throw unreadable(parser.streamReadContext().pathAsPointer().toString(), "not readable", explain(e));
            }
        }
    }

    private static String explain(JacksonException e) {
        String message = e.getOriginalMessage();
        TokenStreamLocation place = e.getLocation();
        String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        if (message.startsWith("Duplicate")) {
            return "each member once; " + message + where;
        }
        if (message.contains("NaN") || message.contains("INF") || message.contains("Infinity")) {
            return "a finite number; JSON has no NaN or Infinity" + where;
        }
        return "JSON (RFC 8259): " + message + where;
    }

    private static String utf8(byte[] text) {
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable("", "bytes that are not UTF-8", "UTF-8");
        }
        if (decoded.startsWith("\ufeff")) {
            throw unreadable("", "a byte order mark", "UTF-8 without byte order mark");
        }
        return decoded;
    }
}
