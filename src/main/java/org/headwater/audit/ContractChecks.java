// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.chain.Anchors;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.payout.PerformanceContracts;
import org.headwater.project.ContractTerms;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.simulation.PayoutMilestone;
import org.web3j.protocol.core.methods.response.Log;

/** Whether money is held for this claim by an escrow of the known factory, on the project's own terms. */
final class ContractChecks {

    private final RemoteChain chain;
    private final Anchors anchors;
    private final PublishedClaim published;
    private final Findings findings;

    ContractChecks(RemoteChain chain, Anchors anchors, PublishedClaim published, Findings findings) {
        this.chain = chain;
        this.anchors = anchors;
        this.published = published;
        this.findings = findings;
    }

    /** The claim's contract; empty if there is none, or none with the project's terms. */
    Optional<Escrow> escrow() {
        List<Escrow> funded = funded();
        if (funded.isEmpty()) {
            findings.add(
                    Statement.PERFORMANCE_CONTRACT,
                    new NotApplicable("the factory has created no contract on this claim that was ever funded"));
            return Optional.empty();
        }
        Escrow chosen = funded.stream()
                .filter(escrow -> differences(escrow).isEmpty())
                .findFirst()
                .orElse(funded.getFirst());
        return findings.establish(
                        Statement.PERFORMANCE_CONTRACT,
                        () -> ofFactory(chosen),
                        escrow -> describe(escrow, funded.size()))
                .flatMap(this::withTerms);
    }

    private Optional<Escrow> withTerms(Escrow chosen) {
        return findings.establish(
                Statement.CONTRACT_TERMS,
                () -> {
                    List<String> differences = differences(chosen);
                    Untrue.unless(differences.isEmpty(), "%s", String.join("; ", differences));
                    return chosen;
                },
                escrow -> "beneficiary %s, quorum %s of %d, %d milestones as in the project"
                        .formatted(
                                escrow.terms().beneficiary,
                                escrow.terms().quorum,
                                escrow.terms().verifiers.size(),
                                escrow.terms().milestones.size()));
    }

    private static String describe(Escrow escrow, int funded) {
        String others = funded == 1
                ? ""
                : "; %d other funded contracts name this claim and are not examined".formatted(funded - 1);
        return "%s was created by the factory%s".formatted(escrow.address(), others);
    }

    /** Anybody may create a contract that names any claim; it binds nobody until it is funded. The most funded comes first. */
    private List<Escrow> funded() {
        return chain
                .events(
                        anchors.contracts().performanceContractFactory().address(),
                        anchors.fromBlock(),
                        PerformanceContractFactory.PERFORMANCECONTRACTCREATED_EVENT)
                .stream()
                .filter(event -> PerformanceContractFactory.getPerformanceContractCreatedEventFromLog(event)
                        .claimId
                        .equals(published.claim().id().tokenId()))
                .map(this::read)
                .filter(escrow -> escrow.funded().signum() > 0)
                .sorted(Comparator.comparing(Escrow::funded).reversed())
                .toList();
    }

    private Escrow read(Log creation) {
        String address =
                PerformanceContractFactory.getPerformanceContractCreatedEventFromLog(creation).performanceContract;
        return new Escrow(
                address,
                chain.call(chain.performanceContract(address).terms()),
                chain.time(creation),
                chain.events(address, anchors.fromBlock(), PerformanceContract.FUNDED_EVENT).stream()
                        .map(PerformanceContract::getFundedEventFromLog)
                        .toList());
    }

    private Escrow ofFactory(Escrow escrow) {
        String factory = anchors.contracts().performanceContractFactory().address();
        Untrue.unless(
                chain.call(chain.factory(factory).isPerformanceContract(escrow.address())),
                "the factory %s does not know %s",
                factory,
                escrow.address());
        return escrow;
    }

    private List<String> differences(Escrow escrow) {
        List<String> differences = new ArrayList<>();
        PerformanceContract.Terms terms = escrow.terms();
        ContractTerms agreed = published.project().contract();
        same(differences, "hypercerts", terms.hypercerts, published.claim().id().contract());
        same(differences, "beneficiary", terms.beneficiary, published.claim().owner());
        same(differences, "token", terms.token, anchors.contracts().token().address());
        same(differences, "quorum", terms.quorum, agreed.quorum());
        same(differences, "challengeWindow", terms.challengeWindow, agreed.challengeWindowSeconds());
        disputes(differences, escrow);
        same(
                differences,
                "number of verifiers",
                terms.verifiers.size(),
                agreed.verifiers().size());
        same(
                differences,
                "number of milestones",
                terms.milestones.size(),
                agreed.milestones().size());
        conflicts(differences, escrow);
        for (int i = 0;
                i < Math.min(terms.milestones.size(), agreed.milestones().size());
                i++) {
            milestone(differences, i, escrow);
        }
        return differences;
    }

    private void disputes(List<String> differences, Escrow escrow) {
        PerformanceContract.Terms terms = escrow.terms();
        ContractTerms agreed = published.project().contract();
        same(
                differences,
                "challengeBond",
                terms.challengeBond,
                agreed.agreedArbitration().bond());
        same(
                differences,
                "arbitrationPeriod",
                terms.arbitrationPeriod,
                agreed.agreedArbitration().seconds());
        Optional<ContractTerms.HoldBack> holdBack = Optional.ofNullable(agreed.holdBack())
                .filter(held -> PerformanceContracts.releaseTime(held).isAfter(escrow.createdAt()));
        same(
                differences,
                "holdBackShare",
                terms.holdBackShare,
                holdBack.map(ContractTerms.HoldBack::inTenThousandths).orElse(BigInteger.ZERO));
        same(
                differences,
                "holdBackUntil",
                terms.holdBackUntil,
                holdBack.map(PerformanceContracts::releaseTime)
                        .map(ContractChecks::seconds)
                        .orElse(BigInteger.ZERO));
    }

    private static void conflicts(List<String> differences, Escrow escrow) {
        List<String> verifiers = lowerCase(escrow.terms().verifiers);
        Set<String> distinct = new HashSet<>(verifiers);
        if (distinct.size() < verifiers.size()) {
            differences.add("a verifier is named twice");
        }
        if (distinct.contains(escrow.terms().beneficiary.toLowerCase(Locale.ROOT))) {
            differences.add("the beneficiary is a verifier");
        }
        if (escrow.payers().stream().anyMatch(distinct::contains)) {
            differences.add("a payer is a verifier");
        }
        if (distinct.contains(escrow.terms().arbiter.toLowerCase(Locale.ROOT))) {
            differences.add("the arbiter is a verifier");
        }
    }

    private static List<String> lowerCase(List<String> addresses) {
        return addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }

    private void milestone(List<String> differences, int index, Escrow escrow) {
        PerformanceContract.Milestone found = escrow.terms().milestones.get(index);
        Milestone agreed = published.project().contract().milestones().get(index);
        PayoutMilestone payment =
                published.project().contract().schedule().milestones().get(index);
        String name = "milestone %d: ".formatted(index);
        same(differences, name + "metric", found.metric, payment.metric());
        same(differences, name + "lower", found.lower, payment.lower());
        same(differences, name + "upper", found.upper, payment.upper());
        same(differences, name + "amount", found.amount, payment.amount());
        same(
                differences,
                name + "measurementStart",
                found.measurementStart,
                seconds(PerformanceContracts.startOf(agreed.firstYear())));
        same(
                differences,
                name + "measurementEnd",
                found.measurementEnd,
                seconds(PerformanceContracts.measurementEnd(agreed)));
        deadline(differences, name, found, agreed, escrow.createdAt());
    }

    /** Counted from the end of the measurement, or from the agreement where that came later, as in a back-test. */
    private static void deadline(
            List<String> differences,
            String name,
            PerformanceContract.Milestone found,
            Milestone agreed,
            Instant createdAt) {
        Instant end = PerformanceContracts.measurementEnd(agreed);
        Instant deadline = Instant.ofEpochSecond(found.deadline.longValueExact());
        Instant earliest = plusYears(end, agreed.deadlineYears());
        Instant latest = plusYears(createdAt.isAfter(end) ? createdAt : end, agreed.deadlineYears());
        if (deadline.isBefore(earliest) || deadline.isAfter(latest)) {
            differences.add("%sdeadline is %s in the contract; by the project it lies in %s to %s"
                    .formatted(name, deadline, earliest, latest));
        }
    }

    private static Instant plusYears(Instant time, int years) {
        return time.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    private static BigInteger seconds(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond());
    }

    private static void same(List<String> differences, String name, Object found, Object agreed) {
        if (!String.valueOf(found).equalsIgnoreCase(String.valueOf(agreed))) {
            differences.add("%s is %s in the contract, %s in the project".formatted(name, found, agreed));
        }
    }
}
