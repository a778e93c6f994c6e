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
 * @param image {@code ipfs://} address of the card
 * @see <a href="https://hypercerts.org/docs/implementation/metadata">hypercert metadata</a>
 */
public record HypercertMetadata(
        String name,
        String description,
        String image,
        String version,
        List<Property> properties,
        Dimensions hypercert) {

    private static final long INDEFINITE = 0;

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

        static Property json(String traitType, Cid cid, String name) {
            return new Property(traitType, null, "application/json", cid.uri(), name);
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
     * @param card the pinned image
     * @throws InvalidDocument if the project's terms make metadata that is not allowed
     */
    public static HypercertMetadata compose(
            Project project, Cid projectCid, Cid forecastCid, List<Headline> headlines, Cid card) {
        HypercertMetadata metadata = new HypercertMetadata(
                project.name(),
                project.description(),
                card.uri(),
                "1",
                properties(project, projectCid, forecastCid, headlines),
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

    /** The card shown for a claim: an SVG with name, place and status. */
    public static String card(Project project) {
        return Card.svg(project);
    }

    /** Whether the figures are invented, judged afterwards, or neither. */
    static String status(Project project) {
        if (project.synthetic()) {
            return "Synthetic example";
        }
        return project.backTest() ? "Back-test: no project took place" : "Forecast before the fact";
    }

    private static List<Property> properties(
            Project project, Cid projectCid, Cid forecastCid, List<Headline> headlines) {
        List<Property> properties = new ArrayList<>();
        properties.add(Property.trait("Status", status(project)));
        properties.add(Property.trait("Mechanism", project.mechanism()));
        properties.add(Property.trait("Area (ha)", text(project.area().hectares())));
        headlines.forEach(headline -> properties.add(headline.trait()));
        properties.add(Property.json("project", projectCid, "project.json"));
        properties.add(Property.json("impact-forecast", forecastCid, "forecast.json"));
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
