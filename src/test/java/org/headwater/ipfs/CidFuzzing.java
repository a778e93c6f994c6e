// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.nio.charset.StandardCharsets;

/** What is read as an identifier has one text and one binary form, and those read back to it. */
public final class CidFuzzing {

    private CidFuzzing() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            Cid cid = Cid.parse(text);
            if (!cid.text().equals(text) || !Cid.ofBytes(cid.bytes()).equals(cid)) {
                throw new AssertionError(text + " reads as " + cid);
            }
        } catch (MalformedCid refused) {
            // As it must be.
        }
    }
}
