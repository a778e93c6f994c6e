// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.time.Instant;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.EAS;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms;
import org.springframework.stereotype.Repository;
import org.web3j.utils.Numeric;

/**
 * The evaluations of each claim in the schema that hypercert applications share. Anybody can evaluate; whose word carries
 * weight is told by {@link Evaluation#accredited}.
 */
@Repository
public class Evaluations {

    private final Chain chain;
    private final ContractDeployments deployments;
    private final DelegatedCalls calls;
    private final HeldAttestations held;
    private final Accreditations accreditations;
    private final Claims claims;

    Evaluations(
            Chain chain,
            ContractDeployments deployments,
            DelegatedCalls calls,
            HeldAttestations held,
            Accreditations accreditations,
            Claims claims) {
        this.chain = chain;
        this.deployments = deployments;
        this.calls = calls;
        this.held = held;
        this.accreditations = accreditations;
        this.claims = claims;
    }

    /**
     * One evaluation.
     *
     * @param accredited whether the attester was an accredited verifier then; the word of others is a stranger's
     * @param standing only a valid one may be shown as such, which some applications do not heed
     */
    public record Evaluation(
            String uid,
            String attester,
            boolean accredited,
            Standing standing,
            BasicEvaluation evaluation,
            String transaction,
            Instant attestedAt) {}

    /** The evaluations of a claim by anybody, oldest first; what is no evaluation of a claim is passed over. */
    public List<Evaluation> of(ClaimId id) {
        Claim claim = claims.get(id);
        Instant now = chain.time();
        return held.of(deployments.ensure().basicEvaluationSchema()).stream()
                .flatMap(told -> BasicEvaluation.decoded(told.held().data())
                        .filter(evaluation -> evaluation.claim().equals(claim.id()))
                        .map(evaluation -> new Evaluation(
                                told.held().uid(),
                                told.held().attester(),
                                accreditations.at(told.event(), told.held().attester()),
                                told.held().standing(now),
                                evaluation,
                                told.event().getTransactionHash(),
                                told.held().attestedAt()))
                        .stream())
                .toList();
    }

    /** Lets a verifier evaluate, with the demonstration key; the same evaluation again changes nothing. */
    public Evaluation evaluate(BasicEvaluation evaluation, String verifier) {
        Claim claim = claims.get(evaluation.claim());
        String party = ContractTerms.party(verifier);
        byte[] data = evaluation.encoded();
        SentTransaction sent = calls.attest(
                "evaluate/%s/%s/%s".formatted(claim.id(), Cid.of(data), party),
                party,
                () -> new DelegatedCalls.Content(deployments.ensure().basicEvaluationSchema(), data, true));
        String uid = uid(sent);
        return of(claim.id()).stream()
                .filter(found -> found.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }

    static String uid(SentTransaction sent) {
        return Numeric.toHexString(EAS.getAttestedEvents(sent.receipt()).getFirst().uid);
    }
}
