// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headwater.document.Json;
import org.headwater.simulation.PayoutMilestone;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * Java pays to the unit what Solidity pays, on cases that both make by the same rule: from the Keccak-256 hashes of case
 * number and part, with corridors 8 to 254 bits wide, each seventh a threshold. The digest chains the payouts;
 * {@code contracts/test/PayoutSchedule/differential.t.sol} computes the same.
 */
class PayoutDigestTest {

    private static final Path DIGESTS = Path.of("contracts/test/vectors/payout-digests.json");
    private static final int[] WIDTHS = {8, 32, 64, 128, 254};

    @Test
    void paysToTheUnitWhatSolidityPays() throws IOException {
        String cases = System.getProperty("headwater.payout.cases", "10000");
        String expected = Json.parse(Files.readAllBytes(DIGESTS)).path(cases).asString();
        byte[] digest = new byte[32];
        for (int number = 0; number < Integer.parseInt(cases); number++) {
            digest = Hash.sha3(concatenated(digest, word(payout(number))));
        }
        assertThat(Numeric.toHexString(digest)).isEqualTo(expected);
    }

    private static BigInteger payout(int number) {
        int width = WIDTHS[number % WIDTHS.length];
        BigInteger lower = bits(number, 0, width).subtract(BigInteger.TWO.pow(width - 1));
        BigInteger upper = number % 7 == 0 ? lower : lower.add(bits(number, 1, width));
        BigInteger span = upper.subtract(lower);
        BigInteger offset = span.multiply(BigInteger.valueOf(3))
                .multiply(bits(number, 2, 32))
                .shiftRight(33);
        BigInteger value = lower.subtract(span.shiftRight(2)).add(offset);
        BigInteger amount = bits(number, 3, Math.min(2 * width, 256));
        return new PayoutMilestone("metric", lower, upper, amount).payout(value);
    }

    private static BigInteger bits(int number, int part, int width) {
        byte[] hash = Hash.sha3(concatenated(word(BigInteger.valueOf(number)), word(BigInteger.valueOf(part))));
        return new BigInteger(1, hash).shiftRight(256 - width);
    }

    private static byte[] word(BigInteger value) {
        return Numeric.toBytesPadded(value, 32);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = new byte[64];
        System.arraycopy(first, 0, both, 0, 32);
        System.arraycopy(second, 0, both, 32, 32);
        return both;
    }
}
