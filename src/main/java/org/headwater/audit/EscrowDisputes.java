// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.headwater.chain.contract.PerformanceContract;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** What was contested in an escrow, and the money that moved for it. Amounts are in token base units. */
final class EscrowDisputes {

    private final RemoteChain chain;
    private final long fromBlock;
    private final String address;

    EscrowDisputes(RemoteChain chain, long fromBlock, String address) {
        this.chain = chain;
        this.fromBlock = fromBlock;
        this.address = address;
    }

    /** Whether a milestone was challenged, or a vote for it revoked in time. */
    boolean contested(BigInteger milestone) {
        return events(PerformanceContract.CHALLENGED_EVENT, PerformanceContract::getChallengedEventFromLog)
                        .anyMatch(event -> event.milestone.equals(milestone))
                || events(
                                PerformanceContract.MILESTONEDISPUTED_EVENT,
                                PerformanceContract::getMilestoneDisputedEventFromLog)
                        .anyMatch(event -> event.milestone.equals(milestone));
    }

    /** The amount that all parties agreed on for a disputed milestone. */
    Optional<BigInteger> agreed(BigInteger milestone) {
        return events(PerformanceContract.AGREED_EVENT, PerformanceContract::getAgreedEventFromLog)
                .filter(event -> event.milestone.equals(milestone))
                .map(event -> event.amount)
                .findFirst();
    }

    /** What was paid, as uncontested, for milestones other than these. */
    BigInteger paidEarly(List<BigInteger> settled) {
        return sum(events(PerformanceContract.UNDISPUTEDPAID_EVENT, PerformanceContract::getUndisputedPaidEventFromLog)
                .filter(event -> !settled.contains(event.milestone))
                .map(event -> event.amount));
    }

    /** All bonds that were put up. */
    BigInteger bonds() {
        return sum(events(PerformanceContract.CHALLENGED_EVENT, PerformanceContract::getChallengedEventFromLog)
                .map(event -> event.bond));
    }

    /** The bonds that went back to a beneficiary, and its halves of those that others lost. */
    BigInteger bondsTo(String beneficiary) {
        Stream<BigInteger> back = events(
                        PerformanceContract.BONDRETURNED_EVENT, PerformanceContract::getBondReturnedEventFromLog)
                .filter(event -> event.challenger.equalsIgnoreCase(beneficiary))
                .map(event -> event.bond);
        Stream<BigInteger> won = events(
                        PerformanceContract.BONDLOST_EVENT, PerformanceContract::getBondLostEventFromLog)
                .filter(event -> !event.challenger.equalsIgnoreCase(beneficiary))
                .map(event -> event.toOtherSide);
        return sum(Stream.concat(back, won));
    }

    boolean isTreasury(String account) {
        return chain.call(chain.performanceContract(address).treasury()).equalsIgnoreCase(account);
    }

    private <E> Stream<E> events(Event kind, Function<Log, E> read) {
        return chain.events(address, fromBlock, kind).stream().map(read);
    }

    private static BigInteger sum(Stream<BigInteger> amounts) {
        return amounts.reduce(BigInteger.ZERO, BigInteger::add);
    }
}
