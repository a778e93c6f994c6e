// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.headwater.attestation.Revision;
import org.headwater.attestation.RevisionData;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.chain.Anchors;
import org.headwater.chain.Anchors.Contract;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.document.Document;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/** Whether what the owner and accredited verifiers said of a claim after its mint is whole, in sequence, and can be shown. */
final class RevisionChecks {

    private final RemoteChain chain;
    private final Anchors anchors;
    private final PublishedFiles files;
    private final PublishedClaim published;
    private final Findings findings;

    RevisionChecks(
            RemoteChain chain, Anchors anchors, PublishedFiles files, PublishedClaim published, Findings findings) {
        this.chain = chain;
        this.anchors = anchors;
        this.files = files;
        this.published = published;
        this.findings = findings;
    }

    /** A revision as the attestation service holds it, with the event of the resolver that told of it. */
    private record Told(Log event, RevisionResolver.RevisedEventResponse revised, EAS.Attestation held) {

        String uid() {
            return Numeric.toHexString(revised.uid);
        }

        boolean isRevoked() {
            return held.revocationTime.signum() > 0;
        }

        RevisionData data() {
            try {
                return RevisionData.decoded(held.data);
            } catch (RuntimeException notOfTheSchema) {
                throw new Untrue("revision %s: its data are not those of the schema".formatted(uid()));
            }
        }
    }

    /** Revisions name documents that other statements judge, so that they are examined only where none of those is false. */
    void examine() {
        Contract resolver = anchors.contracts().revisionResolver();
        String schema = anchors.schemas().revision();
        if (resolver == null || schema == null) {
            findings.add(Statement.REVISIONS, new NotApplicable("the anchors name no revision resolver"));
        } else if (findings.ok()) {
            findings.examine(Statement.REVISIONS, () -> judge(resolver.address(), schema));
        }
    }

    private Outcome judge(String resolver, String schema) {
        Accreditations accreditations = Accreditations.read(chain, anchors);
        int standing = 0;
        int revoked = 0;
        int sequences = 0;
        for (List<Told> sequence : sequences(resolver).values()) {
            List<Told> believed = believed(sequence, accreditations);
            if (believed.isEmpty()) {
                continue;
            }
            sequences++;
            requireSequence(sequence, resolver, schema);
            for (Told told : believed) {
                if (told.isRevoked()) {
                    revoked++;
                } else if (author(told).may(told.data().kind())) {
                    requireDocument(told);
                    standing++;
                }
            }
        }
        if (sequences == 0) {
            return new NotApplicable("neither the owner nor an accredited verifier has revised the claim");
        }
        return new Pass(
                "%d revisions in %d whole sequences stand and have their documents; %d were revoked and do not count"
                        .formatted(standing, sequences, revoked));
    }

    private Map<String, List<Told>> sequences(String resolver) {
        return chain
                .events(
                        resolver,
                        anchors.fromBlock(),
                        RevisionResolver.REVISED_EVENT,
                        "0x"
                                + TypeEncoder.encode(
                                        new Address(published.claim().id().contract())),
                        "0x"
                                + TypeEncoder.encode(
                                        new Uint256(published.claim().id().tokenId())))
                .stream()
                .map(this::told)
                .collect(Collectors.groupingBy(
                        told -> told.revised().attester, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private Told told(Log event) {
        RevisionResolver.RevisedEventResponse revised = RevisionResolver.getRevisedEventFromLog(event);
        EAS eas = chain.eas(anchors.contracts().eas().address());
        return new Told(event, revised, chain.call(eas.getAttestation(revised.uid)));
    }

    /** Those of the owner, or those that a verifier made while accredited; whatever a stranger says is passed over. */
    private List<Told> believed(List<Told> sequence, Accreditations accreditations) {
        return sequence.stream()
                .filter(told -> isOwner(told) || accreditations.at(told.event(), told.revised().attester))
                .toList();
    }

    private boolean isOwner(Told told) {
        return told.revised().attester.equalsIgnoreCase(published.claim().owner());
    }

    private Revision.Author author(Told told) {
        return isOwner(told) ? Revision.Author.OWNER : Revision.Author.VERIFIER;
    }

    private void requireSequence(List<Told> sequence, String resolver, String schema) {
        String previous = RevisionData.NONE;
        for (int i = 0; i < sequence.size(); i++) {
            requireHeld(sequence.get(i), schema);
            requireNext(sequence.get(i), i + 1, previous);
            previous = sequence.get(i).uid();
        }
        String attester = sequence.getFirst().revised().attester;
        RevisionResolver.Head head = chain.call(chain.revisionResolver(resolver)
                .head(published.claim().id().contract(), published.claim().id().tokenId(), attester));
        Untrue.unless(
                head.revision.longValueExact() == sequence.size()
                        && Numeric.toHexString(head.uid).equals(previous),
                "the newest revision of %s is number %s; the events show %d",
                attester,
                head.revision,
                sequence.size());
    }

    private static void requireHeld(Told told, String schema) {
        EAS.Attestation held = told.held();
        Untrue.unless(
                Numeric.toHexString(held.uid).equals(told.uid()),
                "revision %s: no such attestation exists",
                told.uid());
        Untrue.unless(
                Numeric.toHexString(held.schema).equals(schema),
                "revision %s has schema %s, not %s",
                told.uid(),
                Numeric.toHexString(held.schema),
                schema);
        Untrue.unless(
                held.attester.equalsIgnoreCase(told.revised().attester),
                "revision %s is held for %s, its event names %s",
                told.uid(),
                held.attester,
                told.revised().attester);
        Untrue.unless(held.expirationTime.signum() == 0, "revision %s expires, which its resolver refuses", told.uid());
    }

    private void requireNext(Told told, int number, String previous) {
        RevisionData data = told.data();
        Untrue.unless(
                data.claim().equals(published.claim().id()),
                "revision %s points to the claim %s",
                told.uid(),
                data.claim());
        Untrue.unless(
                data.number() == number && told.revised().revision.longValueExact() == number,
                "revision %s has number %d; it is the one of number %d",
                told.uid(),
                data.number(),
                number);
        Untrue.unless(
                data.previousUid().equals(previous),
                "revision %s follows %s; the one before is %s",
                told.uid(),
                data.previousUid(),
                previous);
    }

    private void requireDocument(Told told) {
        RevisionData data = told.data();
        Revision.Kind kind = data.kind();
        Document document = files.document(kind.document(), PublishedFiles.cid(data.documentCid()));
        String subject = document.json().path(kind.member()).asString();
        Untrue.unless(
                subject.equals(kind.subject(published.claim())),
                "revision %s: /%s of its document is %s, not %s",
                told.uid(),
                kind.member(),
                subject,
                kind.subject(published.claim()));
    }
}
