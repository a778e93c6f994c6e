// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.TransactionReverted;
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
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Int256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

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

    /**
     * The first moment at which an attested milestone may be settled.
     *
     * @throws org.springframework.web.ErrorResponseException (409) if no quorum stands behind it, or no more
     */
    public Instant settlementTime(ClaimId claim, Project project, String contract, int milestone) {
        List<Attestation> votes = attestations.standing(claim, subject(contract, milestone));
        int needed = project.contract().quorum();
        if (votes.size() < needed) {
            throw new Premature(
                    "/milestone",
                    project.contract().milestones().get(milestone).name(),
                    "a milestone behind which %d verifiers stand; behind this one %d do"
                            .formatted(needed, votes.size()));
        }
        Instant quorum = votes.get(needed - 1).attestedAt();
        return quorum.plus(Duration.ofSeconds(project.contract().challengeWindowSeconds()));
    }

    /**
     * Settles an attested milestone, withdraws what it owes to the beneficiary and to the payers, and publishes the
     * statement. Anybody may settle and withdraw on the chain; what others have done already is taken as it stands.
     *
     * @throws org.headwater.chain.TransactionReverted if there is no quorum, or the challenge window is open
     */
    public Payout settle(ClaimId claim, Project project, String contract, int milestone, Document verification) {
        Log settlement = settlement(contract, milestone);
        PerformanceContract.MilestoneSettledEventResponse settled =
                PerformanceContract.getMilestoneSettledEventFromLog(settlement);
        parties(contract).forEach(party -> withdraw(contract, milestone, party));
        List<Attestation> votes = attestations.standing(
                claim, subject(contract, milestone), chain.blockTime(settlement.getBlockNumber()));
        Document statement = documents.publish(
                DocumentType.PAYOUT_STATEMENT,
                statement(project, contract, milestone, verification, votes, settled, settlement));
        TransactionReceipt payment = chain.receipt(
                        payment(contract, settlement, settled).getTransactionHash())
                .orElseThrow();
        Milestone terms = project.contract().milestones().get(milestone);
        Payout payout = new Payout(
                terms.name(),
                Payout.Outcome.of(settled.paid, terms.amount()),
                votes.stream().map(Attestation::attester).toList(),
                settled.paid,
                payment.getTransactionHash(),
                payment.getGasUsed(),
                statement.cid().text());
        record(claim, contract, payout, chain.blockTime(payment.getBlockNumber()));
        return payout;
    }

    /**
     * Releases what was held back and withdraws it to the beneficiary; once.
     *
     * @throws org.headwater.chain.TransactionReverted if its date has not come, or nothing is held back
     */
    public void releaseHoldBack(String contract) {
        call(
                "release/" + contract,
                contract,
                contracts.at(contract).releaseHoldBack().encodeFunctionCall());
        String beneficiary = keyring.address(Minting.OWNER);
        if (credit(contract, beneficiary).signum() > 0) {
            call(
                    "release/%s/withdraw".formatted(contract),
                    contract,
                    contracts.at(contract).withdraw(beneficiary).encodeFunctionCall());
        }
    }

    private Log settlement(String contract, int milestone) {
        String key = "settle/" + subject(contract, milestone);
        return settledLog(contract, milestone).orElseGet(() -> {
            call(
                    key,
                    contract,
                    contracts.at(contract).settle(BigInteger.valueOf(milestone)).encodeFunctionCall());
            return settledLog(contract, milestone).orElseThrow();
        });
    }

    private Optional<Log> settledLog(String contract, int milestone) {
        return chain.logs(contract, EventEncoder.encode(PerformanceContract.MILESTONESETTLED_EVENT)).stream()
                .filter(log -> PerformanceContract.getMilestoneSettledEventFromLog(log)
                        .milestone
                        .equals(BigInteger.valueOf(milestone)))
                .findFirst();
    }

    /** The beneficiary first, then the payers. */
    private List<String> parties(String contract) {
        List<String> parties = new ArrayList<>(List.of(keyring.address(Minting.OWNER)));
        for (Object payer : chain.read(contracts.at(contract).payers())) {
            parties.add(String.valueOf(payer));
        }
        return parties;
    }

    /** A withdrawal takes all that the party is entitled to; nothing is left to do where somebody was faster. */
    private void withdraw(String contract, int milestone, String party) {
        if (credit(contract, party).signum() > 0) {
            try {
                call(
                        "withdraw/%s/%s".formatted(subject(contract, milestone), party),
                        contract,
                        contracts.at(contract).withdraw(party).encodeFunctionCall());
            } catch (TransactionReverted reverted) {
                if (credit(contract, party).signum() > 0) {
                    throw reverted;
                }
            }
        }
    }

    private BigInteger credit(String contract, String party) {
        return chain.read(contracts.at(contract).credit(party));
    }

    /** The first withdrawal since the settlement by the party that the milestone owed something: the one that paid it. */
    private Log payment(String contract, Log settlement, PerformanceContract.MilestoneSettledEventResponse settled) {
        String owed = settled.paid.signum() > 0
                ? keyring.address(Minting.OWNER)
                : parties(contract).get(1);
        return chain
                .logs(contract, settlement.getBlockNumber(), EventEncoder.encode(PerformanceContract.WITHDRAWN_EVENT))
                .stream()
                .filter(log ->
                        PerformanceContract.getWithdrawnEventFromLog(log).party.equalsIgnoreCase(owed))
                .findFirst()
                .orElse(settlement);
    }

    private void call(String key, String contract, String data) {
        transactions.execute(key, () -> Intent.call(key, Keyring.RELAY, contract, data));
    }

    private PayoutStatement statement(
            Project project,
            String contract,
            int milestone,
            Document verification,
            List<Attestation> votes,
            PerformanceContract.MilestoneSettledEventResponse settled,
            Log settlement) {
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
                settlement.getTransactionHash(),
                deployment.token(),
                project.synthetic(),
                project.backTest());
    }

    private void record(ClaimId claim, String contract, Payout payout, Instant settledAt) {
        inTransaction.executeWithoutResult(status -> {
            int added = database.sql(
                            "insert into payout (statement_cid, contract, milestone, outcome, paid, transaction,"
                                    + " settled_at) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(
                            payout.statementCid(),
                            contract,
                            payout.milestone(),
                            payout.outcome().label(),
                            new BigDecimal(payout.paid()),
                            payout.transaction(),
                            Timestamp.from(settledAt))
                    .update();
            if (added == 1) {
                events.publishEvent(new MilestoneSettled(claim, payout, settledAt));
            }
        });
    }
}
