// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * What shall happen on the chain exactly once.
 *
 * @param key names the intent for ever, such as {@code mint/<forecast CID>}; the same key means the same transaction
 * @param sender name of a party in the {@link Keyring}
 * @param to address of the contract, or null to deploy {@code data}
 * @param data call data or creation code in hex with 0x
 */
public record Intent(String key, String sender, @Nullable String to, String data) {

    public Intent {
        if (key.isBlank() || key.length() > 300) {
            throw new IllegalArgumentException("/key: '%s' must have 1 to 300 characters".formatted(key));
        }
        if (to != null && !to.matches("0x[0-9a-fA-F]{40}")) {
            throw new IllegalArgumentException("/to: '%s' must be 0x and 40 hex digits".formatted(to));
        }
        if (!data.matches("0x([0-9a-fA-F]{2})*+")) {
            throw new IllegalArgumentException("/data: must be 0x and an even number of hex digits");
        }
    }

    /** The deployment of a contract. */
    public static Intent deployment(String key, String sender, String creationCode) {
        return new Intent(key, sender, null, creationCode.startsWith("0x") ? creationCode : "0x" + creationCode);
    }

    /** A call of a contract. */
    public static Intent call(String key, String sender, String to, String data) {
        return new Intent(key, sender, to, data);
    }

    /** Tells an intent from another one under the same key. */
    String hash() {
        String text = String.join(" ", sender, to == null ? "create" : to, data).toLowerCase(Locale.ROOT);
        return Numeric.toHexString(Hash.sha3(text.getBytes(StandardCharsets.UTF_8)));
    }
}
