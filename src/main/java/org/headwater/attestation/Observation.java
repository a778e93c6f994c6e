// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One monitored value, see {@code schemas/observation.schema.json}.
 *
 * @param project identifier of the project document, its predecessor
 * @param claim chainId-contract-tokenId of the claim that is observed
 * @param year calendar year of the value
 * @param standardDeviation of the measurement, in the unit of the value, or of its logarithm, as {@code distribution} says
 */
public record Observation(
        String schemaVersion,
        String project,
        String claim,
        String indicator,
        int year,
        MeasuredValue value,
        double standardDeviation,
        Indicator.Distribution distribution,
        List<Evidence> evidence,
        boolean synthetic,
        boolean backTest) {

    public static final String SCHEMA_VERSION = "1";

    /** Coverage of the interval of a value. */
    public static final double LEVEL = 0.9;

    private static final double HALF_WIDTH = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + LEVEL) / 2);

    public Observation {
        evidence = List.copyOf(evidence);
    }

    /** What was read: a value in the indicator's unit, the error of its measurement, and how it was measured. */
    public record Reading(double value, double standardDeviation, Indicator.Distribution distribution, String method) {

        private MeasuredValue inUnit(String unit) {
            return switch (distribution) {
                case NORMAL ->
                    interval(unit, value - HALF_WIDTH * standardDeviation, value + HALF_WIDTH * standardDeviation);
                case LOGNORMAL -> {
                    double factor = StrictMath.exp(HALF_WIDTH * standardDeviation);
                    yield interval(unit, value / factor, value * factor);
                }
            };
        }

        private MeasuredValue interval(String unit, double lower, double upper) {
            return new MeasuredValue(value, unit, lower, upper, LEVEL, method);
        }
    }

    /** The observation of one indicator of a claim in one year. */
    public static Observation of(
            Claim claim, Project project, Indicator indicator, int year, Reading reading, List<Evidence> evidence) {
        return new Observation(
                SCHEMA_VERSION,
                claim.projectCid(),
                claim.id().toString(),
                indicator.id(),
                year,
                reading.inUnit(indicator.unit()),
                reading.standardDeviation(),
                reading.distribution(),
                evidence,
                project.synthetic(),
                project.backTest());
    }

    /** What is wrong with an observation document of a claim on a project, beyond its schema; empty if nothing. */
    public static List<Violation> violations(JsonNode json, Claim claim, Project project) {
        return ObservationCheck.violations(json, claim, project, Optional.empty());
    }

    /**
     * @param unit UCUM code
     * @param level coverage of [lower, upper]
     */
    public record MeasuredValue(double value, String unit, double lower, double upper, double level, String method) {}

    /** A file behind the value. */
    public record Evidence(@Nullable String cid, String sha256, long size, String mediaType) {}
}
