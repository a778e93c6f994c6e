// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Which chain, and where its files are.
 *
 * @param dataDir {@code headwater.data-dir}; {@code ~/.headwater} when it is not set
 * @param chain {@code headwater.chain.*}
 */
@ConfigurationProperties("headwater")
public record ChainSettings(
        @Nullable Path dataDir, @DefaultValue Node chain) {

    /**
     * @param url JSON-RPC address; empty starts the embedded node
     * @param id the chain id that the node must answer with; {@value Chain#LOCAL_ID} is the local development chain
     * @param finalityDepth blocks, the one of the transaction included, after which it counts as final; ≥ 1
     * @param inclusionTimeout how long {@link Transactions#execute} waits for finality before it reports the
     *     transaction as pending
     * @param keystore V3 key file of the party {@value Keyring#RELAY}, used on any chain but the local one
     * @param keystorePassword file that holds the password of {@code keystore}
     */
    public record Node(
            @DefaultValue("") String url,
            @DefaultValue("31337") long id,
            @DefaultValue("1") int finalityDepth,
            @DefaultValue("5m") Duration inclusionTimeout,
            @Nullable Path keystore,
            @Nullable Path keystorePassword) {

        public Node {
            require(id > 0, "headwater.chain.id", id, "a positive integer");
            require(finalityDepth >= 1, "headwater.chain.finality-depth", finalityDepth, "an integer ≥ 1");
            require(
                    inclusionTimeout.isPositive(),
                    "headwater.chain.inclusion-timeout",
                    inclusionTimeout,
                    "a duration > 0");
            require(
                    !url.isBlank() || id == Chain.LOCAL_ID,
                    "headwater.chain.id",
                    id,
                    Chain.LOCAL_ID + " while headwater.chain.url is empty (embedded chain)");
        }

        private static void require(boolean condition, String setting, Object value, String allowed) {
            if (!condition) {
                throw new IllegalArgumentException("%s: %s is not allowed: %s".formatted(setting, value, allowed));
            }
        }
    }

    boolean embedded() {
        return !StringUtils.hasText(chain.url());
    }

    Path directory() {
        Path directory = dataDir == null ? Path.of(System.getProperty("user.home"), ".headwater") : dataDir;
        return directory.toAbsolutePath().normalize();
    }
}
