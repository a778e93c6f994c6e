// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Minting;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.verification.Verification;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Int256;
import org.web3j.abi.datatypes.generated.Uint8;

/** Milestones attested, settled, paid and stated; each once. */
@Repository
public class Payouts {

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ContractDeployments deployments;
    private final PerformanceContracts contracts;
    private final Attestations attestations;
    private final Documents documents;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;

    Payouts(
            Chain chain,
            Keyring keyring,
            Transactions transactions,
            ContractDeployments deployments,
            PerformanceContracts contracts,
            Attestations attestations,
            Documents documents,
            JdbcClient database,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.deployments = deployments;
        this.contracts = contracts;
        this.attestations = attestations;
        this.documents = documents;
        this.database = database;
        this.events = events;
        this.inTransaction = inTransaction;
    }

    /** Names a milestone of a contract as the subject of attestations. */
    public static String subject(String contract, int milestone) {
        return contract + "/" + milestone;
    }

    /** Lets a verifier attest the conservative value of a verification document to the escrow. */
    public Attestation attest(ClaimId claim, String contract, int milestone, Document verification, String verifier) {
        BigInteger value = verification
                .as(Verification.class)
                .attributable()
                .conservative()
                .movePointRight(ContractTerms.VALUE_DECIMALS)
                .toBigIntegerExact();
        Cid cid = verification.cid();
        return attestations.attest(
                claim,
                subject(contract, milestone),
                verifier,
                deployments.ensure().milestoneSchema(),
                List.of(
                        new Address(contract),
                        new Uint8(milestone),
                        new Int256(value),
                        new Bytes32(cid.digest()),
                        new Utf8String(cid.text())));
    }

    /** The first moment at which an attested milestone may be settled. */
    public Instant settlementTime(ClaimId claim, Project project, String contract, int milestone) {
        List<Attestation> votes = attestations.of(claim, subject(contract, milestone));
        Instant quorum = votes.get(project.contract().quorum() - 1).attestedAt();
        return quorum.plus(Duration.ofSeconds(project.contract().challengeWindowSeconds()));
    }

    /**
     * Settles an attested milestone, withdraws what it pays to the beneficiary, and publishes the statement.
     *
     * @throws org.headwater.chain.TransactionReverted if there is no quorum, or the challenge window is open
     */
    public Payout settle(ClaimId claim, Project project, String contract, int milestone, Document verification) {
        SentTransaction settlement = call(
                "settle/" + subject(contract, milestone),
                contract,
                contracts.at(contract).settle(BigInteger.valueOf(milestone)).encodeFunctionCall());
        PerformanceContract.MilestoneSettledEventResponse settled = PerformanceContract.getMilestoneSettledEvents(
                        settlement.receipt())
                .getFirst();
        SentTransaction last = withdraw(contract, milestone).orElse(settlement);
        List<Attestation> votes = attestations.of(claim, subject(contract, milestone));
        Milestone terms = project.contract().milestones().get(milestone);
        Payout payout = new Payout(
                terms.name(),
                Payout.Outcome.of(settled.paid, terms.amount()),
                votes.stream().map(Attestation::attester).toList(),
                settled.paid,
                last.hash());
        Document statement = documents.publish(
                DocumentType.PAYOUT_STATEMENT,
                statement(project, contract, milestone, verification, votes, settled, settlement));
        record(claim, contract, payout, statement.cid(), last);
        return payout;
    }

    /** A withdrawal takes all that the party is entitled to, so that one may have taken this milestone's part already. */
    private Optional<SentTransaction> withdraw(String contract, int milestone) {
        String key = "withdraw/" + subject(contract, milestone);
        String beneficiary = keyring.address(Minting.OWNER);
        boolean owed = chain.read(contracts.at(contract).credit(beneficiary)).signum() > 0;
        return owed
                ? Optional.of(call(
                        key,
                        contract,
                        contracts.at(contract).withdraw(beneficiary).encodeFunctionCall()))
                : transactions.find(key);
    }

    private SentTransaction call(String key, String contract, String data) {
        return transactions.execute(key, () -> Intent.call(key, Keyring.RELAY, contract, data));
    }

    private PayoutStatement statement(
            Project project,
            String contract,
            int milestone,
            Document verification,
            List<Attestation> votes,
            PerformanceContract.MilestoneSettledEventResponse settled,
            SentTransaction settlement) {
        Milestone terms = project.contract().milestones().get(milestone);
        Deployment deployment = deployments.ensure();
        return new PayoutStatement(
                PayoutStatement.SCHEMA_VERSION,
                verification.cid().text(),
                contract,
                terms.name(),
                new PayoutStatement.Schedule(terms.lower(), terms.upper(), terms.amount()),
                new BigDecimal(settled.value, ContractTerms.VALUE_DECIMALS),
                votes.stream().map(Attestation::uid).toList(),
                votes.stream().map(Attestation::attester).toList(),
                project.contract().schedule().payout(milestone, settled.value),
                settled.paid,
                settlement.hash(),
                deployment.token(),
                project.synthetic(),
                project.backTest());
    }

    private void record(ClaimId claim, String contract, Payout payout, Cid statement, SentTransaction transaction) {
        inTransaction.executeWithoutResult(status -> {
            int added = database.sql(
                            "insert into payout (statement_cid, contract, milestone, outcome, paid, transaction,"
                                    + " settled_at) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(
                            statement.text(),
                            contract,
                            payout.milestone(),
                            payout.outcome().label(),
                            new BigDecimal(payout.paid()),
                            payout.transaction(),
                            Timestamp.from(transaction.blockTime()))
                    .update();
            if (added == 1) {
                events.publishEvent(new MilestoneSettled(
                        claim, payout, statement.text(), transaction.gasUsed(), transaction.blockTime()));
            }
        });
    }

    /** The addresses whose identical word formed the quorum are in the statements; here only what was paid so far. */
    public BigInteger paid(String contract) {
        return database.sql("select coalesce(sum(paid), 0) from payout where contract = ?")
                .param(contract)
                .query(BigDecimal.class)
                .single()
                .toBigIntegerExact();
    }
}
