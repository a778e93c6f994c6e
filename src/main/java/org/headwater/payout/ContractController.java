// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.headwater.attestation.Attestation;
import org.headwater.chain.Chain;
import org.headwater.document.Document;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.verification.Verifications;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Performance contracts: agreed, verified, attested and settled, milestone by milestone. */
@RestController
@RequestMapping("/api/v1/claims/{id}")
class ContractController {

    private final ClaimContracts claimContracts;
    private final PerformanceContracts contracts;
    private final ContractViews views;
    private final Verifications verifications;
    private final Payouts payouts;
    private final Chain chain;

    ContractController(
            ClaimContracts claimContracts,
            PerformanceContracts contracts,
            ContractViews views,
            Verifications verifications,
            Payouts payouts,
            Chain chain) {
        this.claimContracts = claimContracts;
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
        return views.of(claimContracts.claim(id)).stream().toList();
    }

    /** @param funded false to create the contract only, for payers with wallets or keys of their own */
    @PostMapping("/contracts")
    ResponseEntity<ContractView> agree(@PathVariable String id, @RequestParam(defaultValue = "true") boolean funded) {
        Claim claim = claimContracts.claim(id);
        if (funded) {
            contracts.agree(claim, claimContracts.project(claim));
        } else {
            contracts.open(claim, claimContracts.project(claim));
        }
        return ResponseEntity.created(URI.create("/api/v1/claims/" + id + "/contracts"))
                .body(views.of(claim).orElseThrow());
    }

    @PostMapping("/contracts/votes")
    Attestation vote(@PathVariable String id, @Valid @RequestBody VoteRequest request) {
        List<String> verifiers =
                claimContracts.project(claimContracts.claim(id)).contract().verifiers();
        require(
                verifiers.contains(request.verifier()),
                "/verifier",
                request.verifier(),
                "one of " + String.join(", ", verifiers));
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        int index = agreed.index(request.milestone());
        Milestone milestone = agreed.project().contract().milestones().get(index);
        requireMeasured(milestone);
        ClaimId claim = agreed.claim().id();
        return payouts.attest(
                claim, agreed.address(), index, verifications.verify(claim, milestone), request.verifier());
    }

    @PostMapping("/contracts/settlements")
    Payout settle(@PathVariable String id, @Valid @RequestBody MilestoneRequest request) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        int index = agreed.index(request.milestone());
        return payouts.settle(
                agreed.claim().id(),
                agreed.project(),
                agreed.address(),
                index,
                verification(agreed.claim(), request.milestone()));
    }

    /** Releases what was held back, once its date has come. */
    @PostMapping("/contracts/hold-back-releases")
    ContractView releaseHoldBack(@PathVariable String id) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        payouts.releaseHoldBack(agreed.address());
        return agreed.view();
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

    private static void require(boolean holds, String pointer, String value, String allowed) {
        if (!holds) {
            throw new InvalidDocument(List.of(new Violation(pointer, String.valueOf(value), allowed)));
        }
    }
}
