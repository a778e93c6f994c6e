// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

/** Text that names no claim. */
public final class MalformedClaimId extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What is accepted. */
    public static final String ALLOWED =
            "chainId-contract-tokenId, such as 11155111-0x…40 hex digits…-340282366920938463463374607431768211456,"
                    + " the token id being a positive multiple of 2^128";

    private final String text;

    MalformedClaimId(String text) {
        super("claim: was '%s'; allowed is %s".formatted(text, ALLOWED));
        this.text = text;
    }

    public String text() {
        return text;
    }
}
