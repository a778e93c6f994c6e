// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;

/**
 * The fractions of a claim in portions of which each fits into one transaction: the first is minted, each later one splits
 * the fraction that the one before it left over for the rest.
 *
 * <p>A fraction costs about 72,000 gas when it is made, and a transaction may use 16,777,216 (EIP-7825), a fifth of which is
 * kept in reserve. The contract's own limit is 253 fractions.
 *
 * @param portions units of the fractions of each transaction; the last of all but the last portion is what is left over
 */
record FractionBatches(List<List<BigInteger>> portions) {

    /** Most fractions that one transaction makes. */
    static final int MOST_PER_TRANSACTION = 150;

    /** Most fractions of one mint; for more holders there is the allow list, where each pays for his own. */
    static final int MOST_FRACTIONS = 1_000;

    /**
     * The portions of these fractions.
     *
     * @throws InvalidDocument if there are fewer than 2 or more than {@value #MOST_FRACTIONS}, one is not above 0, or they do not
     *     add up to the units of the claim
     */
    static FractionBatches of(List<BigInteger> fractions, BigInteger units) {
        if (fractions.size() < 2 || fractions.size() > MOST_FRACTIONS) {
            throw refused(
                    "/fractions",
                    fractions.size() + " fractions",
                    "2 to %d; for more holders use an allow list".formatted(MOST_FRACTIONS));
        }
        for (int i = 0; i < fractions.size(); i++) {
            if (fractions.get(i).signum() <= 0) {
                throw refused("/fractions/" + i, fractions.get(i).toString(), "more than 0 units");
            }
        }
        BigInteger sum = sum(fractions);
        if (!sum.equals(units)) {
            throw refused(
                    "/fractions", "%s units in all".formatted(sum), "%s, the units of the claim".formatted(units));
        }
        return new FractionBatches(portions(fractions));
    }

    private static List<List<BigInteger>> portions(List<BigInteger> fractions) {
        int size = MOST_PER_TRANSACTION - 1;
        int count = Math.max(1, Math.ceilDiv(fractions.size() - 1, size));
        return IntStream.range(0, count)
                .mapToObj(portion -> {
                    boolean last = portion == count - 1;
                    List<BigInteger> made = new ArrayList<>(
                            fractions.subList(portion * size, last ? fractions.size() : (portion + 1) * size));
                    if (!last) {
                        made.add(sum(fractions.subList((portion + 1) * size, fractions.size())));
                    }
                    return List.copyOf(made);
                })
                .toList();
    }

    private static BigInteger sum(List<BigInteger> units) {
        return units.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static InvalidDocument refused(String pointer, String value, String allowed) {
        return new InvalidDocument(List.of(new Violation(pointer, value, allowed)));
    }
}
