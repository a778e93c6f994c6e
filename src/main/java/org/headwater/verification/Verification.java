// SPDX-License-Identifier: Apache-2.0
package org.headwater.verification;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The verification document of one milestone, see {@code schemas/verification.schema.json}.
 *
 * @param forecast identifier of the forecast document, its predecessor
 * @param milestone name of the milestone in the project document
 * @param years calendar years whose observations were used, ascending
 * @param rule name of the rule that turned draws into the conservative value
 * @param creditedAmount what the milestone's schedule pays for the conservative value, in token base units
 */
public record Verification(
        String schemaVersion,
        String forecast,
        List<AttestedBy> observations,
        String milestone,
        String indicator,
        List<Integer> years,
        Attributable attributable,
        List<Score> scores,
        String rule,
        BigInteger creditedAmount,
        boolean synthetic,
        boolean backTest) {

    public static final String SCHEMA_VERSION = "1";

    public Verification {
        observations = List.copyOf(observations);
        years = List.copyOf(years);
        scores = List.copyOf(scores);
    }

    /** An observation document and the identifiers of the attestations that bind verifiers to it. */
    public record AttestedBy(String cid, List<String> attestations) {

        public AttestedBy {
            attestations = List.copyOf(attestations);
        }
    }

    /**
     * The attributable change: a relative reduction where less is better, an absolute gain where more is better.
     *
     * @param lower lower end of the central interval of {@code level}
     * @param quantile probability of the conservative value
     * @param conservative that quantile, rounded down to six decimals; the value that is paid on
     */
    public record Attributable(
            String world,
            double mean,
            double lower,
            double upper,
            double level,
            double quantile,
            BigDecimal conservative) {}

    /**
     * How good the forecast of one observed value was.
     *
     * @param world the world whose forecast is scored: the project's mechanism, or {@code no-project} in a back-test
     * @param lower lower end of the predictive interval of {@code level}, measurement error included
     * @param crps continuous ranked probability score in the unit of the value; less is better
     * @param pit share of predictive draws below the observed value
     */
    public record Score(
            String world,
            String indicator,
            String unit,
            int year,
            double lower,
            double median,
            double upper,
            double level,
            double observed,
            boolean inside,
            double crps,
            double pit) {}
}
