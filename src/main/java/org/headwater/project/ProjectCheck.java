// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.headwater.document.Violation;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Indicator.Variable;
import tools.jackson.databind.JsonNode;

/** What a schema cannot say: rules that tie members of a project together. */
final class ProjectCheck {

    private static final BigInteger LARGEST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    /** As long as the keyring allows. */
    private static final int LONGEST_PARTY = 31;

    /** A year short of what the contract allows, whose ten years are counted in days from the deadline. */
    private static final int LONGEST_HOLD_BACK_YEARS = 9;

    private static final double AREA_FACTOR = 10;
    /** Four cells of the grid that outlines are coarsened to, at the equator: a small site may lie across a corner. */
    private static final double COARSEST_HECTARES = 500;

    private static final Instant YEAR_2200 = Instant.parse("2200-01-01T00:00:00Z");

    private final Project project;
    private final JsonNode json;
    private final List<Violation> violations = new ArrayList<>();

    private ProjectCheck(Project project, JsonNode json) {
        this.project = project;
        this.json = json;
    }

    static List<Violation> violations(Project project, JsonNode json) {
        ProjectCheck check = new ProjectCheck(project, json);
        check.area();
        check.parties();
        check.model();
        check.indicators();
        check.baseline();
        check.contract();
        check.milestones();
        check.hypercert();
        check.monitoringPlan();
        return check.violations;
    }

    private void area() {
        Geometry geometry = project.area().geometry();
        List<Violation> rings = geometry.violations("/area/geometry/coordinates");
        violations.addAll(rings);
        if (rings.isEmpty()) {
            double outline = geometry.hectares();
            double stated = project.area().hectares();
            double coarseness = project.area().generalised() ? COARSEST_HECTARES * geometry.parts() : 0;
            require(
                    outline <= stated * AREA_FACTOR + coarseness && outline >= stated / AREA_FACTOR,
                    "/area/hectares",
                    String.format(Locale.ROOT, "within a factor 10 of the outline, which has %.0f ha", outline));
        }
        if (project.area().generalised()) {
            violations.addAll(geometry.violationsOfCoarseness("/area/geometry/coordinates"));
        }
        require(
                project.area().generalised() || project.area().exactHash() == null,
                "/area/exactHash",
                "no such member where generalised is false: the area is exact already");
    }

    private void parties() {
        requireUnique("/parties/%d/role", project.parties(), Project.Party::role, "each role once");
    }

    private void model() {
        if (project.model().ofWatershed()) {
            require(
                    project.model().initialForestHealth() == null,
                    "/model/initialForestHealth",
                    "no such member with preset watershed");
            require(project.area().hectares() >= 1, "/area/hectares", "at least 1 with preset watershed");
        }
    }

    private void indicators() {
        requireUnique("/indicators/%d/id", project.indicators(), Indicator::id, "an id of its own");
        for (int i = 0; i < project.indicators().size(); i++) {
            Indicator indicator = project.indicators().get(i);
            require(
                    indicator.betterWhen() == indicator.variable().betterWhen(),
                    "/indicators/" + i + "/betterWhen",
                    "higher for forest-health, canopy-cover, biomass, reservoir-storage, firm-energy and"
                            + " carbon-credits, lower for the others");
            require(
                    indicator
                            .measurement()
                            .distribution()
                            .admits(indicator.measurement().sd()),
                    "/indicators/" + i + "/measurement/sd",
                    indicator.measurement().distribution().admitted());
            variable(indicator, "/indicators/" + i);
        }
    }

    private void variable(Indicator indicator, String pointer) {
        Variable variable = indicator.variable();
        boolean known = variable.preset().equals(project.model().preset());
        if (project.model().ofWatershed()) {
            require(
                    known,
                    pointer + "/variable",
                    "with preset watershed one of "
                            + String.join(
                                    ", ", Variable.labelsOf(project.model().preset())));
            variable.unit().ifPresent(unit -> require(indicator.unit().equals(unit), pointer + "/unit", unit));
        } else {
            boolean fromRecord = variable == Variable.ANNUAL_LOAD;
            require(
                    known && fromRecord == project.baseline() instanceof Baseline.FromRecord,
                    pointer + "/variable",
                    "annual-load with a baseline of kind record, forest-health or erosion with kind mechanism");
        }
    }

    private void baseline() {
        switch (project.baseline()) {
            case Baseline.UnderMechanism(String mechanism) ->
                require(
                        !mechanism.equals(project.mechanism()),
                        "/baseline/mechanism",
                        "another mechanism than that of the project");
            case Baseline.WithoutProject ignored ->
                require(project.model().ofWatershed(), "/baseline/kind", "mechanism or record with preset published");
            case Baseline.FromRecord past -> {
                require(
                        !project.model().ofWatershed(),
                        "/baseline/kind",
                        "mechanism or no-project with preset watershed");
                requireKnown("/baseline/indicator", past.indicator());
                requireUnique("/baseline/values/%d/year", past.values(), Baseline.YearValue::year, "each year once");
                for (int i = 0; i < past.values().size(); i++) {
                    require(
                            past.values().get(i).year() < project.startYear(),
                            "/baseline/values/" + i + "/year",
                            "a year before startYear " + project.startYear());
                }
            }
        }
    }

    private void contract() {
        ContractTerms contract = project.contract();
        int verifiers = contract.verifiers().size();
        require(
                contract.quorum() * 2 > verifiers && contract.quorum() <= verifiers,
                "/contract/quorum",
                "from " + (verifiers / 2 + 1) + " to " + verifiers + ", more than half of the " + verifiers
                        + " verifiers");
        for (int i = 0; i < verifiers; i++) {
            String verifier = contract.verifiers().get(i);
            require(
                    !project.takesPart(Project.Role.FOREST_OWNER, verifier),
                    "/contract/verifiers/" + i,
                    "a verifier other than the forest owner, who is paid");
            int letters = ContractTerms.party(verifier).length()
                    - ContractTerms.party("").length();
            require(
                    letters >= 1 && letters <= LONGEST_PARTY,
                    "/contract/verifiers/" + i,
                    "a name with 1 to " + LONGEST_PARTY + " Latin letters and digits");
        }
        requireUnique(
                "/contract/verifiers/%d",
                contract.verifiers(),
                ContractTerms::party,
                "a name that differs from the others in Latin letters or digits");
        disputes(contract);
        BigInteger total =
                contract.milestones().stream().map(Milestone::amount).reduce(BigInteger.ZERO, BigInteger::add);
        require(total.compareTo(LARGEST) <= 0, "/contract/milestones", "amounts that add up to at most 2^256 - 1");
        requireUnique("/contract/milestones/%d/name", contract.milestones(), Milestone::name, "a name of its own");
    }

    private void disputes(ContractTerms contract) {
        ContractTerms.Arbitration arbitration = contract.agreedArbitration();
        String arbiter = arbitration.arbiter();
        require(
                !project.takesPart(Project.Role.FOREST_OWNER, arbiter)
                        && contract.verifiers().stream()
                                .map(ContractTerms::party)
                                .noneMatch(ContractTerms.party(arbiter)::equals),
                "/contract/arbitration/arbiter",
                "a name other than the forest owner's and the verifiers'");
        int letters =
                ContractTerms.party(arbiter).length() - ContractTerms.party("").length();
        require(
                letters >= 1 && letters <= LONGEST_PARTY,
                "/contract/arbitration/arbiter",
                "a name with 1 to " + LONGEST_PARTY + " Latin letters and digits");
        require(arbitration.bond().compareTo(LARGEST) <= 0, "/contract/arbitration/bond", "1 to 2^256 - 1 base units");
        if (contract.holdBack() != null) {
            int last = contract.milestones().stream()
                    .mapToInt(milestone -> milestone.lastYear() + milestone.deadlineYears())
                    .max()
                    .orElseThrow();
            require(
                    contract.holdBack().untilYear() > project.startYear()
                            && contract.holdBack().untilYear() <= last + LONGEST_HOLD_BACK_YEARS,
                    "/contract/holdBack/untilYear",
                    "a year after startYear, at most %d years after the last deadline: %d"
                            .formatted(LONGEST_HOLD_BACK_YEARS, last + LONGEST_HOLD_BACK_YEARS));
        }
    }

    private void milestones() {
        for (int i = 0; i < project.contract().milestones().size(); i++) {
            Milestone milestone = project.contract().milestones().get(i);
            String pointer = "/contract/milestones/" + i;
            String horizon = project.startYear() + " to " + project.horizonYear();
            requireKnown(pointer + "/indicator", milestone.indicator());
            require(
                    project.indicator(milestone.indicator())
                            .map(Indicator::changesByAShare)
                            .orElse(true),
                    pointer + "/indicator",
                    "an indicator of which less is better, forest health or canopy cover: a change from -1 to 1");
            require(
                    milestone.firstYear() >= project.startYear() && milestone.firstYear() <= project.horizonYear(),
                    pointer + "/firstYear",
                    "a year of the forecast, " + horizon);
            require(
                    milestone.lastYear() >= milestone.firstYear() && milestone.lastYear() <= project.horizonYear(),
                    pointer + "/lastYear",
                    "a year of the forecast, " + horizon + ", not before firstYear");
            require(
                    milestone.lower().compareTo(milestone.upper()) <= 0,
                    pointer + "/upper",
                    "at least lower, " + milestone.lower().toPlainString());
            require(milestone.amount().compareTo(LARGEST) <= 0, pointer + "/amount", "1 to 2^256 - 1 base units");
            require(
                    milestone.upper().compareTo(BigDecimal.ZERO) > 0,
                    pointer + "/upper",
                    "more than 0: nothing is paid for no change");
        }
    }

    private void hypercert() {
        require(
                project.hypercert().units().compareTo(LARGEST) <= 0,
                "/hypercert/units",
                "1 to 2^256 - 1 (" + LARGEST + ")");
        Project.Timeframe work = project.hypercert().workTimeframe();
        timeframe("/hypercert/workTimeframe", work);
        timeframe("/hypercert/impactTimeframe", project.hypercert().impactTimeframe());
    }

    /** Zero means indefinite in hypercert metadata, so no time may be at or before 1970. */
    private void timeframe(String pointer, Project.Timeframe timeframe) {
        requireTime(pointer + "/start", timeframe.start());
        Instant end = timeframe.end();
        if (end != null) {
            requireTime(pointer + "/end", end);
            require(!end.isBefore(timeframe.start()), pointer + "/end", "not before start " + timeframe.start());
        }
    }

    private void monitoringPlan() {
        List<Project.Series> series = project.monitoringPlan().series();
        for (int i = 0; i < series.size(); i++) {
            requireKnown(
                    "/monitoringPlan/series/" + i + "/indicator", series.get(i).indicator());
        }
    }

    private void requireTime(String pointer, Instant time) {
        require(
                time.isAfter(Instant.EPOCH) && time.isBefore(YEAR_2200),
                pointer,
                "a time after 1970-01-01T00:00:00Z and before " + YEAR_2200);
    }

    private void requireKnown(String pointer, String indicator) {
        require(
                project.indicator(indicator).isPresent(),
                pointer,
                "the id of an indicator: "
                        + String.join(
                                ", ",
                                project.indicators().stream().map(Indicator::id).toList()));
    }

    private <T> void requireUnique(String pointer, List<T> items, Function<T, ?> key, String allowed) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            require(seen.add(key.apply(items.get(i))), pointer.formatted(i), allowed);
        }
    }

    private void require(boolean holds, String pointer, String allowed) {
        if (!holds) {
            violations.add(Violation.of(pointer, json.at(pointer), allowed));
        }
    }
}
