// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.headwater.attestation.Attestations;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.project.ContractTerms;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.simulation.PayoutMilestone;
import org.headwater.simulation.PayoutSchedule;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.tx.gas.DefaultGasProvider;

/** The escrow of each claim: created by the payer with the project's terms, and funded in full. */
@Repository
public class PerformanceContracts {

    /** The party that pays on the local chain. */
    public static final String PAYER = "dam-operator";

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ContractDeployments deployments;
    private final Attestations attestations;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;

    PerformanceContracts(
            Chain chain,
            Keyring keyring,
            Transactions transactions,
            ContractDeployments deployments,
            Attestations attestations,
            JdbcClient database,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.deployments = deployments;
        this.attestations = attestations;
        this.database = database;
        this.events = events;
        this.inTransaction = inTransaction;
    }

    /** The address of the claim's contract, if there is one. */
    public Optional<String> addressFor(ClaimId claim) {
        return database.sql("select address from performance_contract where claim_id = ?")
                .param(claim.toString())
                .query(String.class)
                .optional();
    }

    /** Creates and funds the contract of a claim with the project's terms, or finds the one created before. */
    public ContractAgreed agree(Claim claim, Project project) {
        return agree(claim, project, true);
    }

    /** Creates the contract of a claim for others to fund, or finds the one created before. */
    ContractAgreed open(Claim claim, Project project) {
        return agree(claim, project, false);
    }

    private ContractAgreed agree(Claim claim, Project project, boolean funded) {
        project.contract().verifiers().forEach(attestations::accredit);
        SentTransaction creation = create(claim, project);
        String address = PerformanceContractFactory.getPerformanceContractCreatedEvents(creation.receipt())
                .getFirst()
                .performanceContract;
        if (funded) {
            fund(address, project.contract().schedule().total());
        }
        ContractAgreed agreed = new ContractAgreed(
                claim.id(), address, creation.hash(), creation.gasUsed(), creation.blockTime(), funded);
        record(agreed);
        return agreed;
    }

    private SentTransaction create(Claim claim, Project project) {
        Deployment deployment = deployments.ensure();
        String key = "contract/" + claim.id();
        return transactions.execute(
                key,
                () -> Intent.call(
                        key,
                        PAYER,
                        deployment.performanceContractFactory(),
                        PerformanceContractFactory.load(
                                        deployment.performanceContractFactory(),
                                        chain.web3j(),
                                        chain.reader(),
                                        new DefaultGasProvider())
                                .create(terms(claim, project, deployment))
                                .encodeFunctionCall()));
    }

    private PerformanceContractFactory.Terms terms(Claim claim, Project project, Deployment deployment) {
        ContractTerms.Arbitration arbitration = project.contract().agreedArbitration();
        Optional<ContractTerms.HoldBack> held = heldBack(project.contract());
        return new PerformanceContractFactory.Terms(
                deployment.hypercerts(),
                claim.id().tokenId(),
                claim.owner(),
                deployment.token(),
                project.contract().verifiers().stream()
                        .map(attestations::address)
                        .toList(),
                BigInteger.valueOf(project.contract().quorum()),
                BigInteger.valueOf(project.contract().challengeWindowSeconds()),
                keyring.address(ContractTerms.arbiterParty(arbitration.arbiter())),
                arbitration.bond(),
                BigInteger.valueOf(arbitration.seconds()),
                held.map(ContractTerms.HoldBack::inTenThousandths).orElse(BigInteger.ZERO),
                held.map(PerformanceContracts::releaseTime)
                        .map(PerformanceContracts::seconds)
                        .orElse(BigInteger.ZERO),
                milestones(project, chain.time()));
    }

    /** When what is held back is released. */
    public static Instant releaseTime(ContractTerms.HoldBack holdBack) {
        return startOf(holdBack.untilYear());
    }

    /** Nothing is held back where the release date has passed at the agreement, as in a back-test. */
    private Optional<ContractTerms.HoldBack> heldBack(ContractTerms terms) {
        return Optional.ofNullable(terms.holdBack())
                .filter(holdBack -> releaseTime(holdBack).isAfter(chain.time()));
    }

    private static List<PerformanceContractFactory.Milestone> milestones(Project project, Instant agreedAt) {
        PayoutSchedule schedule = project.contract().schedule();
        return IntStream.range(0, schedule.milestones().size())
                .mapToObj(index -> milestone(
                        project.contract().milestones().get(index),
                        schedule.milestones().get(index),
                        agreedAt))
                .toList();
    }

    /** The deadline counts from the agreement where the measurement is already over, as in a back-test. */
    private static PerformanceContractFactory.Milestone milestone(
            Milestone milestone, PayoutMilestone payment, Instant agreedAt) {
        Instant end = measurementEnd(milestone);
        Instant deadline = (end.isAfter(agreedAt) ? end : agreedAt)
                .atOffset(ZoneOffset.UTC)
                .plusYears(milestone.deadlineYears())
                .toInstant();
        return new PerformanceContractFactory.Milestone(
                payment.metric(),
                payment.lower(),
                payment.upper(),
                payment.amount(),
                seconds(startOf(milestone.firstYear())),
                seconds(end),
                seconds(deadline));
    }

    /** The moment from which verifiers may vote: the year after the last one measured begins. */
    public static Instant measurementEnd(Milestone milestone) {
        return startOf(milestone.lastYear() + 1);
    }

    /** The first moment of a calendar year, in UTC. */
    public static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static BigInteger seconds(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond());
    }

    private void fund(String address, BigInteger total) {
        provide(address, PAYER, address, total);
        call("fund/" + address, PAYER, address, at(address).fund(total).encodeFunctionCall());
    }

    /** Gives a party demonstration tokens and lets the contract take them, once per purpose. */
    void provide(String purpose, String party, String contract, BigInteger amount) {
        String token = deployments.ensure().token();
        DemonstrationToken dollars =
                DemonstrationToken.load(token, chain.web3j(), chain.reader(), new DefaultGasProvider());
        call(
                "token/" + purpose,
                ContractDeployments.DEPLOYER,
                token,
                dollars.mint(keyring.address(party), amount).encodeFunctionCall());
        call(
                "approve/" + purpose,
                party,
                token,
                dollars.approve(contract, amount).encodeFunctionCall());
    }

    /** Whether the contract was created by the factory of this build; an earlier one's has no disputes and no hold-back. */
    boolean isCurrent(String address) {
        return chain.read(PerformanceContractFactory.load(
                        deployments.ensure().performanceContractFactory(),
                        chain.web3j(),
                        chain.reader(),
                        new DefaultGasProvider())
                .isPerformanceContract(address));
    }

    private void call(String key, String sender, String to, String data) {
        transactions.execute(Intent.call(key, sender, to, data));
    }

    PerformanceContract at(String address) {
        return PerformanceContract.load(address, chain.web3j(), chain.reader(), new DefaultGasProvider());
    }

    private void record(ContractAgreed agreed) {
        inTransaction.executeWithoutResult(status -> {
            int added = database.sql(
                            "insert into performance_contract (address, claim_id, transaction, gas, created_at) values"
                                    + " (?, ?, ?, ?, ?) on conflict do nothing")
                    .params(
                            agreed.address(),
                            agreed.claim().toString(),
                            agreed.transaction(),
                            new BigDecimal(agreed.gas()),
                            Timestamp.from(agreed.agreedAt()))
                    .update();
            if (added == 1) {
                events.publishEvent(agreed);
            }
        });
    }
}
