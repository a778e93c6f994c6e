// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Schemas;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.ipfs.Cid;
import org.headwater.project.Project;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Metadata of a hypercert in the official form and nothing else; forecast and project go in as file references, headline
 * figures as text traits. Stricter than any single official validator, so that all of them accept it.
 *
 * @param image {@code ipfs://} address of the card as PNG; the same as SVG is a file reference
 * @param allowList {@code ipfs://} address of the pinned {@link AllowList}, null if the units are not handed out by a list
 * @see <a href="https://hypercerts.org/docs/implementation/metadata">hypercert metadata</a>
 */
public record HypercertMetadata(
        String name,
        String description,
        String image,
        String version,
        @Nullable String allowList,
        List<Property> properties,
        Dimensions hypercert) {

    /** Where the project stands among the file references. */
    public static final String PROJECT = "project";

    /** Where the forecast stands among the file references. */
    public static final String FORECAST = "impact-forecast";

    private static final long INDEFINITE = 0;
    private static final String JSON = "application/json";
    private static final String IPFS = "ipfs://";

    /**
     * One forecast figure at one year.
     *
     * @param unit UCUM code
     * @param level coverage of [lower, upper]
     */
    public record Headline(
            String indicator, String unit, int year, double median, double lower, double upper, double level) {

        Property trait() {
            String interval = text(level * 100) + " % interval " + text(lower) + " to " + text(upper);
            return Property.trait(
                    "Forecast of " + indicator + " in " + year, text(median) + " (" + interval + "), unit " + unit);
        }
    }

    /** Either a trait (type and value) or a file reference (type, media type, source, name); never both. */
    public record Property(
            @JsonProperty("trait_type") String traitType,
            @Nullable String value,
            @Nullable String type,
            @Nullable String src,
            @Nullable String name) {

        static Property trait(String traitType, String value) {
            return new Property(traitType, value, null, null, null);
        }

        static Property file(String traitType, String mediaType, Cid cid, String name) {
            return new Property(traitType, null, mediaType, cid.uri(), name);
        }
    }

    /** The six dimensions. */
    public record Dimensions(
            @JsonProperty("work_scope") Dimension<String> workScope,
            @JsonProperty("impact_scope") Dimension<String> impactScope,
            @JsonProperty("work_timeframe") Dimension<Long> workTimeframe,
            @JsonProperty("impact_timeframe") Dimension<Long> impactTimeframe,
            Dimension<String> contributors,
            Dimension<String> rights) {}

    /** A dimension: texts, or start and end in UNIX seconds with an end of 0 for indefinite. */
    public record Dimension<T>(
            String name,
            List<T> value,
            @JsonProperty("display_value") String displayValue) {

        static Dimension<String> of(String name, List<String> values) {
            return new Dimension<>(name, values, String.join(", ", values));
        }

        static Dimension<Long> of(String name, Project.Timeframe timeframe) {
            Instant end = timeframe.end();
            return new Dimension<>(
                    name,
                    List.of(timeframe.start().getEpochSecond(), end == null ? INDEFINITE : end.getEpochSecond()),
                    day(timeframe.start()) + " → " + (end == null ? "indefinite" : day(end)));
        }

        private static LocalDate day(Instant time) {
            return LocalDate.ofInstant(time, ZoneOffset.UTC);
        }
    }

    /**
     * The metadata of a forecast.
     *
     * @param allowList the pinned list by which the units are handed out; null if there is none
     * @throws InvalidDocument if the project's terms make metadata that is not allowed
     */
    public static HypercertMetadata compose(
            Project project,
            Cid projectCid,
            Cid forecastCid,
            List<Headline> headlines,
            Card card,
            @Nullable Cid allowList) {
        HypercertMetadata metadata = new HypercertMetadata(
                project.name(),
                project.description(),
                card.pngCid().uri(),
                "1",
                allowList == null ? null : allowList.uri(),
                properties(project, projectCid, forecastCid, headlines, card),
                dimensions(project.hypercert()));
        Document document = Documents.compose(DocumentType.HYPERCERT_METADATA, metadata);
        InvalidDocument.throwIfAny(violations(document.json()));
        return metadata;
    }

    /** The figures of a forecast that stand in the metadata: each indicator under the project's mechanism at the horizon. */
    public static List<Headline> headlines(Project project, Forecast forecast) {
        return forecast.worlds().stream()
                .filter(world -> world.world().equals(project.mechanism()))
                .flatMap(world -> world.indicators().stream())
                .map(indicator -> new Headline(
                        indicator.indicator(),
                        indicator.unit(),
                        forecast.horizonYear(),
                        indicator.q50().getLast(),
                        indicator.q05().getLast(),
                        indicator.q95().getLast(),
                        forecast.level()))
                .toList();
    }

    /** What is wrong with {@code metadata}, by schema and by the order of its times; empty if nothing. */
    public static List<Violation> violations(JsonNode metadata) {
        List<Violation> violations = new ArrayList<>(Schemas.violations(DocumentType.HYPERCERT_METADATA, metadata));
        if (violations.isEmpty()) {
            for (String timeframe : List.of("work_timeframe", "impact_timeframe")) {
                String pointer = "/hypercert/" + timeframe + "/value";
                JsonNode value = metadata.at(pointer);
                long end = value.get(1).longValue();
                if (end != INDEFINITE && end < value.get(0).longValue()) {
                    violations.add(Violation.of(
                            pointer + "/1", value.get(1), "0 for indefinite, or not before start " + value.get(0)));
                }
            }
        }
        return violations;
    }

    /**
     * The identifier in the one file reference of this type.
     *
     * @param traitType {@link #PROJECT} or {@link #FORECAST}
     * @throws InvalidDocument if there is none, or more than one
     */
    Cid reference(String traitType) {
        List<String> found = properties.stream()
                .filter(property -> property.traitType().equals(traitType))
                .map(Property::src)
                .filter(Objects::nonNull)
                .toList();
        if (found.size() != 1 || !found.getFirst().startsWith(IPFS)) {
            throw new InvalidDocument(List.of(new Violation(
                    "/properties",
                    "%d file references '%s'".formatted(found.size(), traitType),
                    "one, with an ipfs:// address")));
        }
        return Cid.parse(found.getFirst().substring(IPFS.length()));
    }

    /** The identifier of the allow list, null if there is none. */
    public @Nullable Cid allowListCid() {
        return allowList == null ? null : Cid.parse(allowList.substring(IPFS.length()));
    }

    /** Where metadata say something else than project and forecast do; empty if they follow to the byte. */
    static List<Violation> differences(JsonNode metadata, JsonNode composed) {
        List<Violation> differences = new ArrayList<>();
        collect("", metadata, composed, differences);
        return differences;
    }

    private static void collect(String pointer, JsonNode metadata, JsonNode composed, List<Violation> differences) {
        if (metadata.isObject() && composed.isObject()) {
            Set<String> members = new TreeSet<>(metadata.propertyNames());
            members.addAll(composed.propertyNames());
            members.forEach(member -> collect(
                    pointer + "/" + member.replace("~", "~0").replace("/", "~1"),
                    metadata.path(member),
                    composed.path(member),
                    differences));
        } else if (metadata.isArray() && composed.isArray() && metadata.size() == composed.size()) {
            for (int i = 0; i < metadata.size(); i++) {
                collect(pointer + "/" + i, metadata.get(i), composed.get(i), differences);
            }
        } else if (!metadata.equals(composed)) {
            differences.add(Violation.of(
                    pointer,
                    metadata,
                    composed.isMissingNode()
                            ? "nothing: project and forecast do not say it"
                            : "what project and forecast say: " + composed));
        }
    }

    /** The picture shown for a claim. */
    public static Card card(Project project, Forecast forecast) {
        return Card.of(project, forecast);
    }

    /** Whether the figures are invented, judged afterwards, or neither. */
    static String status(Project project) {
        if (project.synthetic()) {
            return "Synthetic example";
        }
        return project.backTest() ? "Back-test: no project took place" : "Forecast before the fact";
    }

    private static List<Property> properties(
            Project project, Cid projectCid, Cid forecastCid, List<Headline> headlines, Card card) {
        List<Property> properties = new ArrayList<>();
        properties.add(Property.trait("Status", status(project)));
        properties.add(Property.trait("Mechanism", project.mechanism()));
        properties.add(Property.trait("Area (ha)", text(project.area().hectares())));
        headlines.forEach(headline -> properties.add(headline.trait()));
        properties.add(Property.file(PROJECT, JSON, projectCid, "project.json"));
        properties.add(Property.file(FORECAST, JSON, forecastCid, "forecast.json"));
        properties.add(Property.file("card", "image/svg+xml", card.svgCid(), "card.svg"));
        return properties;
    }

    private static Dimensions dimensions(Project.HypercertTerms terms) {
        return new Dimensions(
                Dimension.of("Work Scope", terms.workScope()),
                Dimension.of("Impact Scope", terms.impactScope()),
                Dimension.of("Work Timeframe", terms.workTimeframe()),
                Dimension.of("Impact Timeframe", terms.impactTimeframe()),
                Dimension.of("Contributors", terms.contributors()),
                Dimension.of("Rights", terms.rights()));
    }

    /** Four significant digits without an exponent. */
    static String text(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        return rounded.toPlainString();
    }
}
