// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the index has come.
 *
 * @param indexedUpTo the newest block that is indexed for every contract; −1 before the first
 * @param finalUpTo the newest indexed block that counts as final; −1 before the first. What is shown above it may still vanish
 * @param events rows of all events
 * @param reorganisations how often the chain took blocks back
 * @param problem what keeps the index from following, if anything does
 */
record IndexStatus(
        long indexedUpTo,
        long finalUpTo,
        long events,
        long reorganisations,
        List<IndexedContract> contracts,
        @Nullable String problem) {}
