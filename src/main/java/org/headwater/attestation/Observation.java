// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One monitored value, see {@code schemas/observation.schema.json}.
 *
 * @param project identifier of the project document, its predecessor
 * @param claim chainId-contract-tokenId of the claim that is observed
 * @param year calendar year of the value
 * @param standardDeviation of the measurement, in the unit of the value, or of its logarithm, as {@code distribution} says
 * @param distribution {@code normal} or {@code lognormal}
 */
public record Observation(
        String schemaVersion,
        String project,
        String claim,
        String indicator,
        int year,
        MeasuredValue value,
        double standardDeviation,
        String distribution,
        List<Evidence> evidence,
        boolean synthetic,
        boolean backTest) {

    public static final String SCHEMA_VERSION = "1";

    public Observation {
        evidence = List.copyOf(evidence);
    }

    /**
     * @param unit UCUM code
     * @param level coverage of [lower, upper]
     */
    public record MeasuredValue(double value, String unit, double lower, double upper, double level, String method) {}

    /** A file behind the value. */
    public record Evidence(@Nullable String cid, String sha256, long size, String mediaType) {}
}
