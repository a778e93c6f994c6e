// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;

/**
 * Names a claim on any chain, written {@code chainId-contract-tokenId} as hypercert applications do.
 *
 * @param contract address of the hypercerts contract, checksummed (EIP-55)
 * @param tokenId identifier of the claim, a multiple of 2¹²⁸ below 2²⁵⁶
 */
public record ClaimId(long chainId, String contract, BigInteger tokenId) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})-(0x[0-9a-fA-F]{40})-([1-9][0-9]{0,77})");
    private static final int FRACTION_BITS = 128;
    private static final int TOKEN_BITS = 256;

    public ClaimId {
        contract = checksummed(contract);
        if (tokenId.signum() <= 0 || tokenId.getLowestSetBit() < FRACTION_BITS || tokenId.bitLength() > TOKEN_BITS) {
            throw new MalformedClaimId("%d-%s-%s".formatted(chainId, contract, tokenId));
        }
    }

    /**
     * The address with the check of EIP-55 in the case of its letters. The library's own function installs a security
     * provider of several hundred classes first, which a command that runs for two seconds would wait for.
     */
    private static String checksummed(String address) {
        String digits = address.substring(2).toLowerCase(Locale.ROOT);
        String hash = Hash.sha3String(digits).substring(2);
        StringBuilder checksummed = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            boolean upper = Character.digit(hash.charAt(i), 16) >= 8;
            checksummed.append(upper ? Character.toUpperCase(digits.charAt(i)) : digits.charAt(i));
        }
        return checksummed.toString();
    }

    /** @throws MalformedClaimId unless the text has the form {@code chainId-contract-tokenId} */
    @JsonCreator
    public static ClaimId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedClaimId(text);
        }
        return new ClaimId(Long.parseLong(matcher.group(1)), matcher.group(2), new BigInteger(matcher.group(3)));
    }

    @JsonValue
    @Override
    public String toString() {
        return chainId + "-" + contract + "-" + tokenId;
    }
}
