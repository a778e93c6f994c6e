// SPDX-License-Identifier: Apache-2.0
/**
 * The event index: what the contracts that claims live on have told, copied block by block from the chain into PostgreSQL. What
 * a reorganisation takes back on the chain is taken back here, and all of it can be rebuilt from the chain at any time.
 */
@ApplicationModule(allowedDependencies = {"chain", "chain :: contract"})
@NullMarked
package org.headwater.index;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
