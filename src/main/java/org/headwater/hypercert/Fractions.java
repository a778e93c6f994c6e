// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.chain.Chain;
import org.headwater.chain.Keyring;
import org.headwater.chain.contract.HypercertMinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.gas.DefaultGasProvider;

/**
 * The fractions of claims as the chain has them. Who owns one follows from the transfers of a token, not from {@code ownerOf}:
 * in the contract 0.8.11 anybody can set that answer by a transfer of zero tokens. Units are the contract's own, because a
 * merge moves them without an event.
 */
@Repository
public class Fractions {

    private static final int FRACTION_BITS = 128;
    private static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private final Chain chain;
    private final Keyring keyring;

    Fractions(Chain chain, Keyring keyring) {
        this.chain = chain;
        this.keyring = keyring;
    }

    /**
     * Part of a claim.
     *
     * @param tokenId the claim's token id and a number from 1
     * @param owner address, checksummed
     * @param party name of the demonstration key with this address; null if it is not one of this service
     * @param units above 0
     */
    public record Fraction(
            BigInteger tokenId, String owner, @Nullable String party, BigInteger units) {}

    /**
     * Where the units of a claim are: in fractions, burned, or not taken yet from the allow list. The three add up to
     * {@code units}.
     *
     * @param fractions by token id
     */
    public record Ownership(BigInteger units, BigInteger burned, BigInteger unclaimed, List<Fraction> fractions) {

        public Ownership {
            fractions = List.copyOf(fractions);
        }
    }

    /**
     * Where the units of a claim are.
     *
     * @throws org.headwater.chain.ChainNotAvailable if the node does not answer
     */
    public Ownership of(Claim claim) {
        TransactionReceipt events = new TransactionReceipt();
        events.setLogs(chain.logs(claim.id().contract()));
        List<Fraction> fractions = owners(events, claim.id()).entrySet().stream()
                .map(entry -> fraction(claim.id(), entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Fraction::tokenId))
                .toList();
        BigInteger live = fractions.stream().map(Fraction::units).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger minted = minted(events, claim.id());
        return new Ownership(claim.units(), minted.subtract(live), claim.units().subtract(minted), fractions);
    }

    private Fraction fraction(ClaimId claim, BigInteger tokenId, String owner) {
        HypercertMinter contract =
                HypercertMinter.load(claim.contract(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        return new Fraction(
                tokenId,
                Keys.toChecksumAddress(owner),
                keyring.party(owner).orElse(null),
                chain.read(contract.unitsOf(tokenId)));
    }

    private record Move(Log log, BigInteger tokenId, String to) {}

    private static Map<BigInteger, String> owners(TransactionReceipt events, ClaimId claim) {
        Map<BigInteger, String> owners = new LinkedHashMap<>();
        moves(events)
                .filter(move -> isFraction(move.tokenId(), claim))
                .sorted(Comparator.comparing((Move move) -> move.log().getBlockNumber())
                        .thenComparing(move -> move.log().getLogIndex()))
                .forEach(move -> owners.put(move.tokenId(), move.to()));
        owners.values().removeIf(NOBODY::equals);
        return owners;
    }

    private static Stream<Move> moves(TransactionReceipt events) {
        return Stream.concat(
                HypercertMinter.getTransferSingleEvents(events).stream()
                        .filter(transfer -> transfer.value.signum() > 0)
                        .map(transfer -> new Move(transfer.log, transfer.id, transfer.to)),
                HypercertMinter.getTransferBatchEvents(events).stream()
                        .flatMap(batch -> IntStream.range(0, batch.ids.size())
                                .filter(i -> batch.values.get(i).signum() > 0)
                                .mapToObj(i -> new Move(batch.log, batch.ids.get(i), batch.to))));
    }

    private static boolean isFraction(BigInteger tokenId, ClaimId claim) {
        return !tokenId.equals(claim.tokenId())
                && tokenId.shiftRight(FRACTION_BITS).equals(claim.tokenId().shiftRight(FRACTION_BITS));
    }

    /** Units that came from nowhere: those of the mint, or what was taken from the allow list so far. */
    private static BigInteger minted(TransactionReceipt events, ClaimId claim) {
        Stream<BigInteger> singly = HypercertMinter.getValueTransferEvents(events).stream()
                .filter(transfer -> transfer.claimID.equals(claim.tokenId()) && transfer.fromTokenID.signum() == 0)
                .map(transfer -> transfer.value);
        Stream<BigInteger> together = HypercertMinter.getBatchValueTransferEvents(events).stream()
                .flatMap(batch -> IntStream.range(0, batch.claimIDs.size())
                        .filter(i -> batch.claimIDs.get(i).equals(claim.tokenId())
                                && batch.fromTokenIDs.get(i).signum() == 0)
                        .mapToObj(batch.values::get));
        return Stream.concat(singly, together).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
