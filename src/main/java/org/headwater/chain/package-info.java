// SPDX-License-Identifier: Apache-2.0
/**
 * The chain: the embedded node or any other by URL, the keys of the parties, and transactions that are sent exactly once
 * whatever is killed in between. Other packages read through {@link org.headwater.chain.Chain} and write through {@link
 * org.headwater.chain.Transactions}.
 */
@ApplicationModule(allowedDependencies = {"document"})
@NullMarked
package org.headwater.chain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
