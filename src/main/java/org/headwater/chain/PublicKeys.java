// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.MnemonicUtils;

/** The development accounts whose keys everybody knows; value sent to them on a public chain is gone at once. */
final class PublicKeys {

    private static final String MNEMONIC = "test test test test test test test test test test test junk";

    private PublicKeys() {}

    /**
     * Gives the key back unless it is a public one.
     *
     * @throws IllegalArgumentException if it is, and the chain is not the local one
     */
    static Credentials refuse(Credentials credentials, long chainId) {
        refuse(credentials.getAddress(), chainId);
        return credentials;
    }

    /** As for the key, for its address. */
    static String refuse(String address, long chainId) {
        if (chainId != Chain.LOCAL_ID && addresses().contains(address.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "headwater.chain.keystore: %s is a public development key; allowed on chain %d only, this is chain %d"
                            .formatted(address, Chain.LOCAL_ID, chainId));
        }
        return address;
    }

    static List<String> addresses() {
        Bip32ECKeyPair master = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(MNEMONIC, ""));
        return IntStream.range(0, 20)
                .mapToObj(index -> Credentials.create(Bip32ECKeyPair.deriveKeyPair(master, path(index))))
                .map(Credentials::getAddress)
                .toList();
    }

    private static int[] path(int index) {
        int hardened = Bip32ECKeyPair.HARDENED_BIT;
        return new int[] {44 | hardened, 60 | hardened, hardened, 0, index};
    }
}
