// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.hypercert.Claim;
import org.headwater.index.MilestoneState;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads performance contracts from the chain, and puts the project's names beside them. */
@Component
public class ContractViews {

    private static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private final PerformanceContracts contracts;
    private final Projects projects;
    private final Attestations attestations;
    private final ContractDeployments deployments;
    private final Chain chain;
    private final JdbcClient database;

    ContractViews(
            PerformanceContracts contracts,
            Projects projects,
            Attestations attestations,
            ContractDeployments deployments,
            Chain chain,
            JdbcClient database) {
        this.contracts = contracts;
        this.projects = projects;
        this.attestations = attestations;
        this.deployments = deployments;
        this.chain = chain;
        this.database = database;
    }

    /** The contract of a claim, if one is agreed. */
    public Optional<ContractView> of(Claim claim) {
        return contracts.addressFor(claim.id()).map(address -> view(claim, address));
    }

    private ContractView view(Claim claim, String address) {
        Project project = projects.read(Cid.parse(claim.projectCid()));
        ContractTerms terms = project.contract();
        boolean current = contracts.isCurrent(address);
        return new ContractView(
                address,
                deployments.ensure().token(),
                terms.quorum(),
                terms.verifiers(),
                IntStream.range(0, terms.milestones().size())
                        .mapToObj(index -> milestone(
                                claim, address, index, terms.milestones().get(index), current))
                        .toList(),
                current ? missing(address) : null,
                current ? arbitration(terms.agreedArbitration()) : null,
                current ? holdBack(address) : null);
    }

    private String missing(String address) {
        PerformanceContract contract = contracts.at(address);
        return chain.read(contract.fundingRequired())
                .subtract(chain.read(contract.funded()))
                .toString();
    }

    private static ContractView.Arbitration arbitration(ContractTerms.Arbitration terms) {
        return new ContractView.Arbitration(terms.arbiter(), terms.bond().toString());
    }

    /** As the contract has it: nothing where the project's release date had passed when it was created. */
    private ContractView.@Nullable HoldBack holdBack(String address) {
        PerformanceContract contract = contracts.at(address);
        PerformanceContract.Terms terms = chain.read(contract.terms());
        return terms.holdBackShare.signum() == 0
                ? null
                : new ContractView.HoldBack(
                        new BigDecimal(terms.holdBackShare, ContractTerms.HoldBack.DECIMALS),
                        time(terms.holdBackUntil),
                        chain.read(contract.heldBack()).toString());
    }

    private ContractView.Milestone milestone(
            Claim claim, String address, int index, ContractTerms.Milestone milestone, boolean current) {
        PerformanceContract.MilestoneStatus status =
                chain.read(contracts.at(address).milestone(BigInteger.valueOf(index)));
        MilestoneState state = MilestoneState.of(status.state);
        boolean attested = status.attestedAt.signum() > 0;
        Instant voted = attested ? Instant.ofEpochSecond(status.attestedAt.longValueExact()) : chain.time();
        return new ContractView.Milestone(
                milestone.name(),
                milestone.indicator(),
                milestone.lower(),
                milestone.upper(),
                milestone.amount().toString(),
                state.label(),
                attested ? new BigDecimal(status.value, ContractTerms.VALUE_DECIMALS) : null,
                state.ended() || status.paid.signum() > 0 ? status.paid.toString() : null,
                attestations.standing(claim.id(), Payouts.subject(address, index), voted).stream()
                        .map(Attestation::attester)
                        .toList(),
                transaction(address, milestone.name()),
                current && attested ? dispute(address, BigInteger.valueOf(index)) : null);
    }

    private ContractView.@Nullable Dispute dispute(String address, BigInteger index) {
        PerformanceContract contract = contracts.at(address);
        PerformanceContract.Dispute said = chain.read(contract.dispute(index));
        BigDecimal payersValue = value(said.payers);
        BigDecimal beneficiaryValue = value(said.beneficiary);
        if (payersValue == null && beneficiaryValue == null && !said.revoked) {
            return null;
        }
        return new ContractView.Dispute(
                payersValue,
                beneficiaryValue,
                said.revoked,
                chain.read(contract.undisputed(index)).toString(),
                chain.read(contract.claimed(index)).toString(),
                time(chain.read(contract.challengeEnd(index))),
                time(chain.read(contract.arbitrationEnd(index))));
    }

    private static @Nullable BigDecimal value(PerformanceContract.Challenge challenge) {
        return challenge.challenger.equals(NOBODY)
                ? null
                : new BigDecimal(challenge.value, ContractTerms.VALUE_DECIMALS);
    }

    private static Instant time(BigInteger seconds) {
        return Instant.ofEpochSecond(seconds.longValueExact());
    }

    private @Nullable String transaction(String address, String milestone) {
        return database.sql("select transaction from payout where contract = ? and milestone = ?")
                .params(address, milestone)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
