// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Refuses a call to an address with no code, or with other code than the settings say. */
final class CodeGuard {

    private final NodeConnection node;
    private final Map<String, String> hashes;
    private final Optional<Anchors> anchors;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * @param hashes Keccak-256 of the code by address, both in lower case
     * @param anchors contracts that have to be as they say, too
     */
    CodeGuard(NodeConnection node, Map<String, String> hashes, Optional<Anchors> anchors) {
        this.node = node;
        this.anchors = anchors;
        Map<String, String> all = new HashMap<>(hashes);
        anchors.stream()
                .flatMap(known -> known.contracts().named().values().stream())
                .forEach(contract -> all.put(contract.address().toLowerCase(Locale.ROOT), contract.codeHash()));
        this.hashes = Map.copyOf(all);
    }

    /** @throws ChainNotAvailable if the settings name code that is not there */
    void requireConfigured() {
        hashes.keySet().forEach(this::requireHash);
        anchors.map(Anchors::contracts).ifPresent(this::requireImplementation);
    }

    private void requireImplementation(Anchors.Contracts contracts) {
        String proxy = contracts.hypercerts().address();
        String found = node.implementation(proxy);
        String expected = contracts.hypercertsImplementation().address();
        if (!found.equalsIgnoreCase(expected)) {
            throw new ChainNotAvailable(
                    "headwater.chain.anchors: hypercerts at %s runs %s, expected %s".formatted(proxy, found, expected));
        }
    }

    /**
     * Code with a configured hash is read each time: a proxy aside, it cannot change, but the node can.
     *
     * @throws ChainNotAvailable if the code is missing or another one
     */
    void require(Intent intent) {
        String to = intent.to();
        if (to == null) {
            return;
        }
        String address = to.toLowerCase(Locale.ROOT);
        if (hashes.containsKey(address)) {
            requireHash(address);
        } else if (!intent.data().equals("0x") && !known.contains(address)) {
            if (!node.hasCode(address)) {
                throw new ChainNotAvailable(
                        "%s: there is no contract at %s on chain %d".formatted(intent.key(), to, node.chainId()));
            }
            known.add(address);
        }
    }

    private void requireHash(String address) {
        String found = node.codeHash(address);
        String expected = hashes.get(address);
        if (!found.equals(expected)) {
            throw new ChainNotAvailable(
                    "headwater.chain.code-hashes, headwater.chain.anchors: the code at %s has hash %s, expected %s"
                            .formatted(address, found, expected));
        }
    }
}
