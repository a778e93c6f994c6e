// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.headwater.chain.Chain;
import org.headwater.hypercert.Claim;
import org.headwater.index.ContractBooks;
import org.headwater.index.ContractEvents;
import org.headwater.project.Project;
import org.headwater.simulation.PayoutMilestone;
import org.springframework.stereotype.Component;

/**
 * What the contracts of claims have paid and may still pay, as the index has it, so that no node is asked. A contract that is not
 * indexed, as one of an earlier build, is read from the chain.
 */
@Component
public class ContractBalances {

    private final PerformanceContracts contracts;
    private final ContractEvents events;
    private final ContractViews views;
    private final Chain chain;

    ContractBalances(PerformanceContracts contracts, ContractEvents events, ContractViews views, Chain chain) {
        this.contracts = contracts;
        this.events = events;
        this.views = views;
        this.chain = chain;
    }

    /**
     * What became of a contract's money, in token base units.
     *
     * @param paid to the beneficiary, what is held back included
     * @param pending in escrow for milestones that have not ended
     * @param asOfBlock the block up to which it is told
     */
    public record Balance(BigInteger paid, BigInteger pending, long asOfBlock) {}

    /**
     * The balance of a claim's contract, if one is agreed.
     *
     * @throws org.headwater.chain.ChainNotAvailable if the contract is not indexed and no node answers
     */
    public Optional<Balance> of(Claim claim, Project project) {
        return contracts
                .addressFor(claim.id())
                .map(address -> events.indexedUpTo(address)
                        .map(block -> indexed(project, address, block))
                        .orElseGet(() -> onChain(claim)));
    }

    private Balance indexed(Project project, String address, long block) {
        ContractBooks books = ContractBooks.of(events.of(address));
        List<PayoutMilestone> milestones = project.contract().schedule().milestones();
        return new Balance(
                sum(IntStream.range(0, milestones.size())
                        .mapToObj(index -> books.milestone(index).paid())
                        .toList()),
                sum(IntStream.range(0, milestones.size())
                        .mapToObj(index -> books.milestone(index)
                                .pending(milestones.get(index).amount()))
                        .toList()),
                block);
    }

    private Balance onChain(Claim claim) {
        List<ContractView.Milestone> milestones = views.of(claim).orElseThrow().milestones();
        return new Balance(
                sum(milestones.stream().map(ContractView.Milestone::paidAmount).toList()),
                sum(milestones.stream()
                        .map(ContractView.Milestone::pendingAmount)
                        .toList()),
                chain.head().longValueExact());
    }

    private static BigInteger sum(List<BigInteger> amounts) {
        return amounts.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
