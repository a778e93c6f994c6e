// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.headwater.document.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimIdTest {

    private static final String CONTRACT = "0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941";

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textAndIdentifierNameEachOther(long seed) {
        Random random = new Random(seed);
        BigInteger counter = new BigInteger(random.nextInt(1, 129), random).max(BigInteger.ONE);
        ClaimId id = new ClaimId(
                random.nextLong(1, 1_000_000_000_000_000_000L),
                "0x%040x".formatted(new BigInteger(160, random)),
                counter.shiftLeft(128));

        assertThat(ClaimId.parse(id.toString())).isEqualTo(id);
        assertThat(ClaimId.parse(id.toString().toLowerCase(Locale.ROOT))).isEqualTo(id);
        assertThat(Json.bind(Json.tree(id), ClaimId.class)).isEqualTo(id);
    }

    /** The form that hypercert applications use, with the contract's address in EIP-55 letters. */
    @Test
    void isWrittenAsChainContractAndToken() {
        ClaimId id = new ClaimId(11_155_111, CONTRACT.toLowerCase(Locale.ROOT), BigInteger.ONE.shiftLeft(128));

        assertThat(id).hasToString("11155111-" + CONTRACT + "-340282366920938463463374607431768211456");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "-0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941-340282366920938463463374607431768211456",
                "0-0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941-340282366920938463463374607431768211456",
                "01-0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941-340282366920938463463374607431768211456",
                "1-a16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941-340282366920938463463374607431768211456",
                "1-0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C494-340282366920938463463374607431768211456",
                "1-0xg16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941-340282366920938463463374607431768211456",
                "1-0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941-0x100000000000000000000000000000000",
                "1-0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941--340282366920938463463374607431768211456",
                "1-0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941-340282366920938463463374607431768211456 "
            })
    void refusesTextOfAnotherForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimId.parse(text))
                .withMessageContaining("claim: was '" + text + "'")
                .withMessageContaining("chainId-contract-tokenId");
    }

    /** A fraction of a claim, a number without claim, and one that no uint256 holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "340282366920938463463374607431768211457",
                "340282366920938463463374607431768211455",
                "115792089237316195423570985008687907853269984665640564039457584007913129639936"
            })
    void refusesNumbersThatAreNoClaim(String tokenId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimId.parse("1-" + CONTRACT + "-" + tokenId))
                .withMessageContaining(tokenId)
                .withMessageContaining("multiple of 2^128");
    }
}
