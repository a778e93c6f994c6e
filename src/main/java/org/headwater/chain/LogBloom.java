// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.List;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * The 2048-bit filter over the events of a transaction (Ethereum Yellow Paper, section 4.3.1): of the Keccak-256 of each
 * address and topic, the low 11 bits of the first three pairs of bytes name a bit each. A receipt from which a node left
 * events out does not fit its own filter.
 */
final class LogBloom {

    private static final int BYTES = 256;

    private LogBloom() {}

    static boolean fits(TransactionReceipt receipt) {
        return Numeric.toHexString(of(receipt.getLogs())).equalsIgnoreCase(receipt.getLogsBloom());
    }

    static byte[] of(List<Log> logs) {
        byte[] bloom = new byte[BYTES];
        for (Log log : logs) {
            add(bloom, log.getAddress());
            log.getTopics().forEach(topic -> add(bloom, topic));
        }
        return bloom;
    }

    private static void add(byte[] bloom, String hex) {
        byte[] hash = Hash.sha3(Numeric.hexStringToByteArray(hex));
        for (int pair = 0; pair < 6; pair += 2) {
            int bit = ((hash[pair] & 7) << 8) | (hash[pair + 1] & 255);
            bloom[BYTES - 1 - bit / 8] |= (byte) (1 << (bit % 8));
        }
    }
}
