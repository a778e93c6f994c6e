// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import org.headwater.ipfs.Cid;

/**
 * What the chain says of a claim's origin.
 *
 * @param minter the account that sent {@code mintClaim}
 * @param time of the block
 */
record Mint(Cid metadata, BigInteger units, String minter, String transaction, BigInteger gas, Instant time) {}
