// SPDX-License-Identifier: Apache-2.0
package org.headwater.verification;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.headwater.attestation.Observation;
import org.headwater.document.Document;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.MilestoneAssessment;
import org.headwater.forecast.Reading;
import org.headwater.forecast.SimulatedWorlds;
import org.headwater.project.ContractTerms;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.simulation.AttributableChange;
import org.headwater.simulation.PayoutSchedule;
import org.headwater.simulation.Quantiles;
import org.headwater.simulation.Scores;
import org.headwater.verification.Verification.AttestedBy;
import org.headwater.verification.Verification.Attributable;
import org.headwater.verification.Verification.Score;

/** The pure function from project, forecast and attested observations to the verification of one milestone. */
public final class VerificationRun {

    /** Name and version of the rule; a change of any result is a new version. */
    public static final String RULE = "lower-quantile-of-attributable-change-1";

    private final Project project;
    private final Document forecastDocument;
    private final Forecast forecast;
    private final SimulatedWorlds worlds;

    private VerificationRun(Project project, Document forecastDocument, Forecast forecast, SimulatedWorlds worlds) {
        this.project = project;
        this.forecastDocument = forecastDocument;
        this.forecast = forecast;
        this.worlds = worlds;
    }

    /** An observation document with the attestations that bind verifiers to it. */
    public record AttestedObservation(Document document, List<String> attestations) {

        public AttestedObservation {
            attestations = List.copyOf(attestations);
        }

        Observation observation() {
            return document.as(Observation.class);
        }

        int year() {
            return observation().year();
        }
    }

    /** @param threads any number; it leaves no trace in the result */
    public static VerificationRun of(Project project, Document forecast, int threads) {
        Forecast made = forecast.as(Forecast.class);
        return new VerificationRun(
                project, forecast, made, SimulatedWorlds.of(project, made.draws(), made.seedValue(), threads));
    }

    /** @param worlds of this project, with the draws and the seed of the forecast */
    public static VerificationRun of(Project project, Document forecast, SimulatedWorlds worlds) {
        return new VerificationRun(project, forecast, forecast.as(Forecast.class), worlds);
    }

    /**
     * Verifies one milestone.
     *
     * @param attested observations of any indicator and year; those of the project and milestone that a quorum attested are
     *     used
     * @throws InvalidDocument if a year of the milestone has none of these
     */
    public Verification verify(Milestone milestone, List<AttestedObservation> attested) {
        Indicator indicator = project.indicator(milestone.indicator()).orElseThrow();
        List<AttestedObservation> used = observationsOf(milestone, attested);
        Attributable attributable = attributable(indicator, used);
        return new Verification(
                Verification.SCHEMA_VERSION,
                forecastDocument.cid().text(),
                used.stream()
                        .map(one -> new AttestedBy(one.document().cid().text(), one.attestations()))
                        .toList(),
                milestone.name(),
                milestone.indicator(),
                used.stream().map(AttestedObservation::year).toList(),
                attributable,
                used.stream().map(one -> score(indicator, one.observation())).toList(),
                RULE,
                credited(milestone, attributable),
                project.synthetic(),
                project.backTest());
    }

    private List<AttestedObservation> observationsOf(Milestone milestone, List<AttestedObservation> attested) {
        List<AttestedObservation> used = attested.stream()
                .filter(one -> one.attestations().size() >= project.contract().quorum())
                .filter(one -> one.observation().project().equals(forecast.project()))
                .filter(one -> one.observation().indicator().equals(milestone.indicator()))
                .filter(one -> milestone.years().contains(one.year()))
                .sorted(Comparator.comparingInt(AttestedObservation::year))
                .toList();
        requireEveryYear(milestone, used);
        return used;
    }

    /** Whoever may leave years out can choose the good ones. */
    private static void requireEveryYear(Milestone milestone, List<AttestedObservation> used) {
        List<Integer> missing = new ArrayList<>(milestone.years());
        missing.removeAll(used.stream().map(AttestedObservation::year).toList());
        if (!missing.isEmpty()) {
            throw new InvalidDocument(List.of(new Violation(
                    "/milestone",
                    milestone.name(),
                    "a milestone of which a quorum of verifiers has attested an observation of %s in every year; missing: %s"
                            .formatted(milestone.indicator(), missing))));
        }
    }

    private Attributable attributable(Indicator indicator, List<AttestedObservation> used) {
        List<Reading> readings =
                used.stream().map(one -> reading(one.observation())).toList();
        AttributableChange change =
                MilestoneAssessment.attributableChange(worlds, indicator, readings, forecast.seedValue());
        double quantile = project.contract().quantile();
        double[] interval = change.interval(Forecast.LEVEL);
        return new Attributable(
                worlds.reference(),
                change.summary().mean(),
                interval[0],
                interval[1],
                Forecast.LEVEL,
                quantile,
                inScale(change.conservative(quantile)));
    }

    private static BigDecimal inScale(double value) {
        return new BigDecimal(
                PayoutSchedule.fixedPoint(value, ContractTerms.VALUE_DECIMALS), ContractTerms.VALUE_DECIMALS);
    }

    private static Reading reading(Observation observation) {
        return new Reading(
                observation.year(),
                observation.value().value(),
                Reading.error(observation.distribution(), observation.standardDeviation()));
    }

    private Score score(Indicator indicator, Observation observation) {
        Reading reading = reading(observation);
        double[] predictive = MilestoneAssessment.predictive(
                worlds, worlds.expected(), indicator, reading.year(), reading.error(), forecast.seedValue());
        double[] quantiles =
                Quantiles.of(predictive, new double[] {(1 - Forecast.LEVEL) / 2, 0.5, (1 + Forecast.LEVEL) / 2});
        return new Score(
                worlds.expected(),
                indicator.id(),
                indicator.unit(),
                reading.year(),
                quantiles[0],
                quantiles[1],
                quantiles[2],
                Forecast.LEVEL,
                reading.value(),
                quantiles[0] <= reading.value() && reading.value() <= quantiles[2],
                Scores.crps(predictive, reading.value()),
                Scores.pit(predictive, reading.value()));
    }

    private BigInteger credited(Milestone milestone, Attributable attributable) {
        int index = project.contract().milestones().indexOf(milestone);
        return project.contract()
                .schedule()
                .payout(index, attributable.conservative().unscaledValue());
    }
}
