// SPDX-License-Identifier: Apache-2.0
package org.headwater.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.Examples;
import org.headwater.attestation.Observation;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Schemas;
import org.headwater.forecast.ForecastRun;
import org.headwater.forecast.SimulatedWorlds;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.simulation.MeasurementError;
import org.headwater.simulation.Scores;
import org.headwater.verification.Verification.AttestedBy;
import org.headwater.verification.Verification.Score;
import org.headwater.verification.VerificationRun.AttestedObservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** On the back-test example with the loads that were monitored there. */
class VerificationRunTest {

    private static final int DRAWS = 500;
    private static final long SEED = 20_260_101;
    private static final double LOG_SD = 0.2;
    private static final String FIRST_UID = "0x" + "1".repeat(64);
    private static final String SECOND_UID = "0x" + "2".repeat(64);

    private static final Document PROJECT_DOCUMENT = Examples.project(Examples.BACK_TEST);
    private static final Project PROJECT = Project.from(PROJECT_DOCUMENT);
    private static final Indicator LOAD = PROJECT.indicator("sediment-load").orElseThrow();
    private static final Document FORECAST =
            Documents.compose(DocumentType.FORECAST, ForecastRun.of(PROJECT_DOCUMENT, DRAWS, SEED, 2));
    private static final List<AttestedObservation> OBSERVATIONS = observations();

    private static Claim claim(String projectCid) {
        return new Claim(
                ClaimId.parse(
                        "31337-0xa50222969d317bfd8756a58c927b79a72c4c571b-340282366920938463463374607431768211456"),
                projectCid,
                FORECAST.cid().text(),
                FORECAST.cid().text(),
                "0xa50222969d317bfd8756a58c927b79a72c4c571b",
                BigInteger.TEN,
                FIRST_UID,
                BigInteger.ONE,
                Instant.EPOCH);
    }

    private static List<AttestedObservation> observations() {
        List<AttestedObservation> attested = new ArrayList<>();
        for (JsonNode value : Examples.json("observations-back-test.json").path("observations")) {
            attested.add(observation(
                    PROJECT_DOCUMENT.cid().text(),
                    value.path("year").intValue(),
                    value.path("value").doubleValue(),
                    FIRST_UID,
                    SECOND_UID));
        }
        return List.copyOf(attested);
    }

    private static AttestedObservation observation(String projectCid, int year, double value, String... uids) {
        Observation observation = Observation.of(
                claim(projectCid),
                PROJECT,
                LOAD,
                year,
                new Observation.Reading(value, LOG_SD, Indicator.Distribution.LOGNORMAL, "gauge"),
                List.of());
        return new AttestedObservation(Documents.compose(DocumentType.OBSERVATION, observation), List.of(uids));
    }

    private static Milestone milestone(int index) {
        return PROJECT.contract().milestones().get(index);
    }

    private static Verification verify(int index, List<AttestedObservation> observations) {
        return VerificationRun.of(PROJECT, FORECAST, 2).verify(milestone(index), observations);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void documentIsValidAndNamesWhatItFollowsFrom(int index) {
        Verification verification = verify(index, OBSERVATIONS);
        Document document = Documents.compose(DocumentType.VERIFICATION, verification);

        assertThat(Schemas.violations(DocumentType.VERIFICATION, document.json()))
                .isEmpty();
        assertThat(document.as(Verification.class)).isEqualTo(verification);
        assertThat(verification.forecast()).isEqualTo(FORECAST.cid().text());
        assertThat(verification.years()).isEqualTo(milestone(index).years());
        assertThat(verification.observations())
                .hasSameSizeAs(verification.years())
                .allSatisfy(
                        observation -> assertThat(observation.attestations()).containsExactly(FIRST_UID, SECOND_UID));
        assertThat(verification.backTest()).isTrue();
        assertThat(verification.synthetic()).isFalse();
    }

    /** Every step written out: draws of both worlds, their ratio, the quantile between order statistics, the floor. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void conservativeValueIsTheLowQuantileOfTheAttributableReductionRoundedDown(int index) {
        SimulatedWorlds worlds = SimulatedWorlds.of(PROJECT, DRAWS, SEED, 1);
        MeasurementError error = new MeasurementError.Lognormal(LOG_SD);
        double[] without = new double[DRAWS];
        double[] observed = new double[DRAWS];
        for (AttestedObservation one : of(milestone(index))) {
            double[] world = worlds.values("no-project", LOAD, one.year());
            double[] truth = error.truthOf(one.observation().value().value(), DRAWS, SEED, "sediment-load", one.year());
            for (int draw = 0; draw < DRAWS; draw++) {
                without[draw] += world[draw];
                observed[draw] += truth[draw];
            }
        }
        double[] reductions = IntStream.range(0, DRAWS)
                .mapToDouble(draw -> 1 - observed[draw] / without[draw])
                .sorted()
                .toArray();
        double position = 0.05 * (DRAWS - 1);
        int below = (int) position;
        double quantile = reductions[below] + (position - below) * (reductions[below + 1] - reductions[below]);

        Verification verification = verify(index, OBSERVATIONS);
        assertThat(verification.attributable().quantile()).isEqualTo(0.05);
        assertThat(verification.attributable().world()).isEqualTo("no-project");
        assertThat(verification.attributable().conservative())
                .isEqualTo(new BigDecimal(quantile).setScale(6, RoundingMode.FLOOR));
        assertThat(verification.attributable().mean())
                .isCloseTo(Arrays.stream(reductions).average().orElseThrow(), within(1e-12));
        assertThat(verification.attributable().lower()).isCloseTo(quantile, within(1e-12));
        assertThat(verification.attributable().upper())
                .isGreaterThan(verification.attributable().mean());
    }

    private static List<AttestedObservation> of(Milestone milestone) {
        return OBSERVATIONS.stream()
                .filter(one -> milestone.years().contains(one.year()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void creditedAmountIsWhatTheScheduleSays(int index) {
        Verification verification = verify(index, OBSERVATIONS);
        boolean reached = verification.attributable().conservative().compareTo(new BigDecimal("0.30")) >= 0;

        assertThat(verification.creditedAmount())
                .isEqualTo(reached ? milestone(index).amount() : BigInteger.ZERO);
    }

    /** No project took place at this gauge, so both payments are false ones; that is the finding, and it stays. */
    @Test
    void loadThatNobodyReducedIsPaidForAtTwoOfThreeMilestones() {
        assertThat(IntStream.range(0, 3).mapToObj(index -> verify(index, OBSERVATIONS)))
                .extracting(Verification::creditedAmount)
                .containsExactly(BigInteger.ZERO, new BigInteger("100000000000"), new BigInteger("200000000000"));
    }

    @Test
    void scoresSayWhetherTheValueIsInsideThePredictiveInterval() {
        Verification verification = verify(2, OBSERVATIONS);
        SimulatedWorlds worlds = SimulatedWorlds.of(PROJECT, DRAWS, SEED, 1);

        assertThat(verification.scores()).hasSize(8).allSatisfy(score -> {
            double[] predictive = new MeasurementError.Lognormal(LOG_SD)
                    .measure(worlds.values("no-project", LOAD, score.year()), SEED, "sediment-load", score.year());
            assertThat(score.world()).isEqualTo("no-project");
            assertThat(score.median()).isStrictlyBetween(score.lower(), score.upper());
            assertThat(score.inside())
                    .isEqualTo(score.lower() <= score.observed() && score.observed() <= score.upper());
            // the interval interpolates between order statistics, so that within one draw of its ends both answers are
            // right
            double depth = Math.min(score.pit(), 1 - score.pit());
            if (Math.abs(depth - 0.05) > 1.0 / DRAWS) {
                assertThat(score.inside()).isEqualTo(depth > 0.05);
            }
            assertThat(score.crps()).isEqualTo(Scores.crps(predictive, score.observed()));
        });
        assertThat(verification.scores()).extracting(Score::inside).contains(true);
    }

    @Test
    void valueFarBelowTheIntervalIsOutside() {
        AttestedObservation tiny = observation(PROJECT_DOCUMENT.cid().text(), 2011, 1e-6, FIRST_UID, SECOND_UID);

        Score score = verify(0, List.of(tiny, OBSERVATIONS.get(1), OBSERVATIONS.get(2)))
                .scores()
                .getFirst();

        assertThat(score.inside()).isFalse();
        assertThat(score.pit()).isZero();
    }

    @Test
    void yearsThatNoQuorumAttestedAreMissing() {
        List<AttestedObservation> mixed = List.of(
                OBSERVATIONS.get(0),
                new AttestedObservation(OBSERVATIONS.get(1).document(), List.of(FIRST_UID)),
                new AttestedObservation(OBSERVATIONS.get(2).document(), List.of()));

        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> verify(0, mixed))
                .withMessageContaining("missing: [2012, 2013]");
    }

    @Test
    void observationsOfOtherProjectsYearsAndMilestonesAreLeftOut() {
        AttestedObservation foreign =
                observation(Examples.project(Examples.SYNTHETIC).cid().text(), 2012, 0.001, FIRST_UID, SECOND_UID);
        Verification alone = verify(0, of(milestone(0)));

        assertThat(verify(
                        0,
                        Stream.concat(of(milestone(0)).stream(), Stream.of(foreign))
                                .toList()))
                .isEqualTo(alone);
        assertThat(verify(0, OBSERVATIONS)).isEqualTo(alone);
        assertThat(alone.observations())
                .extracting(AttestedBy::cid)
                .doesNotContain(foreign.document().cid().text());
    }

    @Test
    void refusesAMilestoneThatNothingWasObservedOf() {
        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> verify(1, of(milestone(0))))
                .withMessageContaining("/milestone")
                .withMessageContaining("Sediment load 2014 to 2016")
                .withMessageContaining("missing: [2014, 2015, 2016]");
    }

    @Test
    void resultDependsNeitherOnThreadsNorOnTheOrderOfObservations() {
        Verification one = VerificationRun.of(PROJECT, FORECAST, 1).verify(milestone(2), OBSERVATIONS);

        assertThat(VerificationRun.of(PROJECT, FORECAST, 7).verify(milestone(2), OBSERVATIONS.reversed()))
                .isEqualTo(one);
    }
}
