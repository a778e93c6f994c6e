// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.util.FileSystemUtils;

/**
 * The real database and the real chain for integration tests: one of each per JVM by {@link #get}, or a separate pair on
 * a directory of one's own by {@link #start}.
 */
public final class EmbeddedParts {

    private static @Nullable ConfigurableApplicationContext shared;

    private EmbeddedParts() {}

    /** A bean (DataSource, JdbcClient, Chain, Keyring, Transactions, ContractDeployments) of the shared parts. */
    public static synchronized <T> T get(Class<T> type) {
        if (shared == null) {
            shared = startShared();
        }
        return shared.getBean(type);
    }

    /** Starts separate parts; the caller closes the context. */
    public static ConfigurableApplicationContext start(Path directory, Map<String, String> properties) {
        return new SpringApplicationBuilder(Rooms.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(
                                Stream.of("--headwater.data-dir=" + directory),
                                properties.entrySet().stream().map(e -> "--%s=%s".formatted(e.getKey(), e.getValue())))
                        .toArray(String[]::new));
    }

    private static ConfigurableApplicationContext startShared() {
        try {
            Path directory = Files.createTempDirectory("headwater-test");
            SpringApplication.getShutdownHandlers().add(() -> delete(directory));
            return start(directory, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @EnableAutoConfiguration
    @ComponentScan({"org.headwater.database", "org.headwater.chain"})
    static class Rooms {}
}
