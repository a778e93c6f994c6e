// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.headwater.chain.ContractReads;
import org.headwater.chain.contract.DemonstrationToken;
import org.web3j.crypto.Keys;

/**
 * The ERC-20 in which a contract pays.
 *
 * @param symbol as the token says it, without anything that a terminal would obey
 * @param decimals digits behind the point of one whole token
 */
record Token(String address, String symbol, int decimals) {

    private static final int LONGEST_SYMBOL = 12;

    /** @throws org.headwater.chain.ChainNotAvailable if it does not say its symbol and decimals */
    static Token at(String address, ContractReads reads) {
        DemonstrationToken token = reads.at(address, DemonstrationToken::load);
        return new Token(
                Keys.toChecksumAddress(address),
                printable(reads.read(token.symbol()), LONGEST_SYMBOL),
                reads.read(token.decimals()).intValueExact());
    }

    /** An amount of base units in whole tokens and in base units. */
    String amount(BigInteger units) {
        BigDecimal whole = new BigDecimal(units, decimals).stripTrailingZeros();
        return String.format(
                Locale.ROOT, "%,." + Math.max(0, whole.scale()) + "f %s (%d base units)", whole, symbol, units);
    }

    /** Text of a stranger's contract for a terminal: its first characters, those for control replaced. */
    static String printable(String text, int longest) {
        String shown = text.replaceAll("\\p{C}", "\uFFFD");
        return shown.length() <= longest ? shown : shown.substring(0, longest - 1) + "…";
    }
}
