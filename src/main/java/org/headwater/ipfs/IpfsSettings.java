// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where blocks are kept.
 *
 * @param dataDir {@code headwater.data-dir}; {@code ~/.headwater} when it is not set
 * @param ipfs {@code headwater.ipfs.*}
 */
@ConfigurationProperties("headwater")
record IpfsSettings(@Nullable Path dataDir, @DefaultValue Ipfs ipfs) {

    /**
     * Settings of the block store.
     *
     * @param kuboUrl RPC address of a Kubo node such as {@code http://kubo:5001}; empty for the embedded store
     */
    record Ipfs(@DefaultValue("") String kuboUrl) {}

    BlockStore open() {
        return ipfs.kuboUrl().isBlank()
                ? new EmbeddedBlockStore(directory())
                : new Kubo(HttpAddress.of("headwater.ipfs.kubo-url", URI.create(ipfs.kuboUrl())));
    }

    private Path directory() {
        Path directory = dataDir == null ? Path.of(System.getProperty("user.home"), ".headwater") : dataDir;
        return directory.toAbsolutePath().normalize();
    }
}
