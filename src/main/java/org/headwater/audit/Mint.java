// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.headwater.ipfs.Cid;

/**
 * What the chain says of a claim's origin.
 *
 * @param minter the account, of a person or a contract, that called the hypercerts contract
 * @param allowListRoot 0x and 64 hexadecimal digits; empty if all units were minted to the minter
 * @param time of the block
 */
record Mint(
        Cid metadata,
        BigInteger units,
        String minter,
        Optional<String> allowListRoot,
        String transaction,
        long block,
        BigInteger gas,
        Instant time) {}
