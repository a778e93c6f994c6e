// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.ForecastRun;
import org.headwater.hypercert.Card;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.ipfs.Cid;
import org.headwater.payout.PerformanceContracts;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.simulation.AnnualLoadModel;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.WatershedModel;

/** Whether what was minted is a forecast of this project, made before the fact, and what the model really says. */
final class ForecastChecks {

    private static final SortedSet<String> MODEL_VERSIONS = new TreeSet<>(List.of(
            PublishedModel.VERSION, PublishedModel.VERSION + "+" + AnnualLoadModel.VERSION, WatershedModel.VERSION));

    private final PublishedFiles files;
    private final Findings findings;

    ForecastChecks(PublishedFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** The forecast that metadata point to, judged as far as documents alone allow. */
    Optional<PublishedForecast> metadata(Cid cid) {
        Optional<Document> metadata = findings.establish(
                Statement.METADATA,
                () -> {
                    Document document = files.document(DocumentType.HYPERCERT_METADATA, cid);
                    InvalidDocument.throwIfAny(HypercertMetadata.violations(document.json()));
                    reference(document, "project");
                    reference(document, "impact-forecast");
                    return document;
                },
                document -> "%s hashes to its identifier, fits the schema, and points to project and forecast"
                        .formatted(document.cid()));
        return metadata.flatMap(document -> project(reference(document, "project"))
                .flatMap(project -> forecast(reference(document, "impact-forecast"), project))
                .map(forecast -> withFigures(document, forecast)));
    }

    private PublishedForecast withFigures(Document metadata, PublishedForecast forecast) {
        findings.examineMeanwhile(Statement.METADATA_FIGURES, () -> figures(metadata, forecast));
        return forecast;
    }

    /** The project document of this identifier. */
    Optional<Document> project(Cid cid) {
        return findings.establish(
                Statement.PROJECT,
                () -> {
                    Document document = files.document(DocumentType.PROJECT, cid);
                    label(Project.from(document));
                    return document;
                },
                document -> "%s hashes to its identifier and fits the schema".formatted(document.cid()));
    }

    private void label(Project project) {
        if (project.synthetic()) {
            findings.label("synthetic");
        }
        if (project.backTest()) {
            findings.label("back-test");
        }
    }

    /** The forecast of this identifier; it is simulated again while the audit goes on. */
    Optional<PublishedForecast> forecast(Cid cid, Document project) {
        Optional<PublishedForecast> found = findings.establish(
                Statement.FORECAST,
                () -> {
                    Document document = files.document(DocumentType.FORECAST, cid);
                    PublishedForecast forecast = PublishedForecast.of(project, document);
                    requirePredecessor(forecast);
                    return forecast;
                },
                forecast -> "%s hashes to its identifier, fits the schema, and is of this project".formatted(cid));
        found.ifPresent(
                forecast -> findings.examineMeanwhile(Statement.FORECAST_RECOMPUTED, () -> recomputed(forecast)));
        return found;
    }

    private static void requirePredecessor(PublishedForecast published) {
        Forecast forecast = published.forecast();
        Untrue.unless(
                forecast.project().equals(published.projectDocument().cid().text()),
                "/project is %s; the metadata points to project %s",
                forecast.project(),
                published.projectDocument().cid());
        Project project = published.project();
        Untrue.unless(
                forecast.synthetic() == project.synthetic() && forecast.backTest() == project.backTest(),
                "/synthetic and /backTest are not those of the project");
    }

    static Cid reference(Document metadata, String traitType) {
        List<String> found = metadata.as(HypercertMetadata.class).properties().stream()
                .filter(property -> property.traitType().equals(traitType))
                .map(HypercertMetadata.Property::src)
                .filter(Objects::nonNull)
                .toList();
        Untrue.unless(
                found.size() == 1, "/properties has %d file references '%s'; allowed is one", found.size(), traitType);
        return PublishedFiles.cidOfUri(found.getFirst());
    }

    /** Judges what a claim says beyond its documents: units and time. */
    void judge(PublishedClaim published, Mint mint) {
        findings.examine(Statement.UNITS, () -> units(published.project(), mint));
        findings.examine(Statement.FORECAST_BEFORE_MONITORING, () -> beforeMonitoring(published.project(), mint));
    }

    private static Outcome units(Project project, Mint mint) {
        Untrue.unless(
                mint.units().equals(project.hypercert().units()),
                "%s units were minted; the project says %s",
                mint.units(),
                project.hypercert().units());
        return new Pass("%s units were minted, as the project says".formatted(mint.units()));
    }

    private Outcome figures(Document metadata, PublishedForecast published) {
        Project project = published.project();
        Card card = HypercertMetadata.card(project, published.forecast());
        HypercertMetadata composed = HypercertMetadata.compose(
                project,
                published.projectDocument().cid(),
                published.document().cid(),
                HypercertMetadata.headlines(project, published.forecast()),
                card,
                metadata.as(HypercertMetadata.class).allowListCid());
        Difference.requireNone(
                "project and forecast", metadata, Documents.compose(DocumentType.HYPERCERT_METADATA, composed));
        files.keep(card.png());
        files.keep(card.svg());
        return new Pass("the metadata follow to the byte from project and forecast");
    }

    private static Outcome beforeMonitoring(Project project, Mint mint) {
        if (project.backTest()) {
            return new NotApplicable("a back-test: it was made after the fact, and says so");
        }
        Instant begin = PerformanceContracts.startOf(project.contract().milestones().stream()
                .mapToInt(Milestone::firstYear)
                .min()
                .orElseThrow());
        Untrue.unless(mint.time().isBefore(begin), "minted at %s; monitoring begins at %s", mint.time(), begin);
        return new Pass("minted at %s, monitored from %s".formatted(mint.time(), begin));
    }

    private static Outcome recomputed(PublishedForecast published) {
        Forecast forecast = published.forecast();
        Untrue.unless(
                MODEL_VERSIONS.contains(forecast.modelVersion()),
                "model version '%s' is in no release up to this one, which runs %s; verify with the release that made"
                        + " it",
                forecast.modelVersion(),
                MODEL_VERSIONS);
        Forecast again = ForecastRun.of(
                published.projectDocument(), published.resimulation().worlds(), forecast.seedValue());
        String origin = "%d draws with seed %s".formatted(forecast.draws(), forecast.seed());
        Difference.requireNone(origin, published.document(), Documents.compose(DocumentType.FORECAST, again));
        return new Pass(origin + " give the same bytes");
    }
}
