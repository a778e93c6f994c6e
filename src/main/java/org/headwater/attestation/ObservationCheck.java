// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.ipfs.Cid;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import tools.jackson.databind.JsonNode;

/** What a schema cannot say: rules that tie an observation to its claim and project. */
final class ObservationCheck {

    private final Observation observation;
    private final JsonNode json;
    private final List<Violation> violations = new ArrayList<>();

    private ObservationCheck(Observation observation, JsonNode json) {
        this.observation = observation;
        this.json = json;
    }

    /** @param earlier the observation that the claim already has for this indicator and year */
    static List<Violation> violations(JsonNode json, Claim claim, Project project, Optional<Cid> earlier) {
        Observation observation =
                Documents.compose(DocumentType.OBSERVATION, json).as(Observation.class);
        ObservationCheck check = new ObservationCheck(observation, json);
        check.predecessors(claim, project);
        check.value(project);
        check.onlyOne(earlier);
        return check.violations;
    }

    private void predecessors(Claim claim, Project project) {
        require(
                observation.claim().equals(claim.id().toString()),
                "/claim",
                claim.id().toString());
        require(observation.project().equals(claim.projectCid()), "/project", claim.projectCid());
        require(observation.synthetic() == project.synthetic(), "/synthetic", "as in the project document");
        require(observation.backTest() == project.backTest(), "/backTest", "as in the project document");
    }

    private void value(Project project) {
        require(
                observation.year() >= project.startYear() && observation.year() <= project.horizonYear(),
                "/year",
                "%d to %d".formatted(project.startYear(), project.horizonYear()));
        project.indicator(observation.indicator())
                .ifPresentOrElse(this::valueOf, () -> require(false, "/indicator", "one of " + identifiers(project)));
    }

    private void valueOf(Indicator indicator) {
        require(indicator.unit().equals(observation.value().unit()), "/value/unit", indicator.unit());
        require(indicator.admits(observation.value().value()), "/value/value", indicator.admitted());
        require(
                observation.distribution().admits(observation.standardDeviation()),
                "/standardDeviation",
                observation.distribution().admitted());
    }

    private static String identifiers(Project project) {
        return String.join(
                ", ", project.indicators().stream().map(Indicator::id).toList());
    }

    private void onlyOne(Optional<Cid> earlier) {
        Cid own = Documents.compose(DocumentType.OBSERVATION, json).cid();
        require(
                earlier.isEmpty() || earlier.get().equals(own),
                "/year",
                "a year that has no other observation of this indicator yet");
    }

    private void require(boolean holds, String pointer, String allowed) {
        if (!holds) {
            violations.add(Violation.of(pointer, json.at(pointer), allowed));
        }
    }
}
