// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwater.hypercert.HypercertParts.UNITS;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.groups.Tuple;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.TransactionReverted;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.InvalidDocument;
import org.headwater.ipfs.Cid;
import org.junit.jupiter.api.Test;

class AllotmentsTest {

    private static final BigInteger ALLOW_ALL = BigInteger.ZERO;
    private static final String NO_CLAIM_NEEDED = "ipfs://bafkreigdm2flneb4khd7eixodagst5nrndptgezrjux7gohxcngjn67x6u";

    private final HypercertParts parts = new HypercertParts();
    private final String investor = parts.keyring.address("investor");
    private final String ngo = parts.keyring.address("ngo");

    @Test
    void eachPartyTakesItsUnitsOnce() {
        Claim claim = parts.minting.mint(parts.forecast("By list", UNITS), list("60000000", "40000000"));

        assertThat(parts.fractions.of(claim).unclaimed()).isEqualTo(UNITS);
        SentTransaction taken = parts.allotments.take(claim, "investor");
        assertThat(parts.allotments.take(claim, "investor")).isEqualTo(taken);
        assertThat(parts.fractions.of(claim).unclaimed()).isEqualTo(BigInteger.valueOf(40_000_000));
        parts.allotments.take(claim, "ngo");
        assertThat(parts.fractions.of(claim).fractions())
                .extracting(Fractions.Fraction::owner, Fractions.Fraction::units)
                .containsExactly(
                        Tuple.tuple(investor, BigInteger.valueOf(60_000_000)),
                        Tuple.tuple(ngo, BigInteger.valueOf(40_000_000)));
        assertThat(parts.fractions.of(claim).unclaimed()).isZero();
        assertThatThrownBy(() -> parts.allotments.take(claim, "government"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("/holder");
    }

    @Test
    void claimWithAListIsFoundAgainAndNotMintedWithAnother() {
        Cid forecast = parts.forecast("One list", UNITS);
        Claim claim = parts.minting.mint(forecast, list("1", "99999999"));

        assertThat(parts.minting.mint(forecast, list("1", "99999999"))).isEqualTo(claim);
        assertThat(parts.minting.mintPublished(Cid.parse(claim.metadataCid()))).isEqualTo(claim);
        assertThatThrownBy(() -> parts.minting.mint(forecast, list("2", "99999998")))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("/forecastCid");
        assertThatThrownBy(() -> parts.minting.mint(parts.forecast("Short list", UNITS), list("1", "1")))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("exactly " + UNITS);
    }

    @Test
    void severalClaimsAreTakenTogetherOrNotAtAll() {
        Claim one = parts.minting.mint(parts.forecast("Together 1", UNITS), list("10", "99999990"));
        Claim other = parts.minting.mint(parts.forecast("Together 2", UNITS), list("20", "99999980"));
        Claim without = parts.claim("Together 3");

        SentTransaction taken = parts.allotments.take(List.of(one, other), "investor");
        assertThat(parts.allotments.take(List.of(one, other), "investor")).isEqualTo(taken);
        assertThat(parts.unitsOf(one)).containsExactly(BigInteger.TEN);
        assertThat(parts.unitsOf(other)).containsExactly(BigInteger.valueOf(20));
        assertThatThrownBy(() -> parts.allotments.take(List.of(one, without), "ngo"))
                .hasMessageContaining("a claim with an allow list");
        assertThatThrownBy(() -> parts.allotments.take(one, "investor"))
                .isInstanceOf(TransactionReverted.class)
                .hasMessageContaining("AlreadyClaimed()");
        assertThat(parts.fractions.of(one).fractions()).hasSize(1);
    }

    /** Why a list has to add up: this is the real contract 0.8.11, and it hands out 6 units of 3. */
    @Test
    void theContractHandsOutMoreThanTheClaimHas() {
        BigInteger three = BigInteger.valueOf(3);
        AllowList twice =
                AllowList.fromCsv("address,units\n%s,3\n%s,3".formatted(investor, ngo), BigInteger.valueOf(6));
        SentTransaction created = parts.directly(
                "over/create",
                "investor",
                parts.contract().createAllowlist(investor, three, twice.root(), NO_CLAIM_NEEDED, ALLOW_ALL));
        BigInteger claim =
                HypercertMinter.getClaimStoredEvents(created.receipt()).getFirst().claimID;
        for (String party : List.of("investor", "ngo")) {
            String address = parts.keyring.address(party);
            parts.directly(
                    "over/take/" + party,
                    party,
                    parts.contract().mintClaimFromAllowlist(address, twice.proof(address), claim, three));
        }

        assertThat(parts.chain.read(parts.contract().unitsOf(claim))).isEqualTo(three);
        assertThat(List.of(BigInteger.ONE, BigInteger.TWO))
                .allSatisfy(
                        index -> assertThat(parts.chain.read(parts.contract().unitsOf(claim.add(index))))
                                .isEqualTo(three));
    }

    /** Why the creator that applications show proves nothing: anybody can name anybody. */
    @Test
    void aStrangerCreatesAListInTheNameOfAnother() {
        AllowList list = AllowList.fromCsv("address,units\n%s,3".formatted(ngo), BigInteger.valueOf(3));
        SentTransaction created = parts.directly(
                "spoof",
                "stranger",
                parts.contract()
                        .createAllowlist(investor, BigInteger.valueOf(3), list.root(), NO_CLAIM_NEEDED, ALLOW_ALL));

        assertThat(HypercertMinter.getTransferSingleEvents(created.receipt()).getFirst().operator)
                .isEqualToIgnoringCase(investor)
                .isNotEqualToIgnoringCase(parts.keyring.address("stranger"));
    }

    private Function<BigInteger, AllowList> list(String forInvestor, String forNgo) {
        return units ->
                AllowList.fromCsv("address,units\n%s,%s\n%s,%s".formatted(investor, forInvestor, ngo, forNgo), units);
    }
}
