// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.headwater.chain.Chain;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.hypercert.Fractions.Fraction;
import org.springframework.stereotype.Component;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;

/**
 * What holders do with fractions: split, merge, transfer and burn them. Each change has a
 * key of the caller's; asked for again under the same key, the first transaction is given again. Who holds what is checked here,
 * before anything is sent: the contract 0.8.11 does not check the owner of a fraction that is split.
 */
@Component
public class FractionChanges {

    private static final String KEY = "[A-Za-z0-9-]{1,64}";

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final Fractions fractions;

    FractionChanges(Chain chain, Keyring keyring, Transactions transactions, Fractions fractions) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.fractions = fractions;
    }

    /** Who asks for a change of which claim, and under which key it happens once: 1 to 64 letters, digits and hyphens. */
    public record Order(Claim claim, String key, String holder) {

        public Order {
            if (!key.matches(KEY)) {
                throw refused("/key", key, "1 to 64 letters, digits and hyphens");
            }
        }

        private String transactionKey(String change) {
            return "%s/%s/%s".formatted(change, claim.id(), key);
        }
    }

    /**
     * Splits a fraction; all parts stay with its holder.
     *
     * @param units of the parts, 2 to {@value FractionBatches#MOST_PER_TRANSACTION}, adding up to those of the fraction
     * @throws InvalidDocument if the fraction is not the holder's, or the parts are refused
     * @throws org.headwater.chain.TransactionReverted if the contract refuses
     */
    public SentTransaction split(Order order, BigInteger fraction, List<BigInteger> units) {
        return send(order, "split", () -> {
            requireParts(held(order, "/fraction", fraction), units);
            return contract(order).splitFraction(holder(order), fraction, units);
        });
    }

    /**
     * Merges fractions of one holder; the last one keeps the units of all.
     *
     * @param merged 2 to {@value FractionBatches#MOST_PER_TRANSACTION} different fractions
     * @throws InvalidDocument if one is not the holder's or is named twice
     * @throws org.headwater.chain.TransactionReverted if the contract refuses
     */
    public SentTransaction merge(Order order, List<BigInteger> merged) {
        return send(order, "merge", () -> {
            requireCount("/fractions", merged.size());
            if (new HashSet<>(merged).size() != merged.size()) {
                throw refused("/fractions", merged.toString(), "each fraction once");
            }
            merged.forEach(fraction -> held(order, "/fractions", fraction));
            return contract(order).mergeFractions(holder(order), merged);
        });
    }

    /**
     * Gives a fraction away.
     *
     * @param to a party of this service or an address
     * @throws InvalidDocument if the fraction is not the holder's, or {@code to} is no address
     * @throws org.headwater.chain.TransactionReverted with TransfersNotAllowed where the claim restricts transfers
     */
    public SentTransaction transfer(Order order, BigInteger fraction, String to) {
        return send(order, "transfer", () -> {
            held(order, "/fraction", fraction);
            return contract(order).safeTransferFrom(holder(order), receiver(to), fraction, BigInteger.ONE, new byte[0]);
        });
    }

    /**
     * Burns a fraction with all its units, for ever.
     *
     * @throws InvalidDocument if the fraction is not the holder's
     * @throws org.headwater.chain.TransactionReverted if the contract refuses
     */
    public SentTransaction burn(Order order, BigInteger fraction) {
        return send(order, "burn", () -> {
            held(order, "/fraction", fraction);
            return contract(order).burnFraction(holder(order), fraction);
        });
    }

    private SentTransaction send(Order order, String change, Supplier<RemoteFunctionCall<?>> call) {
        String key = order.transactionKey(change);
        return transactions.execute(
                key,
                () -> Intent.call(
                        key,
                        order.holder(),
                        order.claim().id().contract(),
                        call.get().encodeFunctionCall()));
    }

    private Fraction held(Order order, String pointer, BigInteger tokenId) {
        return fractions.of(order.claim()).fractions().stream()
                .filter(fraction -> fraction.tokenId().equals(tokenId))
                .filter(fraction -> fraction.owner().equals(holder(order)))
                .findFirst()
                .orElseThrow(() -> refused(
                        pointer,
                        tokenId.toString(),
                        "a fraction of this claim that %s holds".formatted(order.holder())));
    }

    private static void requireParts(Fraction fraction, List<BigInteger> units) {
        requireCount("/units", units.size());
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).signum() <= 0) {
                throw refused("/units/" + i, units.get(i).toString(), "more than 0 units");
            }
        }
        BigInteger sum = units.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (!sum.equals(fraction.units())) {
            throw refused("/units", sum + " units in all", fraction.units() + ", the units of the fraction");
        }
    }

    private static void requireCount(String pointer, int count) {
        if (count < 2 || count > FractionBatches.MOST_PER_TRANSACTION) {
            throw refused(
                    pointer,
                    count + " of them",
                    "2 to %d, as many as one transaction can pay for".formatted(FractionBatches.MOST_PER_TRANSACTION));
        }
    }

    /** A name cannot be mistaken for an address: it has no capitals and at most 40 characters. */
    private String receiver(String to) {
        if (!to.startsWith("0x")) {
            return keyring.address(to);
        }
        return Addresses.require("/to", Json.tree(to));
    }

    private String holder(Order order) {
        return keyring.address(order.holder());
    }

    private HypercertMinter contract(Order order) {
        return HypercertMinter.load(
                order.claim().id().contract(), chain.web3j(), chain.reader(), new DefaultGasProvider());
    }

    private static InvalidDocument refused(String pointer, String value, String allowed) {
        return new InvalidDocument(List.of(new Violation(pointer, value, allowed)));
    }
}
