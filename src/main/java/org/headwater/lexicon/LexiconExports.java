// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.attestation.Observation;
import org.headwater.attestation.Observations;
import org.headwater.chain.Chain;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.lexicon.ClaimRecords.Evaluated;
import org.headwater.lexicon.ClaimRecords.History;
import org.headwater.lexicon.ClaimRecords.Observed;
import org.headwater.lexicon.ClaimRecords.Paid;
import org.headwater.payout.ContractView;
import org.headwater.payout.ContractViews;
import org.headwater.payout.Payouts;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.headwater.verification.Verification;
import org.headwater.verification.Verifications;
import org.springframework.stereotype.Component;

/** Claims as records of the AT Protocol; only what verifiers stand by now is exported as observed or evaluated. */
@Component
class LexiconExports {

    /** A host under a domain that never exists (RFC 2606), so that nobody takes it for a repository. */
    private static final String PLACEHOLDER = "did:web:repository.invalid";

    private static final String DID = "did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]";
    private static final int LONGEST_DID = 256;
    private static final int SHARE_DECIMALS = 6;

    /** Of the demonstration token. */
    private static final int TOKEN_DECIMALS = 6;

    private final Claims claims;
    private final Projects projects;
    private final Documents documents;
    private final Observations observations;
    private final Attestations attestations;
    private final Verifications verifications;
    private final ContractViews contracts;
    private final Chain chain;

    LexiconExports(
            Claims claims,
            Projects projects,
            Documents documents,
            Observations observations,
            Attestations attestations,
            Verifications verifications,
            ContractViews contracts,
            Chain chain) {
        this.claims = claims;
        this.projects = projects;
        this.documents = documents;
        this.observations = observations;
        this.attestations = attestations;
        this.verifications = verifications;
        this.contracts = contracts;
        this.chain = chain;
    }

    /**
     * A claim as records.
     *
     * @param repository DID of the repository that they are meant for; empty for a declared placeholder
     * @throws InvalidDocument if the repository is no DID, or a text does not fit its lexicon
     */
    LexiconExport of(ClaimId id, Optional<String> repository) {
        Claim claim = claims.get(id);
        repository
                .filter(did -> !did.matches(DID) || did.length() > LONGEST_DID)
                .ifPresent(did -> {
                    throw new InvalidDocument(List.of(
                            new Violation("/repository", did, "a DID such as did:plc:…, at most 256 characters")));
                });
        Project project = projects.read(Cid.parse(claim.projectCid()));
        Forecast forecast = documents
                .read(DocumentType.FORECAST, Cid.parse(claim.forecastCid()))
                .as(Forecast.class);
        return new LexiconExport(
                claim.id(),
                repository.orElse(PLACEHOLDER),
                repository.isEmpty(),
                ClaimRecords.of(repository.orElse(PLACEHOLDER), claim, project, forecast, history(claim, project)),
                LexiconExport.LOSSES);
    }

    private History history(Claim claim, Project project) {
        Optional<ContractView> contract = contracts.of(claim);
        return new History(
                observations.of(claim.id()).stream()
                        .flatMap(document -> observed(claim, document).stream())
                        .toList(),
                contract.stream()
                        .flatMap(view -> evaluated(claim, project, view))
                        .toList(),
                contract.stream().flatMap(this::paid).toList());
    }

    /** What nobody attests is no measurement yet. */
    private Optional<Observed> observed(Claim claim, Document document) {
        return attestations.standing(claim.id(), document.cid().text()).stream()
                .map(Attestation::attestedAt)
                .min(Instant::compareTo)
                .map(first -> new Observed(document.cid(), document.as(Observation.class), first));
    }

    private Stream<Evaluated> evaluated(Claim claim, Project project, ContractView view) {
        List<Milestone> milestones = project.contract().milestones();
        return IntStream.range(0, milestones.size())
                .boxed()
                .flatMap(index -> verifications
                        .of(claim.id(), milestones.get(index).name())
                        .stream()
                        .flatMap(document ->
                                attestations.standing(claim.id(), Payouts.subject(view.address(), index)).stream()
                                        .map(vote -> evaluated(document, milestones.get(index), vote))));
    }

    private static Evaluated evaluated(Document document, Milestone milestone, Attestation vote) {
        Verification verification = document.as(Verification.class);
        BigDecimal share = new BigDecimal(verification.creditedAmount())
                .divide(new BigDecimal(milestone.amount()), SHARE_DECIMALS, RoundingMode.DOWN);
        return new Evaluated(document.cid(), verification, milestone, share, vote.attester(), vote.attestedAt());
    }

    private Stream<Paid> paid(ContractView view) {
        return view.milestones().stream()
                .filter(milestone -> milestone.paidAmount().signum() > 0)
                .flatMap(milestone -> Stream.ofNullable(milestone.transaction())
                        .map(transaction -> new Paid(
                                milestone.name(),
                                new BigDecimal(milestone.paidAmount(), TOKEN_DECIMALS),
                                view.address(),
                                transaction,
                                time(transaction))));
    }

    private Instant time(String transaction) {
        return chain.blockTime(chain.receipt(transaction).orElseThrow().getBlockNumber());
    }
}
