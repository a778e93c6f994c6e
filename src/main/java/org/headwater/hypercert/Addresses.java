// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.List;
import java.util.Locale;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.web3j.crypto.Keys;
import tools.jackson.databind.JsonNode;

/** Addresses of accounts, as people write them. */
final class Addresses {

    private static final String ALLOWED =
            "0x and 40 hexadecimal digits, not all zero, in one case or with the capitals of EIP-55";

    private Addresses() {}

    /**
     * The address in this text, checksummed (EIP-55).
     *
     * @throws InvalidDocument if it is none, is the zero address, or has capitals that are not those of its checksum
     */
    static String require(String pointer, JsonNode address) {
        String text = address.isString() ? address.stringValue() : "";
        if (!text.matches("0x[0-9a-fA-F]{40}") || text.matches("0x0+") || mistyped(text)) {
            throw new InvalidDocument(List.of(Violation.of(pointer, address, ALLOWED)));
        }
        return Keys.toChecksumAddress(text);
    }

    private static boolean mistyped(String address) {
        String digits = address.substring(2);
        boolean oneCase =
                digits.equals(digits.toLowerCase(Locale.ROOT)) || digits.equals(digits.toUpperCase(Locale.ROOT));
        return !oneCase && !Keys.toChecksumAddress(address).equals(address);
    }
}
