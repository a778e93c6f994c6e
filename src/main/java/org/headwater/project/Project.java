// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A watershed-restoration project, as {@code schemas/project.schema.json} describes it member by member.
 *
 * @param mechanism label of the mechanism, such as {@code performance-contract}
 * @param startYear first calendar year of the forecast
 * @param years length of the forecast, 1 to 100; the horizon is {@code startYear + years}
 */
public record Project(
        String schemaVersion,
        String name,
        String description,
        boolean synthetic,
        boolean backTest,
        Area area,
        List<Party> parties,
        Baseline baseline,
        List<Indicator> indicators,
        String mechanism,
        Model model,
        int startYear,
        int years,
        ContractTerms contract,
        HypercertTerms hypercert,
        MonitoringPlan monitoringPlan) {

    /**
     * The land worked on.
     *
     * @param hectares above 0
     * @param generalised whether the outline is coarsened
     * @param exactHash what binds the exact area to a generalised one, see {@link ExactAreas}; null if nothing does
     */
    public record Area(
            double hectares, boolean generalised, @Nullable String exactHash, Geometry geometry) {}

    /** Who takes part, by role. */
    public record Party(Role role, String name) {}

    /** The five parts taken in a project. */
    public enum Role {
        @JsonProperty("forest-owner")
        FOREST_OWNER,
        @JsonProperty("dam-operator")
        DAM_OPERATOR,
        @JsonProperty("government")
        GOVERNMENT,
        @JsonProperty("ngo")
        NGO,
        @JsonProperty("investor")
        INVESTOR
    }

    /**
     * The model simulated with.
     *
     * @param preset {@link #PUBLISHED} or {@link #WATERSHED}, the reference catchment with the project's area
     * @param initialForestHealth mean forest health at the start, 0.01 to 1, of the preset published; null for its own
     */
    public record Model(String preset, @Nullable Double initialForestHealth) {

        public static final String PUBLISHED = "published";
        public static final String WATERSHED = "watershed";

        public boolean ofWatershed() {
            return preset.equals(WATERSHED);
        }
    }

    /**
     * What the metadata of the hypercert says.
     *
     * @param units number of fractions, 1 to 2^256 - 1
     */
    public record HypercertTerms(
            List<String> workScope,
            List<String> impactScope,
            Timeframe workTimeframe,
            Timeframe impactTimeframe,
            List<String> contributors,
            List<String> rights,
            BigInteger units) {}

    /**
     * A span of time, whole seconds.
     *
     * @param end null for indefinite, in impact timeframes only
     */
    public record Timeframe(
            Instant start, @JsonInclude @Nullable Instant end) {}

    /** How the indicators will be monitored. */
    public record MonitoringPlan(String description, List<Series> series) {}

    /** How, and every how many years (1 to 20), one indicator is observed. */
    public record Series(String indicator, String method, int everyYears) {}

    public Project {
        parties = List.copyOf(parties);
        indicators = List.copyOf(indicators);
    }

    /**
     * The project that {@code json} describes, by schema and by meaning.
     *
     * @throws InvalidDocument naming every member that is wrong
     */
    public static Project from(JsonNode json) {
        return from(Documents.compose(DocumentType.PROJECT, json));
    }

    /** The same from a document whose schema has been checked. */
    public static Project from(Document document) {
        Project project = document.as(Project.class);
        InvalidDocument.throwIfAny(ProjectCheck.violations(project, document.json()));
        return project;
    }

    /** The last calendar year of the forecast. */
    public int horizonYear() {
        return startYear + years;
    }

    public Optional<Indicator> indicator(String id) {
        return indicators.stream()
                .filter(indicator -> indicator.id().equals(id))
                .findFirst();
    }

    /** Whether a party takes part in this role under this name. */
    boolean takesPart(Role role, String name) {
        return parties.stream()
                .anyMatch(party -> party.role() == role && party.name().equals(name));
    }
}
