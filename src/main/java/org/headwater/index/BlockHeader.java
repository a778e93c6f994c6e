// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import org.web3j.protocol.core.methods.response.EthBlock;

/**
 * A block by its links.
 *
 * @param hash 0x and 64 hexadecimal digits, as {@code parentHash}
 * @param eventful false if the block's bloom filter shows that no contract told anything in it
 */
record BlockHeader(long number, String hash, String parentHash, boolean eventful) {

    static BlockHeader of(EthBlock.Block block) {
        return new BlockHeader(
                block.getNumber().longValueExact(),
                block.getHash(),
                block.getParentHash(),
                !block.getLogsBloom().matches("0x0*"));
    }
}
