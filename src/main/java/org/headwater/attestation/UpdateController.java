// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.headwater.attestation.BasicEvaluation.Verdict;
import org.headwater.attestation.Revision.Kind;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.project.Projects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is said of a claim after its mint: revisions, additions by its creator, evaluations, and words taken back. On the local
 * chain signed with the parties' demonstration keys.
 */
@RestController
@RequestMapping("/api/v1/claims/{id}")
class UpdateController {

    /** The name under which the owner attests, beside the verifiers' own names. */
    private static final String OWNER = "owner";

    private final Claims claims;
    private final Projects projects;
    private final Attestations attestations;
    private final Revisions revisions;
    private final Evaluations evaluations;
    private final CreatorFeeds feeds;
    private final Revocations revocations;

    UpdateController(
            Claims claims,
            Projects projects,
            Attestations attestations,
            Revisions revisions,
            Evaluations evaluations,
            CreatorFeeds feeds,
            Revocations revocations) {
        this.claims = claims;
        this.projects = projects;
        this.attestations = attestations;
        this.revisions = revisions;
        this.evaluations = evaluations;
        this.feeds = feeds;
        this.revocations = revocations;
    }

    /** @param attester {@code owner}, or the name of a verifier in the project's contract */
    record RevisionRequest(
            @NotNull Kind kind,
            @NotNull Cid documentCid,
            @NotNull String attester) {}

    /** @param verifier a name in the project's contract */
    record EvaluationRequest(
            @NotNull String verifier,
            @NotNull Verdict basic,
            @NotNull Verdict work,
            @NotNull Verdict contributors,
            @NotNull Verdict properties,
            @Nullable String comments,
            @Nullable List<String> tags) {

        BasicEvaluation of(ClaimId claim) {
            return new BasicEvaluation(
                    claim,
                    basic,
                    work,
                    contributors,
                    properties,
                    Objects.requireNonNullElse(comments, ""),
                    Objects.requireNonNullElse(tags, List.of()));
        }
    }

    record FeedRequest(
            @NotNull String title,
            @NotNull String description,
            @Nullable List<FeedEntry.Source> sources) {

        FeedEntry of(ClaimId claim) {
            return new FeedEntry(claim, title, description, Objects.requireNonNullElse(sources, List.of()));
        }
    }

    /** @param uid of an attestation on the claim, 0x and 64 hexadecimal digits */
    record RevocationRequest(@NotNull String uid) {}

    @GetMapping("/revisions")
    List<Revision> revisions(@PathVariable String id) {
        return revisions.of(ClaimId.parse(id));
    }

    @PostMapping("/revisions")
    ResponseEntity<Revision> revise(@PathVariable String id, @Valid @RequestBody RevisionRequest request) {
        Claim claim = claims.get(ClaimId.parse(id));
        Revision revision;
        if (request.attester().equals(OWNER)) {
            revision = revisions.publishAsOwner(claim.id(), request.kind(), request.documentCid());
        } else {
            requireVerifier(claim, "/attester", request.attester());
            revision =
                    revisions.publishAsVerifier(claim.id(), request.kind(), request.documentCid(), request.attester());
        }
        return ResponseEntity.created(URI.create("/ipfs/" + revision.documentCid()))
                .body(revision);
    }

    @GetMapping("/evaluations")
    List<Evaluations.Evaluation> evaluations(@PathVariable String id) {
        return evaluations.of(ClaimId.parse(id));
    }

    @PostMapping("/evaluations")
    ResponseEntity<Evaluations.Evaluation> evaluate(
            @PathVariable String id, @Valid @RequestBody EvaluationRequest request) {
        Claim claim = claims.get(ClaimId.parse(id));
        requireVerifier(claim, "/verifier", request.verifier());
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(evaluations.evaluate(request.of(claim.id()), request.verifier()));
    }

    @GetMapping("/feed")
    List<CreatorFeeds.Addition> feed(@PathVariable String id) {
        return feeds.of(ClaimId.parse(id));
    }

    @PostMapping("/feed")
    ResponseEntity<CreatorFeeds.Addition> add(@PathVariable String id, @Valid @RequestBody FeedRequest request) {
        Claim claim = claims.get(ClaimId.parse(id));
        return ResponseEntity.status(HttpStatus.CREATED).body(feeds.add(request.of(claim.id())));
    }

    @PostMapping("/revocations")
    AttestationRevoked revoke(@PathVariable String id, @Valid @RequestBody RevocationRequest request) {
        return revocations.revoke(ClaimId.parse(id), request.uid());
    }

    /** Whoever the project's contract names as a verifier is accredited at the first use, as for observations. */
    private void requireVerifier(Claim claim, String pointer, String verifier) {
        List<String> verifiers =
                projects.read(Cid.parse(claim.projectCid())).contract().verifiers();
        if (!verifiers.contains(verifier)) {
            String also = pointer.equals("/attester") ? OWNER + ", " : "";
            throw new InvalidDocument(List.of(
                    new Violation(pointer, verifier, "one of %s%s".formatted(also, String.join(", ", verifiers)))));
        }
        attestations.accredit(verifier);
    }
}
