// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.headwater.Examples;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ObservationTest {

    private static final Document PROJECT_DOCUMENT = Examples.project(Examples.SYNTHETIC);
    private static final Project PROJECT = Project.from(PROJECT_DOCUMENT);
    private static final Claim CLAIM = new Claim(
            ClaimId.parse("31337-0xa50222969d317bfd8756a58c927b79a72c4c571b-340282366920938463463374607431768211456"),
            PROJECT_DOCUMENT.cid().text(),
            PROJECT_DOCUMENT.cid().text(),
            PROJECT_DOCUMENT.cid().text(),
            "0xa50222969d317bfd8756a58c927b79a72c4c571b",
            BigInteger.TEN,
            "0x" + "1".repeat(64),
            BigInteger.ONE,
            Instant.EPOCH);

    /** z of a central interval of 0.9 to 15 digits, from printed tables of the normal distribution. */
    private static final double Z = 1.644853626951473;

    private static Observation observation(String indicator, double value, double sd, Indicator.Distribution shape) {
        return Observation.of(
                CLAIM,
                PROJECT,
                PROJECT.indicator(indicator).orElseThrow(),
                2034,
                new Observation.Reading(value, sd, shape, "plots"),
                List.of());
    }

    private static JsonNode json() {
        return Documents.compose(
                        DocumentType.OBSERVATION, observation("erosion", 0.4, 0.2, Indicator.Distribution.LOGNORMAL))
                .json()
                .deepCopy();
    }

    private static List<Violation> violations(JsonNode json) {
        return ObservationCheck.violations(json, CLAIM, PROJECT, Optional.empty());
    }

    @Test
    void normalErrorGivesAnIntervalOfEqualDistances() {
        Observation observation = observation("forest-health", 0.5, 0.04, Indicator.Distribution.NORMAL);

        assertThat(observation.value().lower()).isCloseTo(0.5 - 0.04 * Z, within(1e-9));
        assertThat(observation.value().upper()).isCloseTo(0.5 + 0.04 * Z, within(1e-9));
        assertThat(observation.value().level()).isEqualTo(0.9);
        assertThat(observation.value().unit()).isEqualTo("1");
    }

    @Test
    void lognormalErrorGivesAnIntervalOfEqualFactors() {
        Observation observation = observation("erosion", 0.4, 0.2, Indicator.Distribution.LOGNORMAL);

        assertThat(observation.value().lower()).isCloseTo(0.4 * Math.exp(-0.2 * Z), within(1e-9));
        assertThat(observation.value().upper()).isCloseTo(0.4 * Math.exp(0.2 * Z), within(1e-9));
    }

    @Test
    void observationNamesItsClaimAndProjectAndCarriesTheirLabels() {
        Observation observation = observation("erosion", 0.4, 0.2, Indicator.Distribution.LOGNORMAL);

        assertThat(observation.claim()).isEqualTo(CLAIM.id().toString());
        assertThat(observation.project()).isEqualTo(PROJECT_DOCUMENT.cid().text());
        assertThat(observation.synthetic()).isTrue();
        assertThat(observation.backTest()).isFalse();
        assertThat(violations(json())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/claim; \"1-0xa50222969d317bfd8756a58c927b79a72c4c571b-340282366920938463463374607431768211456\";"
                        + " 31337-",
                "/project; \"bafkreibeiiiojbbxwzkwtafhaje2te3jsnfdkjbjango7hl32jj3hpzmae\"; bafkrei",
                "/synthetic; false; as in the project document",
                "/backTest; true; as in the project document",
                "/year; 2025; 2026 to 2046",
                "/year; 2047; 2026 to 2046",
                "/indicator; \"turbidity\"; one of forest-health, erosion",
                "/value/unit; \"kg/s\"; 1",
                "/value/value; 0; above 0",
                "/value/value; -0.1; above 0"
            })
    void refusesWhatDoesNotFitClaimAndProject(String pointer, String value, String allowed) throws Exception {
        JsonNode json = json();
        Examples.set(json, pointer, org.headwater.document.Json.mapper().readTree(value));

        assertThat(violations(json)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.value()).isEqualTo(value);
            assertThat(violation.allowed()).contains(allowed);
        });
    }

    @Test
    void forestHealthMayVanish() {
        Observation observation = observation("forest-health", 0, 0.04, Indicator.Distribution.NORMAL);

        assertThat(violations(
                        Documents.compose(DocumentType.OBSERVATION, observation).json()))
                .isEmpty();
    }

    @Test
    void refusesAnotherObservationOfTheSameYearButNotTheSameOneAgain() {
        Cid own = Documents.compose(DocumentType.OBSERVATION, json()).cid();

        assertThat(ObservationCheck.violations(json(), CLAIM, PROJECT, Optional.of(own)))
                .isEmpty();
        assertThat(ObservationCheck.violations(json(), CLAIM, PROJECT, Optional.of(PROJECT_DOCUMENT.cid())))
                .extracting(Violation::pointer)
                .containsExactly("/year");
    }

    @Test
    void refusesByTheSchemaBeforeItsMeaningIsAsked() {
        JsonNode json = json();
        Examples.set(json, "/standardDeviation", -1);

        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> violations(json))
                .withMessageContaining("/standardDeviation");
    }
}
