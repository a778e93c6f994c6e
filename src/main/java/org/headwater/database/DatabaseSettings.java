// SPDX-License-Identifier: Apache-2.0
package org.headwater.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the embedded server keeps its files.
 *
 * @param dataDir {@code headwater.data-dir}; {@code ~/.headwater} when it is not set
 */
@ConfigurationProperties("headwater")
record DatabaseSettings(@Nullable Path dataDir) {

    Path postgresDirectory() {
        Path directory = dataDir == null ? Path.of(System.getProperty("user.home"), ".headwater") : dataDir;
        return directory.toAbsolutePath().normalize().resolve("postgres");
    }
}
