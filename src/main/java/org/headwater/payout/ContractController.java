// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.headwater.attestation.Attestation;
import org.headwater.chain.Chain;
import org.headwater.document.Document;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.headwater.verification.Verifications;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Performance contracts: agreed, verified, attested and settled, milestone by milestone. */
@RestController
@RequestMapping("/api/v1/claims/{id}")
class ContractController {

    private final Claims claims;
    private final Projects projects;
    private final PerformanceContracts contracts;
    private final ContractViews views;
    private final Verifications verifications;
    private final Payouts payouts;
    private final Chain chain;

    ContractController(
            Claims claims,
            Projects projects,
            PerformanceContracts contracts,
            ContractViews views,
            Verifications verifications,
            Payouts payouts,
            Chain chain) {
        this.claims = claims;
        this.projects = projects;
        this.contracts = contracts;
        this.views = views;
        this.verifications = verifications;
        this.payouts = payouts;
        this.chain = chain;
    }

    /** @param milestone its name in the project document */
    record MilestoneRequest(@NotNull String milestone) {}

    /** @param verifier one of the names in the project's contract */
    record VoteRequest(@NotNull String milestone, @NotNull String verifier) {}

    @GetMapping("/contracts")
    List<ContractView> contracts(@PathVariable String id) {
        return views.of(claim(id)).stream().toList();
    }

    @PostMapping("/contracts")
    ResponseEntity<ContractView> agree(@PathVariable String id) {
        Claim claim = claim(id);
        contracts.agree(claim, project(claim));
        return ResponseEntity.created(URI.create("/api/v1/claims/" + id + "/contracts"))
                .body(views.of(claim).orElseThrow());
    }

    @PostMapping("/contracts/votes")
    Attestation vote(@PathVariable String id, @Valid @RequestBody VoteRequest request) {
        Claim claim = claim(id);
        Project project = project(claim);
        require(
                project.contract().verifiers().contains(request.verifier()),
                "/verifier",
                request.verifier(),
                "one of " + String.join(", ", project.contract().verifiers()));
        int index = index(project, request.milestone());
        String address = address(claim);
        Milestone milestone = project.contract().milestones().get(index);
        requireMeasured(milestone);
        return payouts.attest(
                claim.id(), address, index, verifications.verify(claim.id(), milestone), request.verifier());
    }

    @PostMapping("/contracts/settlements")
    Payout settle(@PathVariable String id, @Valid @RequestBody MilestoneRequest request) {
        Claim claim = claim(id);
        Project project = project(claim);
        int index = index(project, request.milestone());
        return payouts.settle(claim.id(), project, address(claim), index, verification(claim, request.milestone()));
    }

    /** A verification stands once made, so it must not be made from the observations of half a measurement. */
    private void requireMeasured(Milestone milestone) {
        Instant end = PerformanceContracts.measurementEnd(milestone);
        if (chain.time().isBefore(end)) {
            throw new Premature(
                    "/milestone",
                    milestone.name(),
                    "a milestone whose measurement is over; this one ends at %s, now it is %s"
                            .formatted(end, chain.time()));
        }
    }

    private Document verification(Claim claim, String milestone) {
        return verifications
                .of(claim.id(), milestone)
                .orElseThrow(() ->
                        new Premature("/milestone", milestone, "a milestone that a quorum of verifiers has attested"));
    }

    private Claim claim(String id) {
        return claims.get(ClaimId.parse(id));
    }

    private Project project(Claim claim) {
        return projects.read(Cid.parse(claim.projectCid()));
    }

    private String address(Claim claim) {
        return contracts
                .addressFor(claim.id())
                .orElseThrow(() -> new InvalidDocument(
                        List.of(new Violation("/id", claim.id().toString(), "a claim with a performance contract"))));
    }

    private static int index(Project project, String name) {
        List<String> names =
                project.contract().milestones().stream().map(Milestone::name).toList();
        require(names.contains(name), "/milestone", name, "one of " + String.join(", ", names));
        return IntStream.range(0, names.size())
                .filter(index -> names.get(index).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void require(boolean holds, String pointer, String value, String allowed) {
        if (!holds) {
            throw new InvalidDocument(List.of(new Violation(pointer, String.valueOf(value), allowed)));
        }
    }
}
