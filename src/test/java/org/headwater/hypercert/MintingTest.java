// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.headwater.hypercert.HypercertParts.GAS_CAP;
import static org.headwater.hypercert.HypercertParts.UNITS;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.headwater.Examples;
import org.headwater.chain.SentTransaction;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.InvalidDocument;
import org.headwater.document.UnknownDocument;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.Fractions.Ownership;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.PinState;
import org.headwater.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MintingTest {

    private final HypercertParts parts = new HypercertParts();

    @Test
    void mintPinsBothImagesAndHappensOnce() {
        Cid forecast = parts.forecast("Minted once", UNITS);
        Claim claim = parts.minting.mint(forecast);
        HypercertMetadata metadata = parts.documents
                .read(DocumentType.HYPERCERT_METADATA, Cid.parse(claim.metadataCid()))
                .as(HypercertMetadata.class);

        assertThat(parts.blocks.pinState(Cid.parse(metadata.image().substring(7))))
                .isEqualTo(PinState.PINNED);
        assertThat(parts.blocks.pinState(metadata.reference("card"))).isEqualTo(PinState.PINNED);
        assertThat(parts.minting.mint(forecast)).isEqualTo(claim);
        assertThat(parts.minting.mintPublished(Cid.parse(claim.metadataCid()))).isEqualTo(claim);
        assertThat(parts.fractions.of(claim))
                .isEqualTo(new Ownership(
                        UNITS,
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        List.of(new Fractions.Fraction(
                                claim.id().tokenId().add(BigInteger.ONE), claim.owner(), "forest-owner", UNITS))));
    }

    @Test
    void publishedMetadataAreMintedOnce() {
        Document metadata = published("Published first");
        Claim claim = parts.minting.mintPublished(metadata.cid());

        assertThat(claim.metadataCid()).isEqualTo(metadata.cid().text());
        assertThat(parts.minting.mintPublished(metadata.cid())).isEqualTo(claim);
        assertThat(parts.minting.mint(Cid.parse(claim.forecastCid()))).isEqualTo(claim);
        assertThat(parts.chain.read(parts.contract().uri(claim.id().tokenId())))
                .isEqualTo(metadata.cid().uri());
    }

    @Test
    void publishedMetadataThatSaySomethingElseThanTheForecastAreRefused() {
        JsonNode json = published("Promises more").json().deepCopy();
        Examples.set(json, "/properties/3/value", "2 (90 % interval 1 to 3), unit 1");
        Document promising = parts.documents.publish(DocumentType.HYPERCERT_METADATA, json);

        InvalidDocument refused =
                catchThrowableOfType(InvalidDocument.class, () -> parts.minting.mintPublished(promising.cid()));
        assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("/properties/3/value");
    }

    @Test
    void publishedMetadataWithATimeframeThatEndsBeforeItStartsAreRefused() {
        JsonNode json = published("Backwards").json().deepCopy();
        Examples.set(json, "/hypercert/impact_timeframe/value", List.of(2_000_000_000, 1));
        Document backwards = parts.documents.publish(DocumentType.HYPERCERT_METADATA, json);

        assertThatThrownBy(() -> parts.minting.mintPublished(backwards.cid()))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("/hypercert/impact_timeframe/value/1");
    }

    @Test
    void metadataForecastProjectAndListHaveToBeStoredHere() {
        JsonNode json = published("Without forecast").json().deepCopy();
        Cid nowhere = Cid.of("nowhere".getBytes(StandardCharsets.UTF_8));
        Examples.set(json, "/properties/6/src", nowhere.uri());
        Document without = parts.documents.publish(DocumentType.HYPERCERT_METADATA, json);
        JsonNode listed = published("Without list").json().deepCopy();
        Examples.set(listed, "/allowList", nowhere.uri());
        Document withoutList = parts.documents.publish(DocumentType.HYPERCERT_METADATA, listed);

        assertThatThrownBy(() -> parts.minting.mintPublished(nowhere)).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> parts.minting.mintPublished(without.cid())).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> parts.minting.mintPublished(withoutList.cid())).isInstanceOf(UnknownDocument.class);
    }

    @Test
    void publishedMetadataWithAListThatDoesNotAddUpAreRefused() {
        String one = parts.keyring.address("investor");
        AllowList list = AllowList.fromCsv("address,units\n" + one + ",3", BigInteger.valueOf(3));
        Cid pinned = parts.blocks.add(list.dump());
        JsonNode json = published("Too short a list").json().deepCopy();
        Examples.set(json, "/allowList", pinned.uri());
        Document metadata = parts.documents.publish(DocumentType.HYPERCERT_METADATA, json);

        assertThatThrownBy(() -> parts.minting.mintPublished(metadata.cid()))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("exactly " + UNITS);
    }

    /** 3.7 of EIP-7825: a transaction above the cap is refused by the chain, so that no portion may come near it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 150, 151, 320})
    void eachFractionIsMintedWithItsUnitsUnderTheGasCap(int count) {
        List<BigInteger> units = new ArrayList<>(IntStream.rangeClosed(1, count - 1)
                .mapToObj(i -> BigInteger.valueOf(i * 7L % 100 + 1))
                .toList());
        units.add(UNITS.subtract(units.stream().reduce(BigInteger.ZERO, BigInteger::add)));
        Claim claim = parts.minting.mint(parts.forecast("In " + count, UNITS), units);
        Ownership ownership = parts.fractions.of(claim);

        assertThat(ownership.fractions())
                .extracting(Fractions.Fraction::units)
                .containsExactlyInAnyOrderElementsOf(units);
        assertThat(ownership.fractions()).allMatch(fraction -> fraction.owner().equals(claim.owner()));
        assertThat(ownership.burned()).isZero();
        List<SentTransaction> sent = IntStream.range(0, 4)
                .mapToObj(i -> "mint/" + claim.metadataCid() + (i == 0 ? "" : "/split/" + i))
                .flatMap(key -> parts.transactions.find(key).stream())
                .toList();
        assertThat(sent).hasSize(Math.ceilDiv(count - 1, FractionBatches.MOST_PER_TRANSACTION - 1));
        assertThat(sent)
                .extracting(SentTransaction::gasUsed)
                .allMatch(gas ->
                        gas.multiply(BigInteger.valueOf(6)).compareTo(GAS_CAP.multiply(BigInteger.valueOf(5))) < 0);
        System.out.printf(
                "%d fractions in %d transactions, gas %s%n",
                count, sent.size(), sent.stream().map(SentTransaction::gasUsed).toList());
    }

    @Test
    void fractionsThatDoNotAddUpAreTooManyOrNothingAreRefused() {
        Cid forecast = parts.forecast("Never minted", UNITS);
        assertRefused(forecast, List.of(BigInteger.ONE, BigInteger.TWO), "/fractions", UNITS.toString());
        assertRefused(forecast, List.of(UNITS), "/fractions", "2 to 1000");
        assertRefused(forecast, List.of(UNITS, BigInteger.ZERO), "/fractions/1", "more than 0");
        assertRefused(
                forecast,
                IntStream.rangeClosed(0, 1_000).mapToObj(i -> BigInteger.ONE).toList(),
                "/fractions",
                "allow list");
        assertThat(parts.claims.on(forecast)).isEmpty();
    }

    private void assertRefused(Cid forecast, List<BigInteger> fractions, String pointer, String allowed) {
        assertThatThrownBy(() -> parts.minting.mint(forecast, fractions))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageStartingWith(pointer + " is ")
                .hasMessageContaining(allowed);
    }

    /** Metadata as the service composes them, stored by somebody, not minted. */
    private Document published(String name) {
        Cid forecastCid = parts.forecast(name, UNITS);
        Document forecast = parts.documents.read(DocumentType.FORECAST, forecastCid);
        Forecast said = forecast.as(Forecast.class);
        Document projectDocument = parts.documents.read(DocumentType.PROJECT, Cid.parse(said.project()));
        Project project = Project.from(projectDocument);
        return parts.documents.publish(
                DocumentType.HYPERCERT_METADATA,
                HypercertMetadata.compose(
                        project,
                        projectDocument.cid(),
                        forecastCid,
                        HypercertMetadata.headlines(project, said),
                        HypercertMetadata.card(project, said),
                        null));
    }
}
