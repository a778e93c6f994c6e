// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.attestation.Observation;
import org.headwater.document.Json;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.hypercert.HypercertMetadata.Headline;
import org.headwater.ipfs.Cid;
import org.headwater.lexicon.LexiconFields.Limit;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.verification.Verification;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of one claim. Each stands for something that the claim's documents say, and none says more: what the lexicons
 * have no place for is kept in an attachment.
 */
final class ClaimRecords {

    static final String ACTIVITY = "org.hypercerts.claim.activity";
    static final String RIGHTS = "org.hypercerts.claim.rights";
    static final String LOCATION = "app.certified.location";
    static final String MEASUREMENT = "org.hypercerts.context.measurement";
    static final String EVALUATION = "org.hypercerts.context.evaluation";
    static final String ATTACHMENT = "org.hypercerts.context.attachment";
    static final String RECEIPT = "org.hypercerts.funding.receipt";

    private static final Limit TITLE = Limit.ofBytes(256);
    private static final Limit SUMMARY = new Limit(3_000, 300);
    private static final Limit DESCRIPTION = new Limit(250_000, 25_000);
    private static final Limit SCOPE = new Limit(10_000, 1_000);
    private static final Limit IDENTITY = new Limit(1_000, 100);
    private static final Limit RIGHTS_NAME = Limit.ofBytes(100);
    private static final Limit RIGHTS_TYPE = Limit.ofBytes(10);
    private static final Limit METRIC = Limit.ofBytes(500);
    private static final Limit UNIT = Limit.ofBytes(50);
    private static final Limit NUMBER = Limit.ofBytes(50);
    private static final Limit CONTENT_TYPE = Limit.ofBytes(64);
    private static final Limit EVALUATION_SUMMARY = new Limit(5_000, 1_000);
    private static final Limit CURRENCY = Limit.ofBytes(10);
    private static final Limit PAYMENT = Limit.ofBytes(50);
    private static final Limit TRANSACTION = Limit.ofBytes(256);
    private static final Limit NOTES = Limit.ofBytes(500);
    private static final Limit PARTY = Limit.ofBytes(2_048);
    private static final Limit PLACE = new Limit(10_000, 1_000);
    private static final Limit URI = Limit.ofBytes(8_192);

    private final String repository;
    private final Claim claim;
    private final Project project;
    private final List<LexiconRecord> records = new ArrayList<>();

    private ClaimRecords(String repository, Claim claim, Project project) {
        this.repository = repository;
        this.claim = claim;
        this.project = project;
    }

    /** An observation that verifiers attest, the first of them at {@code attestedAt}. */
    record Observed(Cid cid, Observation observation, Instant attestedAt) {}

    /**
     * A verifier's word on a milestone.
     *
     * @param share of the milestone's amount that the verified value earns, 0 to 1
     */
    record Evaluated(
            Cid verificationCid,
            Verification verification,
            Milestone milestone,
            BigDecimal share,
            String attester,
            Instant attestedAt) {}

    /** @param amount in whole tokens */
    record Paid(String milestone, BigDecimal amount, String escrow, String transaction, Instant paidAt) {}

    /** Everything that is known of a claim beside its project and forecast. */
    record History(List<Observed> observations, List<Evaluated> evaluations, List<Paid> payments) {}

    /**
     * The records of a claim, each after those that it refers to.
     *
     * @param repository DID of the repository that they are meant for
     * @throws org.headwater.document.InvalidDocument naming the lexicon and the member that does not fit
     */
    static List<LexiconRecord> of(String repository, Claim claim, Project project, Forecast forecast, History history) {
        ClaimRecords composed = new ClaimRecords(repository, claim, project);
        LexiconRecord activity = composed.activity(composed.rights(), composed.location());
        composed.losses(activity);
        composed.report(activity, "Forecast", claim.forecastCid(), claim.mintedAt());
        HypercertMetadata.headlines(project, forecast).forEach(headline -> composed.projected(activity, headline));
        List<LexiconRecord> observed = history.observations().stream()
                .map(observation -> composed.observed(activity, observation))
                .toList();
        history.evaluations().forEach(evaluation -> composed.evaluation(activity, evaluation, history, observed));
        history.payments().forEach(payment -> composed.receipt(activity, payment));
        return List.copyOf(composed.records);
    }

    private LexiconRecord add(LexiconFields fields, Instant createdAt, String subject) {
        LexiconRecord added =
                LexiconRecord.of(repository, fields.time("createdAt", createdAt).checked(), createdAt, subject);
        records.add(added);
        return added;
    }

    private LexiconRecord rights() {
        String rights = joined(project.hypercert().rights());
        return add(
                LexiconFields.of(RIGHTS)
                        .summary("rightsName", rights, RIGHTS_NAME)
                        .text("rightsType", "hypercert", RIGHTS_TYPE)
                        .text("rightsDescription", rights, SCOPE),
                claim.mintedAt(),
                claim.id().toString());
    }

    /** The outline, or where that is too long for a record the middle of its box. */
    private LexiconRecord location() {
        String outline = Json.mapper().writeValueAsString(project.area().geometry());
        boolean fits = PLACE.admits(outline);
        double[] centre = project.area().geometry().centre();
        String place = fits ? outline : number(centre[1]) + ", " + number(centre[0]);
        return add(
                LexiconFields.of(LOCATION)
                        .text("lpVersion", "1.0", CURRENCY)
                        .text("srs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", RIGHTS_NAME)
                        .text("locationType", fits ? "geojson" : "coordinate-decimal", Limit.ofBytes(20))
                        .put(
                                "location",
                                LexiconFields.of(LOCATION + "#string")
                                        .text("string", place, PLACE)
                                        .checked())
                        .summary("name", project.name(), IDENTITY),
                claim.mintedAt(),
                claim.id().toString());
    }

    private LexiconRecord activity(LexiconRecord rights, LexiconRecord location) {
        Project.HypercertTerms terms = project.hypercert();
        LexiconFields fields = LexiconFields.of(ACTIVITY)
                .text("title", project.name(), TITLE)
                .summary("shortDescription", status() + project.description(), SUMMARY)
                .put("description", description(status() + project.description()))
                .put(
                        "workScope",
                        LexiconFields.of(ACTIVITY + "#workScopeString")
                                .text("scope", joined(terms.workScope()), SCOPE)
                                .checked())
                .list(
                        "contributors",
                        terms.contributors().stream()
                                .map(ClaimRecords::contributor)
                                .toList())
                .time("startDate", terms.workTimeframe().start())
                .list("locations", List.of(location.reference()))
                .put("rights", rights.reference());
        Instant end = terms.workTimeframe().end();
        if (end != null) {
            fields.time("endDate", end);
        }
        return add(fields, claim.mintedAt(), claim.id().toString());
    }

    private static ObjectNode contributor(String identity) {
        ObjectNode contributor = Json.mapper().createObjectNode();
        contributor.set(
                "contributorIdentity",
                LexiconFields.of(ACTIVITY + "#contributorIdentity")
                        .text("identity", identity, IDENTITY)
                        .checked());
        return contributor;
    }

    /** The lexicon of an activity knows no scope and no time of an impact. */
    private void losses(LexiconRecord activity) {
        Project.HypercertTerms terms = project.hypercert();
        Instant end = terms.impactTimeframe().end();
        String text = "Impact scope: %s. Impact timeframe: %s to %s. Hypercert %s with %s units, metadata %s."
                .formatted(
                        joined(terms.impactScope()),
                        terms.impactTimeframe().start(),
                        end == null ? "indefinite" : end,
                        claim.id(),
                        claim.units(),
                        Cid.parse(claim.metadataCid()).uri());
        attachment(
                activity,
                "What the activity has no member for",
                "methodology",
                claim.metadataCid(),
                text,
                claim.mintedAt());
    }

    private void report(LexiconRecord activity, String title, String cid, Instant createdAt) {
        attachment(activity, title, "report", cid, status() + title + " of " + project.name(), createdAt);
    }

    private void attachment(
            LexiconRecord activity, String title, String kind, String cid, String text, Instant createdAt) {
        add(
                LexiconFields.of(ATTACHMENT)
                        .text("title", title, TITLE)
                        .text("contentType", kind, CONTENT_TYPE)
                        .list("subjects", List.of(activity.reference()))
                        .list("content", List.of(uri(cid)))
                        .summary("shortDescription", text, SUMMARY)
                        .put("description", description(text)),
                createdAt,
                kind + " " + cid);
    }

    private void projected(LexiconRecord activity, Headline headline) {
        measurement(
                activity,
                "%s %d projected".formatted(headline.indicator(), headline.year()),
                headline.indicator(),
                headline.unit(),
                headline.year(),
                headline.median(),
                "%sProjected before the fact. Median; %s."
                        .formatted(status(), interval(headline.level(), headline.lower(), headline.upper())),
                List.of(claim.forecastCid()),
                claim.mintedAt());
    }

    private LexiconRecord observed(LexiconRecord activity, Observed observed) {
        Observation observation = observed.observation();
        Observation.MeasuredValue value = observation.value();
        return measurement(
                activity,
                observed.cid().text(),
                observation.indicator(),
                value.unit(),
                observation.year(),
                value.value(),
                "%sObserved; %s. Method: %s"
                        .formatted(status(), interval(value.level(), value.lower(), value.upper()), value.method()),
                Stream.concat(
                                Stream.of(observed.cid().text()),
                                observation.evidence().stream()
                                        .map(Observation.Evidence::cid)
                                        .flatMap(Stream::ofNullable))
                        .toList(),
                observed.attestedAt());
    }

    private LexiconRecord measurement(
            LexiconRecord activity,
            String subject,
            String indicator,
            String unit,
            int year,
            double value,
            String comment,
            List<String> evidence,
            Instant createdAt) {
        return add(
                LexiconFields.of(MEASUREMENT)
                        .list("subjects", List.of(activity.reference()))
                        .text("metric", indicator, METRIC)
                        .text("unit", unit, UNIT)
                        .text("value", number(value), NUMBER)
                        .time("startDate", startOf(year))
                        .time("endDate", startOf(year + 1).minusSeconds(1))
                        .list(
                                "evidenceURI",
                                evidence.stream()
                                        .map(cid -> Json.tree(Cid.parse(cid).uri()))
                                        .toList())
                        .summary("comment", comment, SUMMARY),
                createdAt,
                subject);
    }

    private void evaluation(
            LexiconRecord activity, Evaluated evaluated, History history, List<LexiconRecord> observed) {
        Verification verification = evaluated.verification();
        List<ObjectNode> measurements = new ArrayList<>();
        for (int i = 0; i < observed.size(); i++) {
            String cid = history.observations().get(i).cid().text();
            if (verification.observations().stream().anyMatch(used -> used.cid().equals(cid))) {
                measurements.add(observed.get(i).reference());
            }
        }
        add(
                LexiconFields.of(EVALUATION)
                        .put("subject", activity.reference())
                        .list("evaluators", List.of(did(evaluated.attester())))
                        .list("content", List.of(uri(evaluated.verificationCid().text())))
                        .list("measurements", measurements)
                        .text("summary", summary(evaluated), EVALUATION_SUMMARY)
                        .put("score", score(evaluated.share())),
                evaluated.attestedAt(),
                "%s %s".formatted(evaluated.milestone().name(), evaluated.attester()));
    }

    private String summary(Evaluated evaluated) {
        Verification.Attributable change = evaluated.verification().attributable();
        return "%s%s: the change attributable to the project is %s (%s); the value that counts is its %s quantile, %s."
                .formatted(
                        status(),
                        evaluated.milestone().name(),
                        number(change.mean()),
                        interval(change.level(), change.lower(), change.upper()),
                        number(change.quantile()),
                        change.conservative().toPlainString());
    }

    /** How much of the milestone was reached; a part of a record that only one lexicon refers to has no type of its own. */
    private static ObjectNode score(BigDecimal share) {
        return Json.mapper().createObjectNode().put("min", "0").put("max", "1").put("value", share.toPlainString());
    }

    private void receipt(LexiconRecord activity, Paid paid) {
        add(
                LexiconFields.of(RECEIPT)
                        .put("from", party(paid.escrow()))
                        .put("to", party(claim.owner()))
                        .text("amount", paid.amount().toPlainString(), NUMBER)
                        .text("currency", project.contract().tokenSymbol(), CURRENCY)
                        .text("paymentRail", "onchain", PAYMENT)
                        .text("paymentNetwork", "eip155:" + claim.id().chainId(), PAYMENT)
                        .text("transactionId", paid.transaction(), TRANSACTION)
                        .put("for", activity.reference())
                        .summary("notes", status() + paid.milestone(), NOTES)
                        .time("occurredAt", paid.paidAt()),
                paid.paidAt(),
                paid.milestone());
    }

    private static ObjectNode party(String address) {
        return LexiconFields.of(RECEIPT + "#text").text("value", address, PARTY).checked();
    }

    /** A verifier has no identity on the AT Protocol; the account that attested is named by the method for accounts. */
    private ObjectNode did(String address) {
        return Json.mapper()
                .createObjectNode()
                .put("did", "did:pkh:eip155:%d:%s".formatted(claim.id().chainId(), address));
    }

    private static ObjectNode description(String text) {
        return LexiconFields.of("org.hypercerts.defs#descriptionString")
                .text("value", text, DESCRIPTION)
                .checked();
    }

    private static ObjectNode uri(String cid) {
        return LexiconFields.of("org.hypercerts.defs#uri")
                .text("uri", Cid.parse(cid).uri(), URI)
                .checked();
    }

    /** No figure of an example or a back-test goes out without saying so. */
    private String status() {
        if (project.synthetic()) {
            return "Synthetic example. ";
        }
        return project.backTest() ? "Back-test, no project took place. " : "";
    }

    private static String interval(double level, double lower, double upper) {
        return "%s %% interval %s to %s".formatted(number(level * 100), number(lower), number(upper));
    }

    /** Decimal digits without an exponent: lexicons have no numbers, only their texts. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String joined(List<String> values) {
        return String.join(", ", values);
    }

    private static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
