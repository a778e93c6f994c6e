// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.List;
import org.headwater.simulation.World;

/** What worlds are worth to the parties. */
@FunctionalInterface
interface Accounting {

    /** One account per world, in their order, draw i of each in the same weather. */
    List<Account> of(List<World> worlds);
}
