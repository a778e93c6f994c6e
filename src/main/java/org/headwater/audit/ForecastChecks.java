// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.ForecastRun;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
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

    private static final Set<String> MODEL_VERSIONS = Set.of(
            PublishedModel.VERSION, PublishedModel.VERSION + "+" + AnnualLoadModel.VERSION, WatershedModel.VERSION);

    private final Content content;
    private final Findings findings;

    ForecastChecks(Content content, Findings findings) {
        this.content = content;
        this.findings = findings;
    }

    Optional<PublishedForecast> forecast(ClaimId id, Mint mint) {
        Optional<Document> metadata = metadata(mint);
        Optional<Document> project = metadata.flatMap(this::project);
        Optional<PublishedForecast> published =
                project.flatMap(document -> forecast(id, mint, metadata.orElseThrow(), document));
        published.ifPresent(forecast -> judge(forecast, metadata.orElseThrow(), mint));
        return published;
    }

    private Optional<Document> metadata(Mint mint) {
        return findings.establish(
                Statement.METADATA,
                () -> {
                    Document document = content.document(DocumentType.HYPERCERT_METADATA, mint.metadata());
                    InvalidDocument.throwIfAny(HypercertMetadata.violations(document.json()));
                    reference(document, "project");
                    reference(document, "impact-forecast");
                    return document;
                },
                document -> "%s hashes to its identifier, fits the schema, and points to project and forecast"
                        .formatted(document.cid()));
    }

    private Optional<Document> project(Document metadata) {
        return findings.establish(
                Statement.PROJECT,
                () -> {
                    Document document = content.document(DocumentType.PROJECT, reference(metadata, "project"));
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

    private Optional<PublishedForecast> forecast(ClaimId id, Mint mint, Document metadata, Document projectDocument) {
        Project project = Project.from(projectDocument);
        return findings.establish(
                Statement.FORECAST,
                () -> {
                    Document document = content.document(DocumentType.FORECAST, reference(metadata, "impact-forecast"));
                    requirePredecessor(document.as(Forecast.class), projectDocument, project);
                    return new PublishedForecast(
                            claim(id, mint, projectDocument, document), projectDocument, project, document);
                },
                published -> "%s hashes to its identifier, fits the schema, and is of this project"
                        .formatted(published.forecastDocument().cid()));
    }

    private static void requirePredecessor(Forecast forecast, Document projectDocument, Project project) {
        Untrue.unless(
                forecast.project().equals(projectDocument.cid().text()),
                "/project is %s; the metadata points to project %s",
                forecast.project(),
                projectDocument.cid());
        Untrue.unless(
                forecast.synthetic() == project.synthetic() && forecast.backTest() == project.backTest(),
                "/synthetic and /backTest are not those of the project");
    }

    private static Claim claim(ClaimId id, Mint mint, Document project, Document forecast) {
        return new Claim(
                id,
                project.cid().text(),
                forecast.cid().text(),
                mint.metadata().text(),
                mint.minter(),
                mint.units(),
                mint.transaction(),
                mint.gas(),
                mint.time());
    }

    private static Cid reference(Document metadata, String traitType) {
        List<String> found = metadata.as(HypercertMetadata.class).properties().stream()
                .filter(property -> property.traitType().equals(traitType))
                .map(HypercertMetadata.Property::src)
                .filter(Objects::nonNull)
                .toList();
        Untrue.unless(
                found.size() == 1, "/properties has %d file references '%s'; allowed is one", found.size(), traitType);
        return Content.cidOfUri(found.getFirst());
    }

    private void judge(PublishedForecast published, Document metadata, Mint mint) {
        findings.examine(Statement.METADATA_FIGURES, () -> figures(published, metadata, mint));
        findings.examine(Statement.FORECAST_BEFORE_MONITORING, () -> beforeMonitoring(published.project(), mint));
        findings.examine(Statement.FORECAST_RECOMPUTED, () -> recomputed(published));
    }

    private static Outcome figures(PublishedForecast published, Document metadata, Mint mint) {
        Project project = published.project();
        Untrue.unless(
                mint.units().equals(project.hypercert().units()),
                "%s units were minted; the project says %s",
                mint.units(),
                project.hypercert().units());
        Forecast forecast = published.forecastDocument().as(Forecast.class);
        HypercertMetadata composed = HypercertMetadata.compose(
                project,
                published.projectDocument().cid(),
                published.forecastDocument().cid(),
                HypercertMetadata.headlines(project, forecast),
                HypercertMetadata.card(project, forecast),
                null);
        Cid cid = Documents.compose(DocumentType.HYPERCERT_METADATA, composed).cid();
        Untrue.unless(
                cid.equals(metadata.cid()), "project and forecast give the metadata %s, not %s", cid, metadata.cid());
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
        Forecast forecast = published.forecastDocument().as(Forecast.class);
        Untrue.unless(
                MODEL_VERSIONS.contains(forecast.modelVersion()),
                "model version '%s' is not in this release, which has %s",
                forecast.modelVersion(),
                MODEL_VERSIONS);
        Forecast again = ForecastRun.of(
                published.projectDocument(),
                forecast.draws(),
                forecast.seedValue(),
                Runtime.getRuntime().availableProcessors());
        Cid cid = Documents.compose(DocumentType.FORECAST, again).cid();
        Untrue.unless(
                cid.equals(published.forecastDocument().cid()),
                "%d draws with seed %s give the forecast %s, not %s",
                forecast.draws(),
                forecast.seed(),
                cid,
                published.forecastDocument().cid());
        return new Pass("%d draws with seed %s give the same bytes".formatted(forecast.draws(), forecast.seed()));
    }
}
