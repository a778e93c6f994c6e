// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.attestation.Observation;
import org.headwater.attestation.Observations;
import org.headwater.attestation.Revision;
import org.headwater.attestation.Revisions;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.demonstration.Monitoring.MonitoredValue;
import org.headwater.document.CanonicalJson;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecasts;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.Claims;
import org.headwater.hypercert.Minting;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.payout.ContractAgreed;
import org.headwater.payout.Payout;
import org.headwater.payout.Payouts;
import org.headwater.payout.PerformanceContracts;
import org.headwater.project.ContractTerms;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.headwater.verification.Verification;
import org.headwater.verification.Verifications;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs the whole loop on one project; run again, it finds what is there and adds what is missing. */
@Component
public class Demonstration {

    private static final String EXAMPLE = "/schemas/examples/project-synthetic.json";

    private final Documents documents;
    private final Projects projects;
    private final Forecasts forecasts;
    private final Claims claims;
    private final Minting minting;
    private final Observations observations;
    private final Attestations attestations;
    private final Revisions revisions;
    private final Verifications verifications;
    private final PerformanceContracts contracts;
    private final Payouts payouts;
    private final ContractDeployments deployments;
    private final Chain chain;
    private final BlockStore blocks;
    private final LoopResults results;

    Demonstration(
            Documents documents,
            Projects projects,
            Forecasts forecasts,
            Claims claims,
            Minting minting,
            Observations observations,
            Attestations attestations,
            Revisions revisions,
            Verifications verifications,
            PerformanceContracts contracts,
            Payouts payouts,
            ContractDeployments deployments,
            Chain chain,
            BlockStore blocks,
            LoopResults results) {
        this.documents = documents;
        this.projects = projects;
        this.forecasts = forecasts;
        this.claims = claims;
        this.minting = minting;
        this.observations = observations;
        this.attestations = attestations;
        this.revisions = revisions;
        this.verifications = verifications;
        this.contracts = contracts;
        this.payouts = payouts;
        this.deployments = deployments;
        this.chain = chain;
        this.blocks = blocks;
        this.results = results;
    }

    /**
     * What a loop is run on.
     *
     * @param project the project document
     * @param monitoring what was monitored; null to draw a synthetic reality, which only a synthetic project may have
     * @param seed of the forecast
     * @param realitySeed of the synthetic reality
     */
    public record Subject(JsonNode project, @Nullable Monitoring monitoring, int draws, long seed, long realitySeed) {

        public static final int DRAWS = 500;
        public static final long SEED = 20_260_101;
        public static final long REALITY_SEED = 7;

        /** A subject with the default seeds and draws. */
        public static Subject of(JsonNode project, @Nullable Monitoring monitoring) {
            return new Subject(project, monitoring, DRAWS, SEED, REALITY_SEED);
        }

        /**
         * Checks everything that can be checked without database and chain.
         *
         * @throws InvalidDocument if the project or the monitored values are refused
         */
        public void requireAcceptable() {
            Project described = Project.from(project);
            if (monitoring == null) {
                requireSynthetic(described);
            } else {
                InvalidDocument.throwIfAny(MonitoringCheck.violations(monitoring, described));
            }
        }
    }

    /**
     * Runs or completes the loop.
     *
     * @param watcher told of each step as it ends
     * @throws InvalidDocument if the project or the monitored values are refused; then nothing was done
     */
    public LoopResult run(Subject subject, Consumer<Step> watcher) {
        subject.requireAcceptable();
        Project project = Project.from(subject.project());
        Monitoring monitoring = monitoring(subject, project);
        requireAhead(subject, project);
        return new Loop(subject, project, monitoring, new Watch(watcher)).run();
    }

    private static Monitoring monitoring(Subject subject, Project project) {
        Monitoring given = subject.monitoring();
        return given == null ? new SyntheticReality(project, subject.realitySeed()).monitor() : given;
    }

    /** Refuses a late project before anything is published; {@link Minting} refuses each late forecast. */
    private void requireAhead(Subject subject, Project project) {
        String cid = projects.publishable(subject.project()).cid().text();
        boolean known =
                claims.all().stream().anyMatch(claim -> claim.projectCid().equals(cid));
        if (!known && !minting.isAhead(project)) {
            throw new InvalidDocument(List.of(new Violation(
                    "/contract/milestones",
                    "measured from " + project.contract().firstYear(),
                    "years after %s, the time of this chain; or another --data-dir; or backTest true"
                            .formatted(chain.time()))));
        }
    }

    /** The monitored file itself, pinned: what the verifiers say they have seen. */
    private Observation.Evidence evidence(Monitoring monitoring) {
        byte[] file = CanonicalJson.bytes(Json.tree(monitoring));
        Cid cid = blocks.add(file);
        return new Observation.Evidence(cid.text(), cid.digestHex(), file.length, "application/json");
    }

    private static void requireSynthetic(Project project) {
        if (!project.synthetic()) {
            throw new InvalidDocument(List.of(new Violation(
                    "/synthetic", "false", "true, or a file of monitored values given with --observations")));
        }
    }

    /** The shipped synthetic example. */
    public static JsonNode example() {
        try (InputStream in = Demonstration.class.getResourceAsStream(EXAMPLE)) {
            if (in == null) {
                throw new IllegalStateException(EXAMPLE + " is missing from the class path");
            }
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(EXAMPLE, e);
        }
    }

    /** One run, with what its steps hand to each other. */
    private final class Loop {

        private final Subject subject;
        private final Project project;
        private final Monitoring monitoring;
        private final Observation.Evidence evidence;
        private final Watch watch;

        Loop(Subject subject, Project project, Monitoring monitoring, Watch watch) {
            this.subject = subject;
            this.project = project;
            this.monitoring = monitoring;
            this.evidence = evidence(monitoring);
            this.watch = watch;
        }

        LoopResult run() {
            Document projectDocument = documents.read(
                    DocumentType.PROJECT, projects.publish(subject.project()).cid());
            watch.document("project", project.name(), projectDocument);
            Document forecast = forecasts.make(projectDocument.cid(), subject.draws(), subject.seed());
            watch.document("forecast", "%d draws, seed %d".formatted(subject.draws(), subject.seed()), forecast);
            return results.find(projectDocument.cid(), forecast.cid(), evidence)
                    .map(this::repeated)
                    .orElseGet(() -> results.add(
                            projectDocument.cid(), forecast.cid(), evidence, play(projectDocument, forecast)));
        }

        /** A chain that an earlier build deployed to gets what it lacks, even where nothing is left to play. */
        private LoopResult repeated(LoopResult result) {
            deployments.ensure();
            return watch.repeated(result);
        }

        private LoopResult play(Document projectDocument, Document forecast) {
            deployments.ensure();
            watch.step("contracts", "hypercerts, attestation service, escrow factory on chain " + chain.chainId());
            Claim claim = minting.mint(forecast.cid());
            watch.transaction("mint", "claim " + claim.id(), claim.metadataCid(), claim.transaction(), claim.gas());
            reviseAsOwner(claim, Revision.Kind.PROJECTED, forecast);
            ContractAgreed agreed = contracts.agree(claim, project);
            watch.transaction(
                    "contract",
                    "escrow %s funded with %s %s base units".formatted(agreed.address(), total(), symbol()),
                    null,
                    agreed.transaction(),
                    agreed.gas());
            List<Payout> paid = playMilestones(claim, agreed.address());
            return new LoopResult(
                    projectDocument.cid().text(),
                    forecast.cid().text(),
                    claim.metadataCid(),
                    claim.id(),
                    claim.transaction(),
                    agreed.address(),
                    paid.stream().map(LoopResult.Milestone::of).toList(),
                    track(claim),
                    watch.seconds());
        }

        private void reviseAsOwner(Claim claim, Revision.Kind kind, Document document) {
            watch.revision("the forest owner", revisions.publishAsOwner(claim.id(), kind, document.cid()));
        }

        private BigInteger total() {
            return project.contract().schedule().total();
        }

        private String symbol() {
            return project.contract().tokenSymbol();
        }

        /**
         * The milestones measured by the same time are all attested before the first of them waits for its challenge
         * window, so that no window makes another milestone miss its deadline.
         */
        private List<Payout> playMilestones(Claim claim, String contract) {
            SortedMap<Instant, List<Integer>> rounds = new TreeMap<>();
            for (int index = 0; index < milestones().size(); index++) {
                rounds.computeIfAbsent(votingTime(milestones().get(index)), time -> new ArrayList<>())
                        .add(index);
            }
            List<Payout> payouts = new ArrayList<>();
            rounds.forEach((time, indices) -> {
                advanceTo(time);
                indices.forEach(index -> attestMilestone(claim, contract, index));
                indices.forEach(index -> payouts.add(settleMilestone(claim, contract, index)));
            });
            return payouts;
        }

        private List<ContractTerms.Milestone> milestones() {
            return project.contract().milestones();
        }

        /** A back-test's measurements are all over. */
        private Instant votingTime(ContractTerms.Milestone milestone) {
            Instant end = PerformanceContracts.measurementEnd(milestone);
            return project.backTest() && end.isBefore(chain.time()) ? Instant.EPOCH : end;
        }

        private void attestMilestone(Claim claim, String contract, int index) {
            ContractTerms.Milestone milestone = milestones().get(index);
            observe(claim, milestone.indicator(), milestone.years());
            Document verification = verifications.verify(claim.id(), milestone);
            watch.document("verification", describe(verification.as(Verification.class)), verification);
            String reviser = attesting().getFirst();
            watch.revision(
                    reviser,
                    revisions.publishAsVerifier(claim.id(), Revision.Kind.VERIFIED, verification.cid(), reviser));
            for (String verifier : attesting()) {
                Attestation attestation = payouts.attest(claim.id(), contract, index, verification, verifier);
                watch.attestation("attestation", verifier + " attests the milestone", attestation);
            }
        }

        private Payout settleMilestone(Claim claim, String contract, int index) {
            advanceTo(payouts.settlementTime(claim.id(), project, contract, index));
            Document verification =
                    verifications.verify(claim.id(), milestones().get(index));
            Payout payout = payouts.settle(claim.id(), project, contract, index, verification);
            watch.transaction(
                    "payment",
                    "%s: %s, %s base units to the forest owner"
                            .formatted(payout.milestone(), payout.outcome().label(), payout.paid()),
                    payout.statementCid(),
                    payout.transaction(),
                    payout.gas());
            return payout;
        }

        private void advanceTo(Instant moment) {
            if (chain.time().isBefore(moment)) {
                chain.advanceTimeTo(moment);
            }
        }

        private void observe(Claim claim, String indicator, List<Integer> years) {
            for (MonitoredValue value : monitoring.observations()) {
                if (value.indicator().equals(indicator) && years.contains(value.year())) {
                    Document observation = observations.record(claim.id(), Json.tree(observation(claim, value)));
                    watch.document("observation", "%s in %d".formatted(value.indicator(), value.year()), observation);
                    reviseAsOwner(claim, Revision.Kind.OBSERVED, observation);
                    attesting().forEach(verifier -> {
                        Attestation attestation = attestations.attestObservation(claim.id(), observation, verifier);
                        watch.attestation("attestation", verifier + " attests the observation", attestation);
                    });
                }
            }
        }

        /** Only as many verifiers as the quorum needs: a loop that waits for all would not show a quorum. */
        private List<String> attesting() {
            return project.contract().verifiers().subList(0, project.contract().quorum());
        }

        private Observation observation(Claim claim, MonitoredValue value) {
            Indicator indicator = project.indicator(value.indicator()).orElseThrow();
            return Observation.of(
                    claim, project, indicator, value.year(), reading(indicator, value), List.of(evidence));
        }

        private Observation.Reading reading(Indicator indicator, MonitoredValue value) {
            Double sd = value.standardDeviation();
            return new Observation.Reading(
                    value.value(),
                    sd == null ? indicator.measurement().sd() : sd,
                    value.distribution(),
                    value.method());
        }

        private String describe(Verification verification) {
            Verification.Attributable change = verification.attributable();
            return "%s: attributable change %.3f (%.3f to %.3f), paid on its %.0f %% quantile %s"
                    .formatted(
                            verification.milestone(),
                            change.mean(),
                            change.lower(),
                            change.upper(),
                            100 * change.quantile(),
                            change.conservative());
        }

        private List<LoopResult.Track> track(Claim claim) {
            return verifications.of(claim.id()).stream()
                    .flatMap(document -> document.as(Verification.class).scores().stream())
                    .map(LoopResult.Track::of)
                    .distinct()
                    .toList();
        }
    }

    /** Tells the watcher of each step, and how long it took. */
    private static final class Watch {

        private final Consumer<Step> watcher;
        private final long started = System.nanoTime();
        private long last = started;

        Watch(Consumer<Step> watcher) {
            this.watcher = watcher;
        }

        void step(String name, String detail) {
            transaction(name, detail, null, null, null);
        }

        void document(String name, String detail, Document document) {
            transaction(name, detail, document.cid().text(), null, null);
        }

        void attestation(String name, String detail, Attestation attestation) {
            transaction(name, detail, null, attestation.transaction(), attestation.gas());
        }

        void revision(String attester, Revision revision) {
            transaction(
                    "revision",
                    "%s says in revision %d what is %s"
                            .formatted(
                                    attester, revision.number(), revision.kind().label()),
                    null,
                    revision.transaction(),
                    null);
        }

        void transaction(
                String name,
                String detail,
                @Nullable String cid,
                @Nullable String transaction,
                @Nullable BigInteger gas) {
            long now = System.nanoTime();
            watcher.accept(new Step(name, detail, cid, transaction, gas, (now - last) / 1_000_000));
            last = now;
        }

        LoopResult repeated(LoopResult result) {
            step("found", "this loop is complete already: claim " + result.claimId());
            return result.in(seconds());
        }

        double seconds() {
            return Math.round((System.nanoTime() - started) / 1e6) / 1e3;
        }
    }
}
