// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where blocks are kept and pinned.
 *
 * @param dataDir {@code headwater.data-dir}; {@code ~/.headwater} when it is not set
 * @param ipfs {@code headwater.ipfs.*}
 */
@ConfigurationProperties("headwater")
record IpfsSettings(@Nullable Path dataDir, @DefaultValue Ipfs ipfs) {

    /**
     * Settings of the block store and of the pins.
     *
     * @param kuboUrl RPC address of a Kubo node such as {@code http://kubo:5001}; empty for the embedded store
     * @param pinTargets RPC addresses of more Kubo nodes that have to hold every published file
     * @param gateways addresses that are asked for metadata to mint on, and for what they name, where it is not stored here
     * @param verifyEvery after which a pinned file is read back and hashed again; at least a second
     */
    record Ipfs(
            @DefaultValue("") String kuboUrl,
            @DefaultValue List<String> pinTargets,
            @DefaultValue List<String> gateways,
            @DefaultValue("10m") Duration verifyEvery) {

        Ipfs {
            if (verifyEvery.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException(
                        "headwater.ipfs.verify-every: " + verifyEvery + " is not allowed: a duration ≥ 1 s");
            }
        }
    }

    PinTargets targets() {
        PinTargets targets = ipfs.kuboUrl().isBlank()
                ? new PinTargets("embedded", new EmbeddedBlockStore(directory()))
                : kubo("headwater.ipfs.kubo-url", ipfs.kuboUrl(), PinTargets::new);
        for (String address : ipfs.pinTargets()) {
            kubo("headwater.ipfs.pin-targets", address, targets::and);
        }
        return targets;
    }

    Gateways gateways() {
        try {
            return new Gateways(ipfs.gateways().stream().map(URI::create).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("headwater.ipfs.gateways: " + e.getMessage(), e);
        }
    }

    private static PinTargets kubo(String setting, String url, BiFunction<String, BlockStore, PinTargets> target) {
        String address = HttpAddress.of(setting, URI.create(url));
        return target.apply(address, new Kubo(address));
    }

    private Path directory() {
        Path directory = dataDir == null ? Path.of(System.getProperty("user.home"), ".headwater") : dataDir;
        return directory.toAbsolutePath().normalize();
    }
}
