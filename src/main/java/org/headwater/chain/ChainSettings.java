// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.headwater.document.InvalidDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which chain, and where its files are.
 *
 * @param dataDir {@code headwater.data-dir}; {@code ~/.headwater} when it is not set
 * @param chain {@code headwater.chain.*}
 */
@ConfigurationProperties("headwater")
record ChainSettings(@Nullable Path dataDir, @DefaultValue Node chain) {

    /**
     * @param url JSON-RPC address; empty, and without {@code urls}, starts the embedded node
     * @param urls JSON-RPC addresses, the preferred one first, instead of {@code url}; from two on, what is final needs
     *     the agreement of two
     * @param id the chain id that the node must answer with; {@value Chain#LOCAL_ID} is the local development chain
     * @param finalityDepth blocks, the one of the transaction included, after which it counts as final; ≥ 1
     * @param answerTimeout how long a node's answer may take, from the connection to its last byte
     * @param inclusionTimeout how long {@link Transactions#execute} waits for finality before it reports the
     *     transaction as pending
     * @param keystore V3 key file of the party {@value Keyring#RELAY}, used on any chain but the local one
     * @param keystorePassword file whose first line is the password of {@code keystore}
     * @param web3signer address of a web3signer that keeps the key of {@value Keyring#RELAY}, instead of {@code keystore}
     * @param web3signerAddress of the key that it keeps
     * @param fee what is paid for gas
     * @param balance when the sender's money for gas runs low
     * @param anchors file with the contracts that are used, instead of own ones on a local chain
     * @param codeHashes by address, the Keccak-256 of the code that has to be there before anything is sent to it
     */
    record Node(
            @DefaultValue("") String url,
            @DefaultValue List<String> urls,
            @DefaultValue("31337") long id,
            @DefaultValue("1") int finalityDepth,
            @DefaultValue("30s") Duration answerTimeout,
            @DefaultValue("5m") Duration inclusionTimeout,
            @Nullable Path keystore,
            @Nullable Path keystorePassword,
            @Nullable URI web3signer,
            @Nullable String web3signerAddress,
            @DefaultValue FeePolicy fee,
            @DefaultValue BalanceThresholds balance,
            @Nullable Path anchors,
            @DefaultValue Map<String, String> codeHashes) {

        public Node {
            require(id > 0, "headwater.chain.id", id, "a positive integer");
            require(finalityDepth >= 1, "headwater.chain.finality-depth", finalityDepth, "an integer ≥ 1");
            require(answerTimeout.isPositive(), "headwater.chain.answer-timeout", answerTimeout, "a duration > 0");
            require(
                    inclusionTimeout.isPositive(),
                    "headwater.chain.inclusion-timeout",
                    inclusionTimeout,
                    "a duration > 0");
            require(
                    url.isBlank() || urls.isEmpty(),
                    "headwater.chain.url",
                    url,
                    "either this one or headwater.chain.urls, not both");
            require(
                    !url.isBlank() || !urls.isEmpty() || id == Chain.LOCAL_ID,
                    "headwater.chain.id",
                    id,
                    Chain.LOCAL_ID + " while headwater.chain.url is empty (embedded chain)");
            require(
                    urls.stream().distinct().count() == urls.size(),
                    "headwater.chain.urls",
                    urls,
                    "different addresses, for the agreement of two has to be one of two nodes");
            require(
                    anchors == null || !url.isBlank() || !urls.isEmpty(),
                    "headwater.chain.anchors",
                    String.valueOf(anchors),
                    "a file only where headwater.chain.url is set too");
            codeHashes = codeHashes.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            hash -> hash.getKey().toLowerCase(Locale.ROOT),
                            hash -> hash.getValue().toLowerCase(Locale.ROOT)));
        }

        /** The configured addresses, none for the embedded node. */
        List<String> addresses() {
            return url.isBlank() ? urls : List.of(url);
        }
    }

    /**
     * The contracts that are used, if the settings name them.
     *
     * @throws IllegalArgumentException if the file cannot be used on this chain
     */
    Optional<Anchors> readAnchors() {
        Path file = chain.anchors();
        if (file == null) {
            return Optional.empty();
        }
        try {
            Anchors anchors = Anchors.read(file);
            require(
                    anchors.chainId() == chain.id(),
                    "/chainId",
                    anchors.chainId(),
                    chain.id() + ", as headwater.chain.id");
            KnownDeployment.on(chain.id())
                    .flatMap(known -> known.contradiction(anchors.contracts()))
                    .ifPresent(contradiction -> {
                        throw new IllegalArgumentException(contradiction);
                    });
            return Optional.of(anchors);
        } catch (IOException | IllegalArgumentException | InvalidDocument e) {
            throw new IllegalArgumentException(
                    "headwater.chain.anchors: %s cannot be used: %s".formatted(file, e.getMessage()), e);
        }
    }

    static void require(boolean condition, String setting, Object value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException("%s: %s is not allowed: %s".formatted(setting, value, allowed));
        }
    }

    boolean embedded() {
        return chain.addresses().isEmpty();
    }

    Path directory() {
        Path directory = dataDir == null ? Path.of(System.getProperty("user.home"), ".headwater") : dataDir;
        return directory.toAbsolutePath().normalize();
    }
}
