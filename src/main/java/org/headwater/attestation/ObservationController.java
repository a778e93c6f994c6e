// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.headwater.chain.WalletCall;
import org.headwater.document.Document;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Observations of a claim and the attestations on them. */
@RestController
@RequestMapping("/api/v1/claims/{id}")
class ObservationController {

    private final Claims claims;
    private final Projects projects;
    private final Observations observations;
    private final Attestations attestations;
    private final WalletAttestations wallets;

    ObservationController(
            Claims claims,
            Projects projects,
            Observations observations,
            Attestations attestations,
            WalletAttestations wallets) {
        this.claims = claims;
        this.projects = projects;
        this.observations = observations;
        this.attestations = attestations;
        this.wallets = wallets;
    }

    record ListedObservation(String cid, JsonNode observation) {

        static ListedObservation of(Document document) {
            return new ListedObservation(document.cid().text(), document.json());
        }
    }

    /** @param verifier one of the names in the project's contract */
    record AttestationRequest(
            @NotNull Cid observationCid, @NotNull String verifier) {}

    @GetMapping("/observations")
    List<ListedObservation> observations(@PathVariable String id) {
        return observations.of(claims.get(ClaimId.parse(id)).id()).stream()
                .map(ListedObservation::of)
                .toList();
    }

    @PostMapping("/observations")
    ResponseEntity<ListedObservation> observe(@PathVariable String id, @RequestBody byte[] body) {
        Document document = observations.record(ClaimId.parse(id), Json.parse(body));
        return ResponseEntity.created(URI.create("/ipfs/" + document.cid())).body(ListedObservation.of(document));
    }

    @GetMapping("/attestations")
    List<Attestation> attestations(@PathVariable String id) {
        return attestations.of(claims.get(ClaimId.parse(id)).id());
    }

    @PostMapping("/attestations")
    Attestation attest(@PathVariable String id, @Valid @RequestBody AttestationRequest request) {
        Claim claim = claims.get(ClaimId.parse(id));
        requireVerifier(projects.read(Cid.parse(claim.projectCid())), request.verifier());
        Document observation = observation(claim, request.observationCid());
        attestations.accredit(request.verifier());
        return attestations.attestObservation(claim.id(), observation, request.verifier());
    }

    /** @param from address of the wallet that is to sign */
    record WalletAttestationRequest(
            @NotNull Cid observationCid,

            @NotNull @Pattern(regexp = WalletCall.ADDRESS, message = WalletCall.ADDRESS_ALLOWED)
            String from) {}

    /** Prepares an attestation for the verifier's own wallet; followed at /api/v1/wallet/calls. */
    @PostMapping("/attestations/wallet-calls")
    WalletCall prepare(@PathVariable String id, @Valid @RequestBody WalletAttestationRequest request) {
        Claim claim = claims.get(ClaimId.parse(id));
        Cid observation = observation(claim, request.observationCid()).cid();
        return wallets.prepare(claim.id(), observation, request.from());
    }

    private Document observation(Claim claim, Cid cid) {
        return observations.of(claim.id()).stream()
                .filter(document -> document.cid().equals(cid))
                .findFirst()
                .orElseThrow(() -> new InvalidDocument(List.of(
                        new Violation("/observationCid", cid.text(), "an observation of claim " + claim.id()))));
    }

    private static void requireVerifier(Project project, String verifier) {
        List<String> verifiers = project.contract().verifiers();
        if (!verifiers.contains(verifier)) {
            throw new InvalidDocument(
                    List.of(new Violation("/verifier", verifier, "one of " + String.join(", ", verifiers))));
        }
    }
}
