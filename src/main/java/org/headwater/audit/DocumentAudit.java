// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.headwater.attestation.Observation;
import org.headwater.audit.Outcome.Pass;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.headwater.payout.PayoutStatement;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.verification.Verification;
import org.headwater.verification.VerificationRun;
import org.headwater.verification.VerificationRun.AttestedObservation;

/**
 * The examination of one document and of those that it follows from, without a chain: whether it was ever minted, attested or
 * paid stays open.
 */
public final class DocumentAudit {

    private final PublishedFiles files;
    private final Findings findings =
            new Findings("a bare identifier: only the document and its ancestors are examined, no chain");
    private final ForecastChecks forecasts;

    private DocumentAudit(PublishedFiles files) {
        this.files = files;
        this.forecasts = new ForecastChecks(files, findings);
    }

    /**
     * Examines a document of any kind and its ancestors.
     *
     * @throws NotReachable if a gateway does not answer, so that nothing can be said
     */
    public static Report examine(Cid cid, PublishedFiles files) {
        return new DocumentAudit(files).report(cid);
    }

    private Report report(Cid cid) {
        findings.label("ancestors only");
        if (findings.archives(files)) {
            findings.establish(
                            Statement.DOCUMENT,
                            () -> files.document(cid),
                            document -> "a %s that hashes to its identifier and fits its schema"
                                    .formatted(document.type().label()))
                    .ifPresent(this::ancestors);
        }
        findings.complete();
        return Report.ofDocument(cid.text(), findings);
    }

    private void ancestors(Document document) {
        switch (document.type()) {
            case PROJECT -> forecasts.project(document.cid());
            case FORECAST -> forecast(document.cid());
            case HYPERCERT_METADATA ->
                forecasts
                        .metadata(document.cid())
                        .ifPresent(forecast -> new AllowListChecks(files, findings)
                                .ofMetadata(
                                        document.cid(),
                                        forecast.project().hypercert().units()));
            case OBSERVATION -> observation(document);
            case VERIFICATION -> verification(document);
            case PAYOUT_STATEMENT -> payout(document);
        }
    }

    private Optional<PublishedForecast> forecast(Cid cid) {
        return findings.establish(
                        Statement.FORECAST,
                        () -> PublishedFiles.cid(files.document(DocumentType.FORECAST, cid)
                                .as(Forecast.class)
                                .project()),
                        project -> "%s hashes to its identifier, fits the schema, and is of project %s"
                                .formatted(cid, project))
                .flatMap(forecasts::project)
                .flatMap(project -> forecasts.forecast(cid, project));
    }

    private void observation(Document document) {
        findings.establish(
                        Statement.OBSERVATIONS,
                        () -> PublishedFiles.cid(document.as(Observation.class).project()),
                        project -> "an observation of project %s".formatted(project))
                .flatMap(forecasts::project)
                .ifPresent(project -> findings.examine(Statement.OBSERVATIONS, () -> {
                    requireObservation(document, project);
                    return new Pass("the value is one that the project monitors, and the evidence is there");
                }));
    }

    private Document requireObservation(Document document, Document project) {
        InvalidDocument.throwIfAny(Observation.violations(
                document.json(), namedBy(document.as(Observation.class), project), Project.from(project)));
        EvidenceFiles.require(document, files);
        return document;
    }

    /** The claim that an observation names; its word is taken, as claims are on a chain. */
    private static Claim namedBy(Observation observation, Document project) {
        return new Claim(
                ClaimId.parse(observation.claim()),
                project.cid().text(),
                "",
                "",
                "",
                BigInteger.ZERO,
                "",
                BigInteger.ZERO,
                Instant.EPOCH);
    }

    /** The forecast that a verification judges; empty unless the verification follows from it. */
    private Optional<PublishedForecast> verification(Document document) {
        Verification said = document.as(Verification.class);
        return findings.establish(
                        Statement.VERIFICATIONS,
                        () -> PublishedFiles.cid(said.forecast()),
                        cid -> "%s is of the forecast %s".formatted(document.cid(), cid))
                .flatMap(this::forecast)
                .filter(forecast -> observations(said, forecast)
                        .filter(observations -> isRecomputed(document, forecast, observations))
                        .isPresent());
    }

    private Optional<List<AttestedObservation>> observations(Verification said, PublishedForecast forecast) {
        return findings.establish(
                Statement.OBSERVATIONS,
                () -> said.observations().stream()
                        .map(named -> observation(named, forecast))
                        .toList(),
                found ->
                        "%d documents hash to their identifiers, fit the schema, and are of this project; the evidence is there"
                                .formatted(found.size()));
    }

    private AttestedObservation observation(Verification.AttestedBy named, PublishedForecast forecast) {
        Document document = files.document(DocumentType.OBSERVATION, PublishedFiles.cid(named.cid()));
        return new AttestedObservation(requireObservation(document, forecast.projectDocument()), named.attestations());
    }

    private boolean isRecomputed(
            Document document, PublishedForecast forecast, List<AttestedObservation> observations) {
        findings.examine(Statement.VERIFICATIONS_RECOMPUTED, () -> {
            Verification again = VerificationRun.of(
                            forecast.project(),
                            forecast.document(),
                            forecast.resimulation().worlds())
                    .verify(milestone(document.as(Verification.class).milestone(), forecast), observations);
            Difference.requireNone("the observations", document, Documents.compose(DocumentType.VERIFICATION, again));
            return new Pass("the observations give the same bytes");
        });
        return findings.holds(Statement.VERIFICATIONS_RECOMPUTED);
    }

    private static Milestone milestone(String name, PublishedForecast forecast) {
        return forecast.project().contract().milestones().stream()
                .filter(milestone -> milestone.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Untrue("/milestone is '%s', which the project does not have".formatted(name)));
    }

    private void payout(Document document) {
        PayoutStatement statement = document.as(PayoutStatement.class);
        findings.establish(
                        Statement.VERIFICATIONS,
                        () -> files.document(DocumentType.VERIFICATION, PublishedFiles.cid(statement.verification())),
                        verification -> "%s hashes to its identifier and fits the schema".formatted(verification.cid()))
                .ifPresent(verification -> verification(verification)
                        .ifPresent(forecast -> findings.examine(
                                Statement.PAYOUTS_RECOMPUTED,
                                () -> payout(statement, verification.as(Verification.class), forecast))));
    }

    private static Outcome payout(PayoutStatement said, Verification verification, PublishedForecast forecast) {
        Milestone milestone = milestone(verification.milestone(), forecast);
        BigInteger due = verification.creditedAmount();
        Untrue.unless(
                said.milestone().equals(milestone.name()),
                "/milestone is '%s'; the verification is of '%s'",
                said.milestone(),
                milestone.name());
        Untrue.unless(
                said.value().compareTo(verification.attributable().conservative()) == 0,
                "/value is %s; the verification gives %s",
                said.value(),
                verification.attributable().conservative());
        Untrue.unless(
                said.schedule().lower().compareTo(milestone.lower()) == 0
                        && said.schedule().upper().compareTo(milestone.upper()) == 0
                        && said.schedule().amount().equals(milestone.amount()),
                "/schedule is %s; the project has %s to %s for %s",
                said.schedule(),
                milestone.lower(),
                milestone.upper(),
                milestone.amount());
        Untrue.unless(said.computed().equals(due), "/computed is %s; the schedule gives %s", said.computed(), due);
        Untrue.unless(said.paid().equals(due), "/paid is %s; the schedule gives %s", said.paid(), due);
        return new Pass(
                "the schedule gives the %s base units stated; whether they were paid, the chain says".formatted(due));
    }
}
