// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The places that have to hold every published file: the store that the service reads from, then the others. */
final class PinTargets {

    private final String own;
    private final Map<String, BlockStore> stores = new LinkedHashMap<>();

    PinTargets(String own, BlockStore store) {
        this.own = own;
        stores.put(own, store);
    }

    /** @throws IllegalArgumentException if there already is a target of this name */
    PinTargets and(String name, BlockStore store) {
        if (stores.putIfAbsent(name, store) != null) {
            throw new IllegalArgumentException("headwater.ipfs.pin-targets names " + name
                    + " again; allowed: each address once, and not kubo-url");
        }
        return this;
    }

    Collection<String> names() {
        return stores.keySet();
    }

    /** The name of the store that the service reads from. */
    String ownName() {
        return own;
    }

    /** The store that the service reads from. */
    BlockStore own() {
        return store(own);
    }

    BlockStore store(String name) {
        return Objects.requireNonNull(stores.get(name), name);
    }

    /** The whole file from the first place that has it right. */
    Optional<byte[]> copy(Cid cid) {
        return stores.values().stream()
                .map(store -> readOrPass(store, cid))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<byte[]> readOrPass(BlockStore store, Cid cid) {
        try {
            return store.read(cid);
        } catch (BlockStoreFailure e) {
            return Optional.empty();
        }
    }
}
