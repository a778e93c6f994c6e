// SPDX-License-Identifier: Apache-2.0
package org.headwater.portfolio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.headwater.hypercert.Claim;
import org.headwater.index.ContractEvent;
import org.headwater.index.ContractEvent.Agreed;
import org.headwater.index.ContractEvent.Attested;
import org.headwater.index.ContractEvent.BondLost;
import org.headwater.index.ContractEvent.BondReturned;
import org.headwater.index.ContractEvent.Challenged;
import org.headwater.index.ContractEvent.Credited;
import org.headwater.index.ContractEvent.Decided;
import org.headwater.index.ContractEvent.Expired;
import org.headwater.index.ContractEvent.Funded;
import org.headwater.index.ContractEvent.HeldBack;
import org.headwater.index.ContractEvent.Offered;
import org.headwater.index.ContractEvent.Released;
import org.headwater.index.ContractEvent.Revoked;
import org.headwater.index.ContractEvent.Settled;
import org.headwater.index.ContractEvent.UndisputedPaid;
import org.headwater.index.ContractEvent.VoteWithdrawn;
import org.headwater.index.ContractEvent.Voted;
import org.headwater.index.ContractEvent.Withdrawn;
import org.headwater.index.ContractEvents;
import org.headwater.index.ToldEvent;
import org.headwater.payout.PerformanceContracts;
import org.headwater.project.ContractTerms;
import org.headwater.project.Project;
import org.springframework.stereotype.Component;

/**
 * What a claim's contract told of disputes, bonds, endings and what is held back, in words. It is read from the index each time,
 * so that a reorganisation takes it back. Deposits, votes and payments have entries already; credits and withdrawals follow from
 * the rest.
 */
@Component
class ContractTimelines {

    private final PerformanceContracts contracts;
    private final ContractEvents events;

    ContractTimelines(PerformanceContracts contracts, ContractEvents events) {
        this.contracts = contracts;
        this.events = events;
    }

    /** Oldest first; empty without a contract, or while it is not indexed. */
    List<TimelineEntry> of(Claim claim, Project project) {
        return contracts.addressFor(claim.id()).stream()
                .flatMap(address -> entries(address, project))
                .toList();
    }

    private Stream<TimelineEntry> entries(String address, Project project) {
        String beneficiary = events.beneficiary(address).orElse("");
        return events.of(address).stream()
                .flatMap(told -> words(told.event(), project, beneficiary).map(words -> entry(words, told)).stream());
    }

    /** @param uid of the attestation it is about; empty if it is about none */
    private record Words(String kind, String title, String detail, Optional<String> uid) {

        Words(String kind, String title, String detail) {
            this(kind, title, detail, Optional.empty());
        }
    }

    private static TimelineEntry entry(Words words, ToldEvent told) {
        return new TimelineEntry(
                words.kind(),
                words.title(),
                null,
                told.transaction(),
                words.uid().orElse(null),
                null,
                told.time(),
                words.detail());
    }

    private static Optional<Words> words(ContractEvent event, Project project, String beneficiary) {
        return Optional.ofNullable(
                switch (event) {
                    case Challenged(int milestone, String who, BigInteger value, BigInteger bond) ->
                        new Words(
                                "dispute",
                                "%s: %s contests the value".formatted(name(project, milestone), side(who, beneficiary)),
                                "says %s, with a bond of %s base units; by %s".formatted(value(value), bond, who));
                    case Revoked(int milestone, String verifier, String uid) ->
                        new Words(
                                "dispute",
                                name(project, milestone) + ": a verifier of the quorum takes its word back",
                                "all that is not paid yet is contested; by " + verifier,
                                Optional.of(uid));
                    case Offered(int milestone, String who, BigInteger amount) ->
                        new Words(
                                "dispute",
                                "%s: %s offers to settle".formatted(name(project, milestone), side(who, beneficiary)),
                                "for %s base units to the beneficiary in all; by %s".formatted(amount, who));
                    case Agreed(int milestone, BigInteger amount) ->
                        new Words(
                                "dispute",
                                name(project, milestone) + ": the parties agree",
                                "on %s base units to the beneficiary in all".formatted(amount));
                    case Decided(int milestone, BigInteger value) ->
                        new Words(
                                "dispute",
                                name(project, milestone) + ": the arbiter decides",
                                "on the value " + value(value));
                    case UndisputedPaid(int milestone, BigInteger amount) ->
                        new Words(
                                "settlement",
                                name(project, milestone) + ": what nobody contests is paid",
                                amount + " base units to the beneficiary");
                    case BondReturned(int milestone, String who, BigInteger bond) ->
                        new Words(
                                "bond",
                                "%s: the bond of %s goes back"
                                        .formatted(name(project, milestone), side(who, beneficiary)),
                                "%s base units to %s".formatted(bond, who));
                    case BondLost(int milestone, String who, BigInteger toOtherSide, BigInteger toTreasury) ->
                        new Words(
                                "bond",
                                "%s: the bond of %s is lost"
                                        .formatted(name(project, milestone), side(who, beneficiary)),
                                "%s base units to the other side, %s to the treasury; it was put up by %s"
                                        .formatted(toOtherSide, toTreasury, who));
                    case Settled(int milestone, BigInteger value, BigInteger paid, BigInteger refunded) ->
                        new Words(
                                "settlement",
                                name(project, milestone) + ": settled",
                                "on the value %s: %s base units to the beneficiary in all, %s back to the payers"
                                        .formatted(value(value), paid, refunded));
                    case Expired(int milestone, BigInteger refunded) ->
                        new Words(
                                "settlement",
                                name(project, milestone) + ": ended without a payment",
                                refunded + " base units back to the payers");
                    case HeldBack(BigInteger amount) ->
                        new Words("hold-back", "A share of the payment is held back", amount + " base units");
                    case Released(BigInteger amount) ->
                        new Words(
                                "hold-back",
                                "What was held back is released",
                                amount + " base units to the beneficiary");
                    case Funded _, Voted _, VoteWithdrawn _, Attested _, Credited _, Withdrawn _ -> null;
                });
    }

    private static String side(String party, String beneficiary) {
        return party.equals(beneficiary) ? "the beneficiary" : "a payer";
    }

    private static String name(Project project, int milestone) {
        return project.contract().milestones().get(milestone).name();
    }

    private static String value(BigInteger value) {
        return new BigDecimal(value, ContractTerms.VALUE_DECIMALS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
