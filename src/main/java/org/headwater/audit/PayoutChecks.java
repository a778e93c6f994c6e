// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.project.ContractTerms;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.verification.Verification;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/** Whether the escrow was told the truth by a quorum, and paid what the schedule gives for it. */
final class PayoutChecks {

    private final RemoteChain chain;
    private final long fromBlock;
    private final PublishedClaim published;
    private final Escrow escrow;
    private final EscrowDisputes disputes;
    private final Findings findings;

    PayoutChecks(RemoteChain chain, long fromBlock, PublishedClaim published, Escrow escrow, Findings findings) {
        this.chain = chain;
        this.fromBlock = fromBlock;
        this.published = published;
        this.escrow = escrow;
        this.disputes = new EscrowDisputes(chain, fromBlock, escrow.address());
        this.findings = findings;
    }

    /** The milestones that had a quorum, in the order of time. */
    List<AttestedMilestone> attested() {
        return chain.events(escrow.address(), fromBlock, PerformanceContract.MILESTONEATTESTED_EVENT).stream()
                .map(this::attested)
                .toList();
    }

    private AttestedMilestone attested(Log log) {
        var event = PerformanceContract.getMilestoneAttestedEventFromLog(log);
        int index = event.milestone.intValueExact();
        return new AttestedMilestone(
                index,
                terms(index),
                event.value,
                Numeric.toHexString(event.evidenceHash),
                event.verificationCid,
                chain.time(log));
    }

    private Milestone terms(int index) {
        return published.project().contract().milestones().get(index);
    }

    /** @param attestations all of the milestone schema */
    void votes(
            List<AttestedMilestone> milestones,
            Map<Integer, Verification> verifications,
            List<ChainAttestation> attestations) {
        if (milestones.isEmpty()) {
            return;
        }
        Map<String, ChainAttestation> byUid =
                attestations.stream().collect(Collectors.toMap(ChainAttestation::uid, Function.identity()));
        findings.examine(Statement.MILESTONE_VOTES, () -> {
            milestones.forEach(milestone -> {
                requireVerified(milestone, Objects.requireNonNull(verifications.get(milestone.index())));
                requireQuorum(milestone, byUid);
            });
            return new Pass("%d milestones: a quorum of the contract's verifiers, accredited, said the same"
                    .formatted(milestones.size()));
        });
    }

    private static void requireVerified(AttestedMilestone milestone, Verification verification) {
        BigInteger verified = verification
                .attributable()
                .conservative()
                .movePointRight(ContractTerms.VALUE_DECIMALS)
                .toBigIntegerExact();
        Untrue.unless(
                milestone.value().equals(verified),
                "milestone '%s': %s was attested, %s verified",
                milestone.terms().name(),
                milestone.value(),
                verified);
        String hash = "0x" + PublishedFiles.cid(milestone.verification()).digestHex();
        Untrue.unless(
                milestone.evidenceHash().equals(hash),
                "milestone '%s': attested with the hash %s, not that of the verification, %s",
                milestone.terms().name(),
                milestone.evidenceHash(),
                hash);
    }

    private void requireQuorum(AttestedMilestone milestone, Map<String, ChainAttestation> byUid) {
        Set<String> voters = votes(milestone)
                .map(vote -> Optional.ofNullable(byUid.get(Numeric.toHexString(vote.uid)))
                        .orElseThrow(() -> new Untrue("milestone '%s': no attestation %s exists"
                                .formatted(milestone.terms().name(), Numeric.toHexString(vote.uid)))))
                .filter(attestation -> milestone.isSaidBy(attestation, escrow.address()))
                .filter(attestation -> stands(attestation, milestone))
                .map(ChainAttestation::attester)
                .collect(Collectors.toSet());
        Untrue.unless(
                BigInteger.valueOf(voters.size()).compareTo(escrow.terms().quorum) >= 0,
                "milestone '%s' has the word of %d verifiers; the quorum is %s",
                milestone.terms().name(),
                voters.size(),
                escrow.terms().quorum);
    }

    private Stream<PerformanceContract.VoteRecordedEventResponse> votes(AttestedMilestone milestone) {
        return chain.events(escrow.address(), fromBlock, PerformanceContract.VOTERECORDED_EVENT).stream()
                .map(PerformanceContract::getVoteRecordedEventFromLog)
                .filter(vote -> vote.milestone.intValueExact() == milestone.index());
    }

    /**
     * Revoked within the challenge window a vote disputes the milestone; later it changes nothing. What is contested is not
     * settled on the quorum's word, so that there a vote need only have stood when the quorum was reached.
     */
    private boolean stands(ChainAttestation attestation, AttestedMilestone milestone) {
        Instant until = disputes.contested(BigInteger.valueOf(milestone.index()))
                ? milestone.attestedAt()
                : milestone
                        .attestedAt()
                        .plusSeconds(escrow.terms().challengeWindow.longValueExact());
        boolean revokedInTime =
                attestation.revokedAt().filter(time -> time.isBefore(until)).isPresent();
        return attestation.faults().isEmpty() && !revokedInTime && escrow.isVerifier(attestation.attester());
    }

    /** Judges what was paid, from the settlement of each milestone to the money that moved. */
    void payments(List<AttestedMilestone> milestones, Map<Integer, Verification> verifications) {
        List<PerformanceContract.MilestoneSettledEventResponse> settled =
                chain.events(escrow.address(), fromBlock, PerformanceContract.MILESTONESETTLED_EVENT).stream()
                        .map(PerformanceContract::getMilestoneSettledEventFromLog)
                        .toList();
        findings.examine(Statement.FUNDING, this::funding);
        if (settled.isEmpty()) {
            NotApplicable nothing = new NotApplicable("no milestone is settled yet");
            findings.add(Statement.PAYOUTS_RECOMPUTED, nothing);
            findings.add(Statement.PAYMENTS, nothing);
            return;
        }
        Map<Integer, AttestedMilestone> attested =
                milestones.stream().collect(Collectors.toMap(AttestedMilestone::index, Function.identity()));
        findings.examine(Statement.PAYOUTS_RECOMPUTED, () -> recomputed(settled, attested, verifications));
        findings.examine(Statement.PAYMENTS, () -> paid(settled));
    }

    private Outcome recomputed(
            List<PerformanceContract.MilestoneSettledEventResponse> settled,
            Map<Integer, AttestedMilestone> attested,
            Map<Integer, Verification> verifications) {
        Untrue.unless(
                settled.stream().map(event -> event.milestone).distinct().count() == settled.size(),
                "a milestone was settled twice");
        for (PerformanceContract.MilestoneSettledEventResponse event : settled) {
            int index = event.milestone.intValueExact();
            AttestedMilestone milestone = attested.get(index);
            Verification verification = verifications.get(index);
            if (milestone == null || verification == null) {
                throw new Untrue("milestone %d was settled without a quorum".formatted(index));
            }
            requirePayout(event, milestone, verification);
        }
        return new Pass(settled.stream()
                .map(event -> "'%s' %s"
                        .formatted(terms(event.milestone.intValueExact()).name(), event.paid))
                .collect(Collectors.joining(", ", "the schedule gives what was credited, in base units: ", "")));
    }

    private void requirePayout(
            PerformanceContract.MilestoneSettledEventResponse event,
            AttestedMilestone milestone,
            Verification verification) {
        String name = milestone.terms().name();
        boolean disputed = disputes.contested(event.milestone);
        BigInteger due = disputes.agreed(event.milestone)
                .orElseGet(() -> published.project().contract().schedule().payout(milestone.index(), event.value));
        Untrue.unless(
                disputed || event.value.equals(milestone.value()),
                "milestone '%s' was settled on %s; %s was attested",
                name,
                event.value,
                milestone.value());
        Untrue.unless(event.paid.equals(due), "milestone '%s' paid %s; the schedule gives %s", name, event.paid, due);
        Untrue.unless(
                disputed || verification.creditedAmount().equals(due),
                "milestone '%s': the verification credits %s; the schedule gives %s",
                name,
                verification.creditedAmount(),
                due);
        Untrue.unless(
                event.paid.add(event.refunded).equals(milestone.terms().amount()),
                "milestone '%s': %s paid and %s refunded are not its amount %s",
                name,
                event.paid,
                event.refunded,
                milestone.terms().amount());
    }

    private Outcome paid(List<PerformanceContract.MilestoneSettledEventResponse> settled) {
        String beneficiary = escrow.terms().beneficiary;
        if (escrow.payers().stream().anyMatch(beneficiary::equalsIgnoreCase)) {
            return new NotApplicable("the beneficiary is a payer too, so that payment and refund cannot be told apart");
        }
        BigInteger due = settled.stream().map(event -> event.paid).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger sent = sum(outgoing().filter(transfer -> transfer.to.equalsIgnoreCase(beneficiary)));
        var contract = chain.performanceContract(escrow.address());
        BigInteger waiting = chain.call(contract.credit(beneficiary)).add(chain.call(contract.heldBack()));
        due = due.add(disputes.paidEarly(
                        settled.stream().map(event -> event.milestone).toList()))
                .add(disputes.bondsTo(beneficiary));
        Untrue.unless(
                sent.add(waiting).equals(due),
                "the token was sent %s base units to %s, %s wait for it; the milestones give %s",
                sent,
                beneficiary,
                waiting,
                due);
        return new Pass("%s base units were sent to %s, %s wait to be withdrawn".formatted(sent, beneficiary, waiting));
    }

    private Outcome funding() {
        BigInteger received = sum(transfers().filter(transfer -> transfer.to.equalsIgnoreCase(escrow.address())));
        Untrue.unless(
                received.compareTo(escrow.funded()) >= 0,
                "the token shows %s base units received; the contract counts %s",
                received,
                escrow.funded());
        outgoing().forEach(this::requireParty);
        BigInteger sent = sum(outgoing());
        BigInteger held = escrow.funded().add(disputes.bonds());
        Untrue.unless(sent.compareTo(held) <= 0, "%s base units were sent, %s deposited", sent, held);
        return new Pass("%s of %s deposited base units were sent, to the parties only".formatted(sent, held));
    }

    private void requireParty(DemonstrationToken.TransferEventResponse transfer) {
        boolean party = transfer.to.equalsIgnoreCase(escrow.terms().beneficiary)
                || disputes.isTreasury(transfer.to)
                || escrow.payers().stream().anyMatch(transfer.to::equalsIgnoreCase);
        Untrue.unless(party, "%s base units were sent to %s, no party", transfer.value, transfer.to);
    }

    private Stream<DemonstrationToken.TransferEventResponse> outgoing() {
        return transfers().filter(transfer -> transfer.from.equalsIgnoreCase(escrow.address()));
    }

    private Stream<DemonstrationToken.TransferEventResponse> transfers() {
        return chain.events(escrow.terms().token, fromBlock, DemonstrationToken.TRANSFER_EVENT).stream()
                .map(DemonstrationToken::getTransferEventFromLog);
    }

    private static BigInteger sum(Stream<DemonstrationToken.TransferEventResponse> transfers) {
        return transfers.map(transfer -> transfer.value).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
