// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a node says to signed bytes, read from the texts of the common clients (geth, Besu, Nethermind, Erigon, reth). */
enum Delivery {
    /** It has them, now or before. */
    TAKEN("already known", "already imported", "known transaction", "alreadyknown"),
    /** A transaction with this nonce is in a block. */
    NONCE_USED("nonce too low", "nonce is too low", "oldnonce", "invalid nonce"),
    /** It holds another transaction with this nonce, and this one does not pay enough more. */
    UNDERPRICED("replacement transaction underpriced", "replacementnotallowed", "replacement underpriced"),
    /** The fee is below what blocks ask for now. */
    FEE_TOO_LOW("max fee per gas less than block base fee", "transaction underpriced", "feetoolow", "gas price below"),
    /** The sender cannot pay for it. */
    UNFUNDED("insufficient funds", "insufficientfunds", "upfront cost exceeds"),
    /** Any other reason. */
    REFUSED;

    private final List<String> texts;

    Delivery(String... texts) {
        this.texts = List.of(texts);
    }

    static Delivery of(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(delivery -> delivery.texts.stream().anyMatch(text::contains))
                .findFirst()
                .orElse(REFUSED);
    }
}
