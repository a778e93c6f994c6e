// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import org.headwater.simulation.Mechanism;

/** Reads a mechanism that a user declares in JSON; what checks it against its schema needs libraries that are not at the root. */
@FunctionalInterface
public interface MechanismReader {

    /** @throws IllegalArgumentException naming the member, its value and what is allowed */
    Mechanism read(String json);
}
