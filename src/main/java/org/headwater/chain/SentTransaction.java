// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * A transaction that succeeded and is final.
 *
 * @param key the key of its intent
 * @param hash transaction hash, 0x and 64 hex digits
 * @param gasUsed gas
 * @param contractAddress of a deployment, checksummed; else null
 * @param logs the events, in order
 * @param blockTime timestamp of its block, whole seconds
 * @param blockNumber number of its block
 */
public record SentTransaction(
        String key,
        String hash,
        BigInteger gasUsed,
        @Nullable String contractAddress,
        List<Log> logs,
        Instant blockTime,
        BigInteger blockNumber) {

    /**
     * The address of the deployed contract.
     *
     * @throws IllegalStateException if the transaction deployed none
     */
    public String deployedAddress() {
        if (contractAddress == null) {
            throw new IllegalStateException(key + " deployed no contract");
        }
        return contractAddress;
    }

    /** The events as a receipt, which the generated wrappers read. */
    public TransactionReceipt receipt() {
        TransactionReceipt receipt = new TransactionReceipt();
        receipt.setTransactionHash(hash);
        receipt.setLogs(logs);
        return receipt;
    }
}
