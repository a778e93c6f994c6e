// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/**
 * The events that are indexed: how each is told apart, and the rows that it becomes. A batch becomes one row for each of its
 * members. Addresses stand in the tables checksummed.
 */
enum IndexedEvent {
    CLAIM_STORED(HypercertMinter.CLAIMSTORED_EVENT, EventTable.CLAIM, log -> {
        var event = HypercertMinter.getClaimStoredEventFromLog(log);
        return Stream.of(row(number(event.claimID), text(event.uri), number(event.totalUnits)));
    }),
    VALUE_TRANSFER(HypercertMinter.VALUETRANSFER_EVENT, EventTable.UNIT_TRANSFER, log -> {
        var event = HypercertMinter.getValueTransferEventFromLog(log);
        return Stream.of(
                row(number(event.claimID), number(event.fromTokenID), number(event.toTokenID), number(event.value)));
    }),
    BATCH_VALUE_TRANSFER(HypercertMinter.BATCHVALUETRANSFER_EVENT, EventTable.UNIT_TRANSFER, log -> {
        var event = HypercertMinter.getBatchValueTransferEventFromLog(log);
        return IntStream.range(0, event.values.size())
                .mapToObj(i -> row(
                        number(event.claimIDs.get(i)),
                        number(event.fromTokenIDs.get(i)),
                        number(event.toTokenIDs.get(i)),
                        number(event.values.get(i))));
    }),
    TRANSFER_SINGLE(HypercertMinter.TRANSFERSINGLE_EVENT, EventTable.FRACTION_TRANSFER, log -> {
        var event = HypercertMinter.getTransferSingleEventFromLog(log);
        return Stream.of(row(
                address(event.operator),
                address(event.from),
                address(event.to),
                number(event.id),
                number(event.value)));
    }),
    TRANSFER_BATCH(HypercertMinter.TRANSFERBATCH_EVENT, EventTable.FRACTION_TRANSFER, log -> {
        var event = HypercertMinter.getTransferBatchEventFromLog(log);
        return IntStream.range(0, event.ids.size())
                .mapToObj(i -> row(
                        address(event.operator),
                        address(event.from),
                        address(event.to),
                        number(event.ids.get(i)),
                        number(event.values.get(i))));
    }),
    ATTESTED(EAS.ATTESTED_EVENT, EventTable.ATTESTATION, log -> {
        var event = EAS.getAttestedEventFromLog(log);
        return Stream.of(row(hex(event.uid), hex(event.schemaUID), address(event.recipient), address(event.attester)));
    }),
    REVOKED(EAS.REVOKED_EVENT, EventTable.REVOCATION, log -> {
        var event = EAS.getRevokedEventFromLog(log);
        return Stream.of(row(hex(event.uid), hex(event.schemaUID), address(event.attester)));
    }),
    PERFORMANCE_CONTRACT_CREATED(
            PerformanceContractFactory.PERFORMANCECONTRACTCREATED_EVENT, EventTable.PERFORMANCE_CONTRACT, log -> {
                var event = PerformanceContractFactory.getPerformanceContractCreatedEventFromLog(log);
                return Stream.of(
                        row(address(event.performanceContract), address(event.beneficiary), number(event.claimId)));
            }),
    FUNDED(PerformanceContract.FUNDED_EVENT, EventTable.DEPOSIT, log -> {
        var event = PerformanceContract.getFundedEventFromLog(log);
        return Stream.of(row(address(event.payer), number(event.amount)));
    }),
    VOTE_RECORDED(PerformanceContract.VOTERECORDED_EVENT, EventTable.VOTE, log -> {
        var event = PerformanceContract.getVoteRecordedEventFromLog(log);
        return Stream.of(row(
                milestone(event.milestone),
                address(event.verifier),
                hex(event.uid),
                number(event.value),
                hex(event.evidenceHash),
                text(event.verificationCid)));
    }),
    VOTE_WITHDRAWN(PerformanceContract.VOTEWITHDRAWN_EVENT, EventTable.VOTE_WITHDRAWAL, log -> {
        var event = PerformanceContract.getVoteWithdrawnEventFromLog(log);
        return Stream.of(row(milestone(event.milestone), address(event.verifier), hex(event.uid)));
    }),
    MILESTONE_ATTESTED(PerformanceContract.MILESTONEATTESTED_EVENT, EventTable.QUORUM, log -> {
        var event = PerformanceContract.getMilestoneAttestedEventFromLog(log);
        return Stream.of(row(
                milestone(event.milestone), number(event.value), hex(event.evidenceHash), text(event.verificationCid)));
    }),
    MILESTONE_DISPUTED(PerformanceContract.MILESTONEDISPUTED_EVENT, EventTable.QUORUM_REVOCATION, log -> {
        var event = PerformanceContract.getMilestoneDisputedEventFromLog(log);
        return Stream.of(row(milestone(event.milestone), address(event.verifier), hex(event.uid)));
    }),
    CHALLENGED(PerformanceContract.CHALLENGED_EVENT, EventTable.CHALLENGE, log -> {
        var event = PerformanceContract.getChallengedEventFromLog(log);
        return Stream.of(
                row(milestone(event.milestone), address(event.challenger), number(event.value), number(event.bond)));
    }),
    BOND_RETURNED(PerformanceContract.BONDRETURNED_EVENT, EventTable.BOND_END, log -> {
        var event = PerformanceContract.getBondReturnedEventFromLog(log);
        return Stream.of(row(
                milestone(event.milestone),
                address(event.challenger),
                number(event.bond),
                BigDecimal.ZERO,
                BigDecimal.ZERO));
    }),
    BOND_LOST(PerformanceContract.BONDLOST_EVENT, EventTable.BOND_END, log -> {
        var event = PerformanceContract.getBondLostEventFromLog(log);
        return Stream.of(row(
                milestone(event.milestone),
                address(event.challenger),
                BigDecimal.ZERO,
                number(event.toOtherSide),
                number(event.toTreasury)));
    }),
    UNDISPUTED_PAID(PerformanceContract.UNDISPUTEDPAID_EVENT, EventTable.UNDISPUTED_PAYMENT, log -> {
        var event = PerformanceContract.getUndisputedPaidEventFromLog(log);
        return Stream.of(row(milestone(event.milestone), number(event.amount)));
    }),
    OFFERED(PerformanceContract.OFFERED_EVENT, EventTable.OFFER, log -> {
        var event = PerformanceContract.getOfferedEventFromLog(log);
        return Stream.of(row(milestone(event.milestone), address(event.party), number(event.amount)));
    }),
    AGREED(PerformanceContract.AGREED_EVENT, EventTable.AGREEMENT, log -> {
        var event = PerformanceContract.getAgreedEventFromLog(log);
        return Stream.of(row(milestone(event.milestone), number(event.amount)));
    }),
    DECIDED(PerformanceContract.DECIDED_EVENT, EventTable.DECISION, log -> {
        var event = PerformanceContract.getDecidedEventFromLog(log);
        return Stream.of(row(milestone(event.milestone), number(event.value)));
    }),
    MILESTONE_SETTLED(PerformanceContract.MILESTONESETTLED_EVENT, EventTable.SETTLEMENT, log -> {
        var event = PerformanceContract.getMilestoneSettledEventFromLog(log);
        return Stream.of(row(
                milestone(event.milestone), false, number(event.value), number(event.paid), number(event.refunded)));
    }),
    MILESTONE_EXPIRED(PerformanceContract.MILESTONEEXPIRED_EVENT, EventTable.SETTLEMENT, log -> {
        var event = PerformanceContract.getMilestoneExpiredEventFromLog(log);
        return Stream.of(
                row(milestone(event.milestone), true, BigDecimal.ZERO, BigDecimal.ZERO, number(event.refunded)));
    }),
    CREDITED(PerformanceContract.CREDITED_EVENT, EventTable.CREDIT, log -> {
        var event = PerformanceContract.getCreditedEventFromLog(log);
        return Stream.of(row(address(event.party), number(event.amount)));
    }),
    HELD_BACK(PerformanceContract.HELDBACK_EVENT, EventTable.HOLD_BACK, log -> {
        var event = PerformanceContract.getHeldBackEventFromLog(log);
        return Stream.of(row(number(event.amount), false));
    }),
    HOLD_BACK_RELEASED(PerformanceContract.HOLDBACKRELEASED_EVENT, EventTable.HOLD_BACK, log -> {
        var event = PerformanceContract.getHoldBackReleasedEventFromLog(log);
        return Stream.of(row(number(event.amount), true));
    }),
    WITHDRAWN(PerformanceContract.WITHDRAWN_EVENT, EventTable.WITHDRAWAL, log -> {
        var event = PerformanceContract.getWithdrawnEventFromLog(log);
        return Stream.of(row(address(event.party), number(event.amount)));
    });

    private final String signature;
    private final EventTable table;
    private final Function<Log, Stream<List<Object>>> decoder;

    IndexedEvent(Event event, EventTable table, Function<Log, Stream<List<Object>>> decoder) {
        this.signature = EventEncoder.encode(event);
        this.table = table;
        this.decoder = decoder;
    }

    /** Keccak-256 of the event's signature, its first topic. */
    String signature() {
        return signature;
    }

    /** The rows that a log of this event becomes. */
    List<EventRow> rows(Log log) {
        List<List<Object>> values = decoder.apply(log).toList();
        return IntStream.range(0, values.size())
                .mapToObj(ordinal -> EventRow.of(table, log, ordinal, values.get(ordinal)))
                .toList();
    }

    private static List<Object> row(Object... values) {
        return List.of(values);
    }

    private static BigDecimal number(BigInteger value) {
        return new BigDecimal(value);
    }

    private static int milestone(BigInteger value) {
        return value.intValueExact();
    }

    /** Anybody may write any text into an event; PostgreSQL takes all but the character zero. */
    private static String text(String value) {
        return value.replace('\0', '\uFFFD');
    }

    private static String address(String value) {
        return Keys.toChecksumAddress(value);
    }

    private static String hex(byte[] value) {
        return Numeric.toHexString(value);
    }
}
