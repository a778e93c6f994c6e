// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

/** Text that is no content identifier of the one accepted form. */
public final class MalformedCid extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What is accepted. */
    public static final String ALLOWED =
            "CIDv1 in base32 (59 characters, bafkrei… or bafybei…) with codec raw or dag-pb" + " and SHA-256";

    private final String text;

    MalformedCid(String text) {
        super("'" + text + "' is not a content identifier; allowed: " + ALLOWED);
        this.text = text;
    }

    /** The text given, at most 81 characters of it. */
    public String text() {
        return text;
    }
}
