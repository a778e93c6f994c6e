// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Our own store, and behind it the gateways for what it lacks. What came from a gateway is held in memory until
 * {@link #keep}, so that nothing is published here of which some other part was refused. For one task and one thread.
 */
public final class Retrieval implements BlockStore {

    private final BlockStore own;
    private final Gateways gateways;
    private final Map<Cid, byte[]> fetched = new LinkedHashMap<>();

    public Retrieval(BlockStore own, Gateways gateways) {
        this.own = own;
        this.gateways = gateways;
    }

    @Override
    public Optional<byte[]> read(Cid cid) {
        Optional<byte[]> present = own.read(cid).or(() -> Optional.ofNullable(fetched.get(cid)));
        return present.or(() -> {
            Optional<byte[]> file = gateways.read(cid);
            file.ifPresent(bytes -> fetched.put(cid, bytes));
            return file;
        });
    }

    /** Stores and pins everything that was fetched. */
    public void keep() {
        fetched.values().forEach(own::add);
    }

    @Override
    public Cid add(byte[] content) {
        return own.add(content);
    }

    @Override
    public Optional<byte[]> block(Cid cid) {
        return own.block(cid);
    }

    @Override
    public PinState pinState(Cid cid) {
        return own.pinState(cid);
    }
}
