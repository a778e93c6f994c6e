// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.headwater.attestation.BasicEvaluation.Verdict;
import org.headwater.attestation.FeedEntry.Source;
import org.headwater.document.Violation;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.utils.Numeric;

/** What is written is what hypercert applications read, and only what they would write is read. */
class PublishedSchemasTest {

    private static final ClaimId CLAIM =
            new ClaimId(11_155_111, "0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941", BigInteger.ONE.shiftLeft(128));

    private static final BasicEvaluation EVALUATION = new BasicEvaluation(
            CLAIM,
            Verdict.VALID,
            Verdict.VALID,
            Verdict.NOT_EVALUATED,
            Verdict.INVALID,
            "Se\u00f1al: caf\u00e9 \u2013 ok",
            List.of("R\u00edo", "mangrove-2026", "\u65e5\u672c"));

    /** Encoded with ethers 6. */
    private static final String EVALUATION_DATA = "0x"
            + "0000000000000000000000000000000000000000000000000000000000aa36a7"
            + "000000000000000000000000a16dfb32eb140a6f3f2ac68f41dad8c7e83c4941"
            + "0000000000000000000000000000000100000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000001"
            + "0000000000000000000000000000000000000000000000000000000000000001"
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "0000000000000000000000000000000000000000000000000000000000000120"
            + "0000000000000000000000000000000000000000000000000000000000000160"
            + "0000000000000000000000000000000000000000000000000000000000000014"
            + "5365c3b1616c3a20636166c3a920e28093206f6b000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000003"
            + "0000000000000000000000000000000000000000000000000000000000000060"
            + "00000000000000000000000000000000000000000000000000000000000000a0"
            + "00000000000000000000000000000000000000000000000000000000000000e0"
            + "0000000000000000000000000000000000000000000000000000000000000004"
            + "52c3ad6f00000000000000000000000000000000000000000000000000000000"
            + "000000000000000000000000000000000000000000000000000000000000000d"
            + "6d616e67726f76652d3230323600000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000006"
            + "e697a5e69cac0000000000000000000000000000000000000000000000000000";

    private static final FeedEntry ENTRY = new FeedEntry(
            CLAIM,
            "Río in bloom",
            "What the spring brought",
            List.of(
                    new Source("url", null, "https://example.org/report?year=1"),
                    new Source("image/jpeg", "x.jpg", Cid.of(new byte[] {1}).text())));

    @Test
    void evaluationIsEncodedAsTheReferenceVector() {
        assertThat(Numeric.toHexString(EVALUATION.encoded())).isEqualTo(EVALUATION_DATA);
        assertThat(BasicEvaluation.decoded(Numeric.hexStringToByteArray(EVALUATION_DATA)))
                .contains(EVALUATION);
    }

    @Test
    void sourcesAreJsonTexts() {
        String data = new String(ENTRY.encoded(), StandardCharsets.UTF_8);
        assertThat(data)
                .contains("{\"type\":\"url\",\"src\":\"https://example.org/report?year=1\"}")
                .contains("{\"type\":\"image/jpeg\",\"name\":\"x.jpg\",\"src\":\"");
        assertThat(FeedEntry.decoded(ENTRY.encoded())).contains(ENTRY);
    }

    @Test
    void valuesAndPointersThatApplicationsRefuseAreNotRead() {
        assertThat(decodedWith(3, BigInteger.valueOf(3))).isEmpty();
        assertThat(decodedWith(2, BigInteger.ONE.shiftLeft(128).add(BigInteger.ONE)))
                .isEmpty();
        assertThat(decodedWith(2, BigInteger.ZERO)).isEmpty();
        assertThat(decodedWith(0, BigInteger.ONE.shiftLeft(64))).isEmpty();
    }

    private static Optional<BasicEvaluation> decodedWith(int word, BigInteger value) {
        byte[] data = EVALUATION.encoded();
        System.arraycopy(Numeric.toBytesPadded(value, 32), 0, data, 32 * word, 32);
        return BasicEvaluation.decoded(data);
    }

    /** An array that pretends to be longer than the data, and every kind of damage: 20,000 seeded cases. */
    @Test
    void dataOfStrangersAreReadOrPassedOverButNeverBreakTheReader() {
        assertThat(decodedWith(11, BigInteger.ONE.shiftLeft(31).subtract(BigInteger.ONE)))
                .isEmpty();
        Random random = new Random(20_261_127);
        byte[] whole = EVALUATION.encoded();
        for (int i = 0; i < 20_000; i++) {
            byte[] data = Arrays.copyOf(whole, whole.length - (i % 4 == 0 ? random.nextInt(whole.length) : 0));
            for (int changes = random.nextInt(4); changes >= 0 && data.length > 0; changes--) {
                data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            }
            byte[] given = data.clone();
            BasicEvaluation.decoded(data)
                    .ifPresent(read -> assertThat(read.encoded()).isEqualTo(given));
            FeedEntry.decoded(data);
        }
    }

    static List<Arguments> refused() {
        String cid = Cid.of(new byte[] {1}).text();
        Source link = new Source("url", null, "https://example.org/");
        return List.of(
                Arguments.of("/title", "", "text", List.of()),
                Arguments.of("/title", "t".repeat(51), "text", List.of()),
                Arguments.of("/description", "title", "d".repeat(501), List.of()),
                Arguments.of("/sources", "title", "text", List.of(link, link, link, link, link, link)),
                Arguments.of(
                        "/sources/0/src", "title", "text", List.of(new Source("url", null, "javascript:alert(1)"))),
                Arguments.of("/sources/0/src", "title", "text", List.of(new Source("url", null, "not an address"))),
                Arguments.of(
                        "/sources/0/name", "title", "text", List.of(new Source("url", "x", "https://example.org/"))),
                Arguments.of("/sources/0/type", "title", "text", List.of(new Source("jpeg", "x", cid))),
                Arguments.of("/sources/0/name", "title", "text", List.of(new Source("image/png", null, cid))),
                Arguments.of("/sources/0/src", "title", "text", List.of(new Source("image/png", "x", "Qm1"))));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String pointer, String title, String description, List<Source> sources) {
        assertThat(FeedEntryCheck.violations(new FeedEntry(CLAIM, title, description, sources)))
                .extracting(Violation::pointer)
                .containsExactly(pointer);
        assertThat(FeedEntryCheck.violations(ENTRY)).isEmpty();
    }
}
