// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwater.hypercert.HypercertParts.UNITS;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.TransactionReverted;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.InvalidDocument;
import org.headwater.hypercert.FractionChanges.Order;
import org.headwater.hypercert.Fractions.Fraction;
import org.headwater.hypercert.Fractions.Ownership;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** What holders do, on the real hypercerts contract. */
class FractionsTest {

    private static final long SEED = 20_260_103;
    private static final int STEPS = 40;
    private static final BigInteger DISALLOW_ALL = BigInteger.ONE;
    private static final List<String> HOLDERS = List.of("forest-owner", "investor", "ngo");

    private final HypercertParts parts = new HypercertParts();

    @Test
    void partsOfASplitHaveTheUnitsAskedForWhateverTheContractNumbersThem() {
        Claim claim = parts.claim("Split");
        List<BigInteger> asked = numbers(1, 20, 300, 99_999_679);
        SentTransaction split = parts.changes.split(order(claim, "a", "forest-owner"), fraction(claim, 1), asked);

        assertThat(parts.unitsOf(claim)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(parts.chain.read(parts.contract().unitsOf(fraction(claim, 2))))
                .as("the contract swaps the first and the last value")
                .isEqualTo(asked.getLast());
        assertThat(parts.changes.split(order(claim, "a", "forest-owner"), fraction(claim, 1), asked))
                .isEqualTo(split);
        assertThat(parts.unitsOf(claim)).hasSize(4);
    }

    @Test
    void mergeKeepsAllUnitsInTheLastFraction() {
        Claim claim = parts.claim("Merge");
        parts.changes.split(order(claim, "a", "forest-owner"), fraction(claim, 1), numbers(10, 20, 99_999_970));
        parts.changes.merge(order(claim, "b", "forest-owner"), List.of(fraction(claim, 3), fraction(claim, 1)));

        assertThat(parts.fractions.of(claim).fractions())
                .extracting(Fraction::tokenId)
                .containsExactly(fraction(claim, 1), fraction(claim, 2));
        assertThat(parts.unitsOf(claim)).containsExactlyElementsOf(numbers(30, 99_999_970));
        assertThatThrownBy(() -> parts.changes.merge(
                        order(claim, "c", "forest-owner"), List.of(fraction(claim, 1), fraction(claim, 1))))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("each fraction once");
    }

    @Test
    void burnedUnitsAreCountedAndGone() {
        Claim claim = parts.claim("Burn");
        parts.changes.split(order(claim, "a", "forest-owner"), fraction(claim, 1), numbers(40, 99_999_960));
        parts.changes.burn(order(claim, "b", "forest-owner"), fraction(claim, 1));

        assertThat(parts.fractions.of(claim).burned()).isEqualTo(BigInteger.valueOf(40));
        assertThat(parts.unitsOf(claim)).containsExactlyElementsOf(numbers(99_999_960));
        assertThatThrownBy(() -> parts.changes.burn(order(claim, "c", "forest-owner"), fraction(claim, 1)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("/fraction");
    }

    @Test
    void onlyTheCreatorGivesAwayAndTheRefusalSaysWhy() {
        Claim claim = parts.claim("Transfer");
        parts.changes.transfer(order(claim, "a", "forest-owner"), fraction(claim, 1), "investor");

        assertThat(parts.fractions.of(claim).fractions())
                .extracting(Fraction::party)
                .containsExactly("investor");
        assertThatThrownBy(() -> parts.changes.transfer(
                        order(claim, "b", "investor"), fraction(claim, 1), parts.keyring.address("ngo")))
                .isInstanceOf(TransactionReverted.class)
                .hasMessageContaining("TransfersNotAllowed()");
        assertThatThrownBy(() -> parts.changes.transfer(order(claim, "c", "investor"), fraction(claim, 1), "0x12"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("/to");
    }

    @Test
    void whatTheHolderDoesNotHaveOrTheContractCannotDoIsRefusedHere() {
        Claim claim = parts.claim("Refused");
        List<BigInteger> halves = numbers(50_000_000, 50_000_000);

        assertThatThrownBy(() -> parts.changes.split(order(claim, "a", "investor"), fraction(claim, 1), halves))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("that investor holds");
        assertThatThrownBy(() -> parts.changes.split(order(claim, "a", "forest-owner"), fraction(claim, 2), halves))
                .hasMessageContaining("/fraction");
        assertThatThrownBy(
                        () -> parts.changes.split(order(claim, "a", "forest-owner"), fraction(claim, 1), numbers(1, 2)))
                .hasMessageContaining("/units")
                .hasMessageContaining(UNITS.toString());
        assertThatThrownBy(() -> parts.changes.split(
                        order(claim, "a", "forest-owner"), fraction(claim, 1), numbers(0, 100_000_000)))
                .hasMessageContaining("/units/0");
        assertThatThrownBy(() -> parts.changes.split(
                        order(claim, "a", "forest-owner"),
                        fraction(claim, 1),
                        Stream.generate(() -> BigInteger.ONE).limit(151).toList()))
                .hasMessageContaining("2 to 150");
        assertThatThrownBy(() -> order(claim, "../a", "forest-owner")).hasMessageContaining("/key");
        assertThat(parts.unitsOf(claim)).containsExactly(UNITS);
    }

    /** Why the owner is checked before a split is sent: the real contract 0.8.11 lets anybody take units so, even where transfers are disallowed. */
    @Test
    void inTheContractAStrangerSplitsUnitsToHimselfAndDisallowAllIsNoLock() {
        String owner = parts.keyring.address("forest-owner");
        SentTransaction mint = parts.directly(
                "locked/mint", "forest-owner", parts.contract().mintClaim(owner, UNITS, "ipfs://locked", DISALLOW_ALL));
        BigInteger claim = HypercertMinter.getClaimStoredEvents(mint.receipt()).getFirst().claimID;
        BigInteger held = claim.add(BigInteger.ONE);

        assertThatThrownBy(() -> parts.directly(
                        "locked/transfer",
                        "forest-owner",
                        parts.contract()
                                .safeTransferFrom(
                                        owner, parts.keyring.address("ngo"), held, BigInteger.ONE, new byte[0])))
                .hasMessageContaining("TransfersNotAllowed()");
        parts.directly(
                "locked/split",
                "stranger",
                parts.contract().splitFraction(parts.keyring.address("stranger"), held, numbers(1, 99_999_999)));
        assertThat(parts.chain.read(parts.contract().unitsOf(held))).isEqualTo(BigInteger.ONE);
        assertThat(parts.chain.read(
                        parts.contract().unitsOf(parts.keyring.address("stranger"), held.add(BigInteger.ONE))))
                .isEqualTo(BigInteger.valueOf(99_999_999));
    }

    /** Why owners follow from transfers: the real contract 0.8.11 lets anybody set the answer of ownerOf. */
    @Test
    void transferOfNothingChangesNoOwnerHere() {
        Claim claim = parts.claim("Nothing moved");
        String stranger = parts.keyring.address("forest-owner");
        parts.directly(
                "nothing/" + claim.id().tokenId(),
                "forest-owner",
                parts.contract()
                        .safeTransferFrom(
                                stranger,
                                parts.keyring.address("ngo"),
                                fraction(claim, 1),
                                BigInteger.ZERO,
                                new byte[0]));

        assertThat(parts.chain.read(parts.contract().ownerOf(fraction(claim, 1))))
                .isEqualToIgnoringCase(parts.keyring.address("ngo"));
        assertThat(parts.fractions.of(claim).fractions())
                .extracting(Fraction::party)
                .containsExactly("forest-owner");
    }

    @Test
    void liveAndBurnedUnitsAddUpAfterAnySequence() {
        Random random = new Random(SEED);
        List<Claim> claims = List.of(parts.claim("Random 1"), parts.claim("Random 2"));
        Map<String, Integer> done = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            Claim claim = claims.get(random.nextInt(claims.size()));
            done.merge(change(claim, "step-" + step, random), 1, Integer::sum);
            Ownership ownership = parts.fractions.of(claim);
            BigInteger live =
                    ownership.fractions().stream().map(Fraction::units).reduce(BigInteger.ZERO, BigInteger::add);

            assertThat(live.add(ownership.burned())).isEqualTo(UNITS);
            assertThat(burnedByEvents(claim)).isEqualTo(ownership.burned());
            assertThat(ownership.fractions())
                    .allMatch(fraction -> fraction.units().signum() > 0);
        }
        assertThat(done.keySet()).containsExactlyInAnyOrder("split", "merge", "transfer", "burn");
        System.out.println("random changes that kept the units: " + done);
    }

    private String change(Claim claim, String key, Random random) {
        List<Fraction> fractions = parts.fractions.of(claim).fractions();
        Fraction one = fractions.get(random.nextInt(fractions.size()));
        Order order = order(claim, key, String.valueOf(one.party()));
        List<BigInteger> ofTheSame = fractions.stream()
                .filter(fraction -> fraction.owner().equals(one.owner()))
                .map(Fraction::tokenId)
                .collect(Collectors.toCollection(ArrayList::new));
        int kind = random.nextInt(8);
        if (kind == 0 && fractions.size() > 3) {
            parts.changes.burn(order, one.tokenId());
            return "burn";
        }
        if (kind <= 2 && order.holder().equals("forest-owner") && fractions.size() > 1) {
            parts.changes.transfer(order, one.tokenId(), HOLDERS.get(random.nextInt(HOLDERS.size())));
            return "transfer";
        }
        if (kind <= 4 && ofTheSame.size() > 1) {
            Collections.shuffle(ofTheSame, random);
            parts.changes.merge(order, ofTheSame.subList(0, 2 + random.nextInt(ofTheSame.size() - 1)));
            return "merge";
        }
        BigInteger first =
                new BigInteger(one.units().bitLength(), random).mod(one.units()).max(BigInteger.ONE);
        if (first.equals(one.units())) {
            return "split";
        }
        parts.changes.split(order, one.tokenId(), List.of(first, one.units().subtract(first)));
        return "split";
    }

    private BigInteger burnedByEvents(Claim claim) {
        var events = new TransactionReceipt();
        events.setLogs(parts.chain.logs(claim.id().contract()));
        return HypercertMinter.getValueTransferEvents(events).stream()
                .filter(transfer -> transfer.claimID.equals(claim.id().tokenId()) && transfer.toTokenID.signum() == 0)
                .map(transfer -> transfer.value)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Order order(Claim claim, String key, String holder) {
        return new Order(claim, key, holder);
    }

    private static BigInteger fraction(Claim claim, int number) {
        return claim.id().tokenId().add(BigInteger.valueOf(number));
    }

    private static List<BigInteger> numbers(long... numbers) {
        return Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toList();
    }
}
