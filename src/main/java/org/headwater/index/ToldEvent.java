// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.time.Instant;

/**
 * An event and where it stands on the chain.
 *
 * @param position within the block
 * @param transaction hash
 * @param time of the block
 */
public record ToldEvent(ContractEvent event, long block, int position, String transaction, Instant time) {}
