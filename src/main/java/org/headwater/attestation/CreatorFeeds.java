// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.time.Instant;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.SentTransaction;
import org.headwater.document.InvalidDocument;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.hypercert.Minting;
import org.headwater.ipfs.Cid;
import org.springframework.stereotype.Repository;

/**
 * What creators added to their claims, in the schema that hypercert applications share. Anybody can attest under it; the word
 * of others than the creator is left out.
 */
@Repository
public class CreatorFeeds {

    private final Chain chain;
    private final ContractDeployments deployments;
    private final DelegatedCalls calls;
    private final HeldAttestations held;
    private final Claims claims;

    CreatorFeeds(
            Chain chain, ContractDeployments deployments, DelegatedCalls calls, HeldAttestations held, Claims claims) {
        this.chain = chain;
        this.deployments = deployments;
        this.calls = calls;
        this.held = held;
        this.claims = claims;
    }

    /** One addition; it can expire, but not be revoked, as the schema has it. */
    public record Addition(String uid, Standing standing, FeedEntry entry, String transaction, Instant attestedAt) {}

    /** What the account that minted has added to a claim, oldest first. */
    public List<Addition> of(ClaimId id) {
        Claim claim = claims.get(id);
        Instant now = chain.time();
        return held.of(deployments.ensure().creatorFeedSchema()).stream()
                .filter(told -> told.held().attester().equalsIgnoreCase(claim.owner()))
                .flatMap(told -> FeedEntry.decoded(told.held().data())
                        .filter(entry -> entry.claim().equals(claim.id()))
                        .map(entry -> new Addition(
                                told.held().uid(),
                                told.held().standing(now),
                                entry,
                                told.event().getTransactionHash(),
                                told.held().attestedAt()))
                        .stream())
                .toList();
    }

    /**
     * Lets the owner add something, with the demonstration key; the same again changes nothing.
     *
     * @throws InvalidDocument if hypercert applications would not take it
     */
    public Addition add(FeedEntry entry) {
        Claim claim = claims.get(entry.claim());
        InvalidDocument.throwIfAny(FeedEntryCheck.violations(entry));
        byte[] data = entry.encoded();
        SentTransaction sent = calls.attest(
                "feed/%s/%s".formatted(claim.id(), Cid.of(data)),
                Minting.OWNER,
                () -> new DelegatedCalls.Content(deployments.ensure().creatorFeedSchema(), data, false));
        String uid = Evaluations.uid(sent);
        return of(claim.id()).stream()
                .filter(found -> found.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }
}
