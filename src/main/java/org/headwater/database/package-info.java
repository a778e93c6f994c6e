// SPDX-License-Identifier: Apache-2.0
/**
 * The database of the service: a real PostgreSQL server that lives in the data directory, or any other by URL. Owns the
 * server's process, its binaries and its data, and gives the rest of the program a {@code DataSource}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.headwater.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
