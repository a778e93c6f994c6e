// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.Examples;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Metadata changed in one place: so that a rule is broken, or so that none is. */
final class MetadataMutants {

    private static final List<String> SCOPES = List.of("work_scope", "impact_scope", "rights");
    private static final List<String> TIMEFRAMES = List.of("work_timeframe", "impact_timeframe");
    private static final List<String> DIMENSIONS = Stream.of(
                    SCOPES.stream(), TIMEFRAMES.stream(), Stream.of("contributors"))
            .flatMap(dimensions -> dimensions)
            .toList();
    private static final String FILE = Cid.of(new byte[] {1}).uri();
    private static final long LAST_SECOND = 7_258_118_399L;

    private final JsonNode base;
    private final Random random;
    private final List<Mutant> mutants = new ArrayList<>();

    /** @param place where the rule is broken, as JSON pointer */
    record Mutant(String rule, String place, JsonNode metadata) {}

    private MetadataMutants(JsonNode base, long seed) {
        this.base = full(base);
        this.random = new Random(seed);
    }

    /** The metadata with every optional member. */
    private static JsonNode full(JsonNode metadata) {
        ObjectNode full = (ObjectNode) metadata.deepCopy();
        full.put("external_url", "https://example.org/")
                .put("ref", "a reference")
                .put("allowList", FILE);
        SCOPES.forEach(scope -> ((ObjectNode) full.at("/hypercert/" + scope))
                .putArray("excludes")
                .add("nothing of this"));
        return full;
    }

    /** Each breaks one rule, and every rule is broken in several ways. */
    static List<Mutant> breaking(JsonNode metadata, long seed) {
        MetadataMutants mutants = new MetadataMutants(metadata, seed);
        mutants.breakMembers();
        mutants.breakTexts();
        mutants.breakScopes();
        mutants.breakTimeframes();
        mutants.breakAddresses();
        mutants.breakProperties();
        return mutants.mutants;
    }

    /** Each differs from the metadata, and breaks no rule. */
    static List<Mutant> harmless(JsonNode metadata, long seed) {
        MetadataMutants mutants = new MetadataMutants(metadata, seed);
        mutants.changeHarmlessly();
        return mutants.mutants;
    }

    private void breakMembers() {
        for (String member : List.of("name", "description", "image", "hypercert")) {
            remove("required", "/" + member);
        }
        for (String member : List.of("hidden_properties", "attributes", "animation_url", "decimals", "Name", word())) {
            add("unknown member", "/" + member, "x");
        }
        for (String dimension : DIMENSIONS) {
            String pointer = "/hypercert/" + dimension;
            remove("required", pointer);
            remove("required", pointer + "/value");
            add("unknown member", pointer + "/" + word(), random.nextInt());
            set("label", pointer + "/name", dimension);
            set("label", pointer + "/name", word());
            wrongTypes("object", pointer, "x", 5, true, null, List.of());
        }
        add("unknown member", "/hypercert/forecast", List.of());
        wrongTypes("object", "/hypercert", "", 5, false, null, List.of());
    }

    private void breakTexts() {
        text("/name", 100);
        text("/description", 10_000);
        set("least length", "/description", "too short");
        text("/ref", 10_000);
        text("/version", 20);
        DIMENSIONS.forEach(dimension -> text("/hypercert/" + dimension + "/display_value", 10_000));
    }

    private void text(String pointer, int longest) {
        wrongTypes("text", pointer, random.nextInt(), true, null, List.of(), List.of("x"));
        set("empty text", pointer, "");
        set("blank text", pointer, " ".repeat(10 + random.nextInt(5)));
        set("longest text", pointer, "x".repeat(longest + 1));
        set("longest text", pointer, "🌳".repeat(longest + 1 + random.nextInt(50)));
    }

    private void breakScopes() {
        for (String scope : SCOPES) {
            tags("/hypercert/" + scope + "/value", 100);
            tags("/hypercert/" + scope + "/excludes", 100);
        }
        tags("/hypercert/contributors/value", 50);
    }

    private void tags(String pointer, int longest) {
        wrongTypes("array", pointer, "all", 5, true, null);
        set("empty array", pointer, List.of());
        set(
                "most items",
                pointer,
                IntStream.range(0, 51).mapToObj(i -> "tag " + i).toList());
        set("items differ", pointer, List.of("same", "same"));
        String item = pointer + "/" + random.nextInt(base.at(pointer).size());
        for (String tag :
                List.of("", " ", " before", "after ", "line\nbreak", "end\n", "\ttab", "x".repeat(longest + 1))) {
            set("tag", item, tag);
        }
        wrongTypes("text", item, random.nextInt(), true, null, List.of());
    }

    private void breakTimeframes() {
        for (String timeframe : TIMEFRAMES) {
            String pointer = "/hypercert/" + timeframe + "/value";
            long start = 1 + random.nextLong(4_000_000_000L);
            long end = start + 1 + random.nextInt(1_000_000);
            wrongTypes("array", pointer, "2026-01-01", start, null, true);
            set("two times", pointer, List.of());
            set("two times", pointer, List.of(start));
            set("two times", pointer, List.of(start, end, 0));
            at("start before end", pointer, pointer + "/1", List.of(end, start));
            at("start before end", pointer, pointer + "/1", List.of(LAST_SECOND, 1));
            at("seconds", pointer, pointer + "/0", List.of(start * 1000 + 7_258_118_400L, 0));
            at("seconds", pointer, pointer + "/1", List.of(start, LAST_SECOND + 1 + random.nextInt(1_000)));
            at("whole seconds", pointer, pointer + "/0", List.of(start + 0.5, 0));
            at("whole seconds", pointer, pointer + "/1", List.of(start, end + 0.25));
            at("after 1970", pointer, pointer + "/0", List.of(-random.nextInt(1, 1_000_000_000), 0));
            at("after 1970", pointer, pointer + "/0", List.of(0, end));
            at("after 1970", pointer, pointer + "/1", List.of(start, -1));
            at("number", pointer, pointer + "/0", List.of(String.valueOf(start), 0));
            at("number", pointer, pointer + "/1", List.of(start, "indefinite"));
            at("number", pointer, pointer + "/1", List.of(start, List.of()));
            set("number", pointer + "/1", null);
            set("number", pointer + "/0", null);
            set("number", pointer + "/0", true);
        }
    }

    private void breakAddresses() {
        String cid = FILE.substring("ipfs://".length());
        for (String pointer : List.of("/image", "/allowList")) {
            for (String address : List.of(
                    "",
                    "foo",
                    "ipfs://",
                    "ipfs://null",
                    "ipfs://../etc/passwd",
                    "ipfs://" + cid.toUpperCase(Locale.ROOT),
                    "ipfs://" + cid.substring(1),
                    "ipfs://" + cid + "/a.png",
                    "ipfs://" + cid + "\n",
                    "ipfs://QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG",
                    "https://example.org/" + word() + ".png",
                    "data:image/png;base64,AAAA")) {
                set("ipfs address", pointer, address);
            }
            wrongTypes("text", pointer, 1, null, true, List.of());
        }
        for (String address :
                List.of("", "http://example.org", "https://", "https://user@example.org", "ftp://x", "https://a b")) {
            set("https address", "/external_url", address);
        }
        wrongTypes("text", "/external_url", 1, null, List.of());
    }

    private void breakProperties() {
        wrongTypes("array", "/properties", "x", 5, null, false);
        set("empty array", "/properties", List.of());
        set(
                "most items",
                "/properties",
                IntStream.range(0, 101)
                        .mapToObj(i -> Map.of("trait_type", "t" + i, "value", "v"))
                        .toList());
        int last = base.at("/properties").size() - 1;
        String trait = "/properties/0";
        String file = "/properties/" + last;
        wrongTypes("object", trait, "x", 5, null, List.of());
        for (String property : List.of(trait, file)) {
            remove("required", property + "/trait_type");
            text(property + "/trait_type", 100);
            add("unknown member", property + "/display_type", "number");
            add("unknown member", property + "/" + word(), word());
        }
        wrongTypes("text", trait + "/value", random.nextDouble(), true, null, List.of(), List.of("x"));
        set("empty text", trait + "/value", "");
        set("longest text", trait + "/value", "x".repeat(1_001));
        add("one of two shapes", file + "/type", file + "/value", "both");
        for (String member : List.of("type", "src", "name")) {
            remove("required", file + "/" + member);
            wrongTypes("text", file + "/" + member, random.nextInt(), null, true, List.of());
        }
        for (String type : List.of(
                "", "JSON", "application", "application/json; charset=utf-8", "a/b/c", "Image/png", "image/png\n")) {
            set("media type", file + "/type", type);
        }
        for (String source : List.of(
                "",
                "file:///etc/passwd",
                "http://example.org/a",
                "ipfs://x",
                "https://",
                "https://u@h/",
                FILE + "\n")) {
            set("file address", file + "/src", source);
        }
        for (String name : List.of("", "../x", "a/b", ".hidden", "x".repeat(101), "a b", "card.svg\n")) {
            set("file name", file + "/name", name);
        }
        geoJson("media type of GeoJSON", "/type", "type", "application/json");
        geoJson("media type of GeoJSON", "/type", "type", "application/geo+json2");
        geoJson("name of GeoJSON", "/name", "name", "area.json");
        geoJson("name of GeoJSON", "/name", "name", "area.geojson.txt");
        geoJson("address of GeoJSON", "/src", "src", "http://example.org/area.geojson");
        set("one of two shapes", trait + "/src", FILE);
    }

    private void geoJson(String rule, String below, String member, String value) {
        JsonNode changed = base.deepCopy();
        ArrayNode properties = (ArrayNode) changed.get("properties");
        properties
                .addObject()
                .put("trait_type", "geoJSON")
                .put("type", "application/geo+json")
                .put("src", FILE)
                .put("name", "area.geojson")
                .put(member, value);
        mutants.add(new Mutant(rule, "/properties/" + (properties.size() - 1) + below, changed));
    }

    private void changeHarmlessly() {
        set("as it is", "/version", "1");
        for (String name :
                List.of("x", "🌳".repeat(100), "x".repeat(100), "  a  ", "<b>\u0000", "line\nbreak", word())) {
            set("name", "/name", name);
        }
        for (String description :
                List.of("x".repeat(10), "é".repeat(10_000), "many words\n\nin **several** lines", "0".repeat(10))) {
            set("description", "/description", description);
        }
        for (String member : List.of("external_url", "version", "ref", "allowList", "properties")) {
            remove("optional", "/" + member);
        }
        for (String dimension : DIMENSIONS) {
            remove("optional", "/hypercert/" + dimension + "/name");
            remove("optional", "/hypercert/" + dimension + "/display_value");
            set("display value", "/hypercert/" + dimension + "/display_value", word());
        }
        for (String scope : SCOPES) {
            remove("optional", "/hypercert/" + scope + "/excludes");
            set("tags", "/hypercert/" + scope + "/value", List.of(word(), "x".repeat(100), "¬", "流域 修复"));
            set(
                    "tags",
                    "/hypercert/" + scope + "/value",
                    IntStream.range(0, 50).mapToObj(i -> "tag " + i).toList());
            set("tags", "/hypercert/" + scope + "/excludes", List.of(word()));
        }
        set(
                "contributors",
                "/hypercert/contributors/value",
                List.of("vitalik.eth", "0x" + "1".repeat(40), "🌳".repeat(50)));
        for (String timeframe : TIMEFRAMES) {
            String pointer = "/hypercert/" + timeframe + "/value";
            long start = 1 + random.nextLong(LAST_SECOND - 1);
            set("timeframe", pointer, List.of(start, 0));
            set("timeframe", pointer, List.of(start, start));
            set("timeframe", pointer, List.of(start, LAST_SECOND));
            set("timeframe", pointer, List.of(1, 1));
        }
        for (String address : List.of("https://example.org/?a=b#c", "https://example.org:8443/" + word())) {
            set("https address", "/external_url", address);
        }
        set("trait", "/properties/0/value", "x".repeat(1_000));
        set("trait", "/properties/0/trait_type", word());
        set("file", "/properties/" + (base.at("/properties").size() - 1) + "/src", "https://example.org/" + word());
        set("file", "/properties/" + (base.at("/properties").size() - 1) + "/type", "application/geo+json");
        geoJson("GeoJSON", "", "name", word() + ".geojson");
        geoJson("GeoJSON", "", "src", "https://example.org/area.geojson");
    }

    private void wrongTypes(String rule, String pointer, @Nullable Object... values) {
        for (@Nullable Object value : values) {
            set(rule, pointer, value);
        }
    }

    private void set(String rule, String pointer, @Nullable Object value) {
        at(rule, pointer, pointer, value);
    }

    private void add(String rule, String pointer, Object value) {
        at(rule, pointer, pointer, value);
    }

    private void add(String rule, String place, String pointer, Object value) {
        at(rule, pointer, place, value);
    }

    private void at(String rule, String pointer, String place, @Nullable Object value) {
        JsonNode changed = base.deepCopy();
        Examples.set(changed, pointer, value == null ? NullNode.getInstance() : value);
        mutants.add(new Mutant(rule, place, changed));
    }

    private void remove(String rule, String pointer) {
        JsonNode changed = base.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) changed.at(place.head())).remove(place.last().getMatchingProperty());
        mutants.add(new Mutant(rule, pointer, changed));
    }

    private String word() {
        return "w" + Long.toString(random.nextLong() >>> 1, 36);
    }
}
