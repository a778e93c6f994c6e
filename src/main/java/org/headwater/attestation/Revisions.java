// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.List;
import java.util.Optional;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.document.Document;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.hypercert.Minting;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * The revisions of each claim, which the chain itself keeps in sequence. Anybody can begin a sequence there; the word taken is
 * that of the account that minted, and of verifiers accredited when they attested.
 */
@Repository
public class Revisions {

    private static final String REVISED = EventEncoder.encode(RevisionResolver.REVISED_EVENT);

    private final Chain chain;
    private final Keyring keyring;
    private final ContractDeployments deployments;
    private final DelegatedCalls calls;
    private final HeldAttestations held;
    private final Accreditations accreditations;
    private final Claims claims;
    private final Documents documents;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;

    Revisions(
            Chain chain,
            Keyring keyring,
            ContractDeployments deployments,
            DelegatedCalls calls,
            HeldAttestations held,
            Accreditations accreditations,
            Claims claims,
            Documents documents,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction) {
        this.chain = chain;
        this.keyring = keyring;
        this.deployments = deployments;
        this.calls = calls;
        this.held = held;
        this.accreditations = accreditations;
        this.claims = claims;
        this.documents = documents;
        this.events = events;
        this.inTransaction = inTransaction;
    }

    /** The revisions of a claim by its owner and by accredited verifiers, oldest first, revoked ones marked so. */
    public List<Revision> of(ClaimId id) {
        Claim claim = claims.get(id);
        return chain
                .logs(
                        deployments.ensure().revisionResolver(),
                        REVISED,
                        "0x" + TypeEncoder.encode(new Address(id.contract())),
                        "0x" + TypeEncoder.encode(new Uint256(id.tokenId())))
                .stream()
                .flatMap(event -> revision(claim, event).stream())
                .toList();
    }

    private Optional<Revision> revision(Claim claim, Log event) {
        RevisionResolver.RevisedEventResponse revised = RevisionResolver.getRevisedEventFromLog(event);
        return author(claim, event, revised.attester)
                .flatMap(author -> held.find(Numeric.toHexString(revised.uid))
                        .map(attestation -> revision(attestation, author, event.getTransactionHash()))
                        .filter(revision -> author.may(revision.kind())));
    }

    private Optional<Revision.Author> author(Claim claim, Log event, String attester) {
        if (attester.equalsIgnoreCase(claim.owner())) {
            return Optional.of(Revision.Author.OWNER);
        }
        return accreditations.at(event, attester) ? Optional.of(Revision.Author.VERIFIER) : Optional.empty();
    }

    private Revision revision(HeldAttestation attestation, Revision.Author author, String transaction) {
        RevisionData data = RevisionData.decoded(attestation.data());
        return new Revision(
                attestation.uid(),
                data.claim(),
                data.number(),
                data.kind(),
                data.documentCid(),
                data.previousUid().equals(RevisionData.NONE) ? null : data.previousUid(),
                attestation.attester(),
                author,
                transaction,
                attestation.attestedAt(),
                attestation.standing(chain.time()),
                attestation.revokedAt());
    }

    /**
     * Lets the owner, with the demonstration key, say what a document says of the claim; the same document again changes
     * nothing.
     *
     * @throws InvalidDocument if the document is not stored here, is of another kind or about something else, or if it
     *     verifies
     */
    public Revision publishAsOwner(ClaimId claim, Revision.Kind kind, Cid document) {
        if (!Revision.Author.OWNER.may(kind)) {
            throw new InvalidDocument(
                    List.of(new Violation("/kind", kind.label(), "projected or observed; only a verifier can verify")));
        }
        return publish(claims.get(claim), kind, document, Minting.OWNER, Revision.Author.OWNER);
    }

    /**
     * The same for an accredited verifier, who may also verify.
     *
     * @throws InvalidDocument if the document is not stored here, is of another kind or about something else
     */
    public Revision publishAsVerifier(ClaimId claim, Revision.Kind kind, Cid document, String verifier) {
        return publish(claims.get(claim), kind, document, ContractTerms.party(verifier), Revision.Author.VERIFIER);
    }

    private Revision publish(Claim claim, Revision.Kind kind, Cid document, String party, Revision.Author author) {
        requireAbout(claim, kind, document);
        Deployment deployment = deployments.ensure();
        SentTransaction sent = calls.attest(
                "revise/%s/%s/%s".formatted(claim.id(), document, party),
                party,
                () -> new DelegatedCalls.Content(
                        deployment.revisionSchema(),
                        next(claim.id(), kind, document, keyring.address(party)).encoded(),
                        true));
        RevisionResolver.RevisedEventResponse revised =
                RevisionResolver.getRevisedEvents(sent.receipt()).getFirst();
        Revision revision = revision(held.find(Numeric.toHexString(revised.uid)).orElseThrow(), author, sent.hash());
        inTransaction.executeWithoutResult(
                status -> events.publishEvent(new RevisionPublished(revision, sent.gasUsed())));
        return revision;
    }

    private RevisionData next(ClaimId claim, Revision.Kind kind, Cid document, String attester) {
        RevisionResolver resolver = RevisionResolver.load(
                deployments.ensure().revisionResolver(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        RevisionResolver.Head head = chain.read(resolver.head(claim.contract(), claim.tokenId(), attester));
        return new RevisionData(
                claim, head.revision.longValueExact() + 1, kind, document.text(), Numeric.toHexString(head.uid));
    }

    private void requireAbout(Claim claim, Revision.Kind kind, Cid cid) {
        Document document = documents
                .read(cid)
                .filter(found -> found.type() == kind.document())
                .orElseThrow(() -> new InvalidDocument(List.of(new Violation(
                        "/documentCid",
                        cid.text(),
                        "a %s that is stored here".formatted(kind.document().label())))));
        String subject = document.json().path(kind.member()).asString();
        if (!subject.equals(kind.subject(claim))) {
            throw new InvalidDocument(List.of(new Violation(
                    "/documentCid",
                    "a %s with %s %s".formatted(kind.document().label(), kind.member(), subject),
                    "one with %s %s".formatted(kind.member(), kind.subject(claim)))));
        }
    }
}
