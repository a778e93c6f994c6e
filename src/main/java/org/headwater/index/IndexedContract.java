// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

/**
 * A contract whose events are indexed.
 *
 * @param address checksummed
 * @param fromBlock the first block that may hold its events
 * @param nextBlock the first block that is not indexed yet
 */
public record IndexedContract(String address, ContractKind kind, long fromBlock, long nextBlock) {

    static IndexedContract fresh(String address, ContractKind kind, long fromBlock) {
        return new IndexedContract(address, kind, fromBlock, fromBlock);
    }
}
