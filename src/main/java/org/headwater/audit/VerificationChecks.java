// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.headwater.attestation.Observation;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.MalformedCid;
import org.headwater.verification.Verification;
import org.headwater.verification.Verification.AttestedBy;
import org.headwater.verification.VerificationRun;
import org.headwater.verification.VerificationRun.AttestedObservation;
import org.web3j.utils.Numeric;

/** Whether what was verified follows from observations that a quorum of accredited verifiers vouches for. */
final class VerificationChecks {

    private final PublishedFiles files;
    private final PublishedClaim published;
    private final Parties parties;
    private final int quorum;
    private final Map<String, List<ChainAttestation>> attestations;
    private final Findings findings;

    /** @param attestations all of the observation schema on this claim */
    VerificationChecks(
            PublishedFiles files,
            PublishedClaim published,
            Parties parties,
            List<ChainAttestation> attestations,
            Findings findings) {
        this.files = files;
        this.published = published;
        this.parties = parties;
        this.quorum = published.project().contract().quorum();
        this.attestations = attestations.stream()
                .collect(Collectors.groupingBy(
                        attestation -> attestation.<String>value(1), TreeMap::new, Collectors.toList()));
        this.findings = findings;
    }

    /** The verification documents of the attested milestones, by index; empty if one of them is not true. */
    Optional<Map<Integer, Verification>> verify(List<AttestedMilestone> milestones) {
        Optional<Map<Integer, Verification>> verifications = verifications(milestones);
        Set<String> relevant = relevant(verifications.orElse(Map.of()));
        if (relevant.isEmpty()) {
            nothingObserved();
            return verifications;
        }
        Optional<Map<String, Document>> observations = observations(relevant);
        attested(relevant, verifications.orElse(Map.of()));
        if (!milestones.isEmpty() && verifications.isPresent() && observations.isPresent()) {
            findings.examine(
                    Statement.VERIFICATIONS_RECOMPUTED,
                    () -> recomputed(milestones, verifications.get(), observations.get()));
        }
        return verifications;
    }

    private void nothingObserved() {
        NotApplicable nothing = new NotApplicable("no observation has a quorum of verifiers yet");
        findings.add(Statement.OBSERVATIONS, nothing);
        findings.add(Statement.OBSERVATION_ATTESTATIONS, nothing);
    }

    private Optional<Map<Integer, Verification>> verifications(List<AttestedMilestone> milestones) {
        if (milestones.isEmpty()) {
            findings.add(Statement.VERIFICATIONS, new NotApplicable("no milestone has a quorum of verifiers yet"));
            return Optional.of(Map.of());
        }
        return findings.establish(
                Statement.VERIFICATIONS,
                () -> milestones.stream().collect(Collectors.toMap(AttestedMilestone::index, this::verification)),
                found -> "%d documents hash to their identifiers, fit the schema, and point to forecast and milestone"
                        .formatted(found.size()));
    }

    private Verification verification(AttestedMilestone milestone) {
        Document document = files.document(DocumentType.VERIFICATION, PublishedFiles.cid(milestone.verification()));
        Verification verification = document.as(Verification.class);
        Untrue.unless(
                verification.forecast().equals(published.claim().forecastCid()),
                "%s: /forecast is %s; the claim's forecast is %s",
                document.cid(),
                verification.forecast(),
                published.claim().forecastCid());
        Untrue.unless(
                verification.milestone().equals(milestone.terms().name()),
                "%s: /milestone is '%s'; it was attested for '%s'",
                document.cid(),
                verification.milestone(),
                milestone.terms().name());
        return verification;
    }

    /** What a verification names, and what has a quorum; the word of fewer verifiers makes nothing true or false. */
    private Set<String> relevant(Map<Integer, Verification> verifications) {
        Set<String> relevant = new LinkedHashSet<>();
        verifications
                .values()
                .forEach(verification ->
                        verification.observations().forEach(observation -> relevant.add(observation.cid())));
        attestations.forEach((cid, on) -> {
            if (hasQuorum(on)) {
                relevant.add(cid);
            }
        });
        return relevant;
    }

    private boolean hasQuorum(List<ChainAttestation> on) {
        return on.stream()
                        .filter(attestation -> fault(attestation).isEmpty())
                        .map(ChainAttestation::attester)
                        .distinct()
                        .count()
                >= quorum;
    }

    private Optional<Map<String, Document>> observations(Set<String> cids) {
        return findings.establish(
                Statement.OBSERVATIONS,
                () -> Threads.each(List.copyOf(cids), this::observation).stream()
                        .collect(Collectors.toMap(
                                document -> document.cid().text(),
                                Function.identity(),
                                (one, same) -> one,
                                TreeMap::new)),
                found ->
                        "%d documents hash to their identifiers, fit the schema, and point to claim and project; so does the evidence"
                                .formatted(found.size()));
    }

    private Document observation(String cid) {
        Document document = files.document(DocumentType.OBSERVATION, PublishedFiles.cid(cid));
        InvalidDocument.throwIfAny(Observation.violations(document.json(), published.claim(), published.project()));
        EvidenceFiles.require(document, files);
        return document;
    }

    private void attested(Set<String> cids, Map<Integer, Verification> verifications) {
        findings.examine(Statement.OBSERVATION_ATTESTATIONS, () -> {
            verifications.values().stream()
                    .flatMap(verification -> verification.observations().stream())
                    .forEach(this::requireAttested);
            return new Pass(
                    "%d observations have the standing word of at least %d accredited verifiers each, bound to their hash"
                            .formatted(cids.size(), quorum));
        });
    }

    /** The attestations that the verification document names must all stand, and be of a quorum of different verifiers. */
    private void requireAttested(AttestedBy observation) {
        Map<String, ChainAttestation> on = attestations.getOrDefault(observation.cid(), List.of()).stream()
                .collect(Collectors.toMap(ChainAttestation::uid, Function.identity()));
        Set<String> attesters = new HashSet<>();
        for (String uid : observation.attestations()) {
            ChainAttestation attestation = on.get(uid);
            if (attestation == null) {
                throw new Untrue("observation %s: no attestation %s on it exists".formatted(observation.cid(), uid));
            }
            fault(attestation).ifPresent(fault -> {
                throw new Untrue("observation %s: %s".formatted(observation.cid(), fault));
            });
            attesters.add(attestation.attester());
        }
        Untrue.unless(
                attesters.size() >= quorum,
                "observation %s has the word of %d verifiers; the quorum is %d",
                observation.cid(),
                attesters.size(),
                quorum);
    }

    private Optional<String> fault(ChainAttestation attestation) {
        return attestation.fault().or(() -> conflict(attestation)).or(() -> unbound(attestation));
    }

    private Optional<String> conflict(ChainAttestation attestation) {
        return parties.contain(attestation.attester())
                ? Optional.of("attestation %s is by %s, who is paid or pays by this claim"
                        .formatted(attestation.uid(), attestation.attester()))
                : Optional.empty();
    }

    private static Optional<String> unbound(ChainAttestation attestation) {
        String cid = attestation.value(1);
        String bound = Numeric.toHexStringNoPrefix(attestation.<byte[]>value(2));
        return digest(cid).equals(Optional.of(bound))
                ? Optional.empty()
                : Optional.of("attestation %s is bound to the hash %s, not to that of the observation"
                        .formatted(attestation.uid(), bound));
    }

    /** Anybody who is accredited may attest any text; what is no identifier is bound to nothing. */
    private static Optional<String> digest(String cid) {
        try {
            return Optional.of(Cid.parse(cid).digestHex());
        } catch (MalformedCid e) {
            return Optional.empty();
        }
    }

    private Outcome recomputed(
            List<AttestedMilestone> milestones,
            Map<Integer, Verification> verifications,
            Map<String, Document> observations) {
        PublishedForecast forecast = published.forecast();
        VerificationRun run = VerificationRun.of(
                published.project(),
                forecast.document(),
                forecast.resimulation().worlds());
        for (AttestedMilestone milestone : milestones) {
            List<AttestedBy> named =
                    Objects.requireNonNull(verifications.get(milestone.index())).observations();
            requireNoneLeftOut(milestone, named, observations);
            Verification again = run.verify(milestone.terms(), attested(named, observations));
            Difference.requireNone(
                    "the observations of '%s'".formatted(milestone.terms().name()),
                    files.document(PublishedFiles.cid(milestone.verification())),
                    Documents.compose(DocumentType.VERIFICATION, again));
        }
        return new Pass("%d milestones: the observations give the same bytes".formatted(milestones.size()));
    }

    private static List<AttestedObservation> attested(List<AttestedBy> named, Map<String, Document> observations) {
        List<AttestedObservation> attested = new ArrayList<>();
        for (AttestedBy one : named) {
            attested.add(
                    new AttestedObservation(Objects.requireNonNull(observations.get(one.cid())), one.attestations()));
        }
        return attested;
    }

    /** A verification that leaves out what had a quorum before would be a choice of the observations that please. */
    private void requireNoneLeftOut(
            AttestedMilestone milestone, List<AttestedBy> named, Map<String, Document> observations) {
        Set<String> used = named.stream().map(AttestedBy::cid).collect(Collectors.toSet());
        observations.forEach((cid, document) -> Untrue.unless(
                used.contains(cid)
                        || !belongs(document.as(Observation.class), milestone)
                        || !quorumBefore(cid, milestone),
                "milestone '%s': observation %s had a quorum before and is left out",
                milestone.terms().name(),
                cid));
    }

    private static boolean belongs(Observation observation, AttestedMilestone milestone) {
        return observation.indicator().equals(milestone.terms().indicator())
                && milestone.terms().years().contains(observation.year());
    }

    private boolean quorumBefore(String cid, AttestedMilestone milestone) {
        return hasQuorum(attestations.getOrDefault(cid, List.of()).stream()
                .filter(attestation -> attestation.attestedAt().isBefore(milestone.attestedAt()))
                .toList());
    }
}
