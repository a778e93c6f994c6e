// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.hypercert.Claim;
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

    /** The states in the order of the contract's enumeration. */
    private enum State {
        OPEN,
        ATTESTED,
        DISPUTED,
        SETTLED,
        EXPIRED
    }

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
        return new ContractView(
                address,
                deployments.ensure().token(),
                terms.quorum(),
                terms.verifiers(),
                IntStream.range(0, terms.milestones().size())
                        .mapToObj(index -> milestone(
                                claim, address, index, terms.milestones().get(index)))
                        .toList());
    }

    private ContractView.Milestone milestone(
            Claim claim, String address, int index, ContractTerms.Milestone milestone) {
        PerformanceContract.MilestoneStatus status =
                chain.read(contracts.at(address).milestone(BigInteger.valueOf(index)));
        State state = State.values()[status.state.intValueExact()];
        boolean attested = status.attestedAt.signum() > 0;
        Instant voted = attested ? Instant.ofEpochSecond(status.attestedAt.longValueExact()) : chain.time();
        return new ContractView.Milestone(
                milestone.name(),
                milestone.indicator(),
                milestone.lower(),
                milestone.upper(),
                milestone.amount().toString(),
                state.name().toLowerCase(Locale.ROOT),
                attested ? new BigDecimal(status.value, ContractTerms.VALUE_DECIMALS) : null,
                state == State.SETTLED || state == State.EXPIRED ? status.paid.toString() : null,
                attestations.standing(claim.id(), Payouts.subject(address, index), voted).stream()
                        .map(Attestation::attester)
                        .toList(),
                transaction(address, milestone.name()));
    }

    private @Nullable String transaction(String address, String milestone) {
        return database.sql("select transaction from payout where contract = ? and milestone = ?")
                .params(address, milestone)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
