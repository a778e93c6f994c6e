// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.util.List;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.methods.response.Log;

/**
 * One row of an event's table.
 *
 * @param ordinal position within a batch, 0 for an event that is none
 * @param contract checksummed address
 * @param values of the columns of the table
 */
record EventRow(
        EventTable table,
        long block,
        int logIndex,
        int ordinal,
        String transaction,
        String contract,
        List<Object> values) {

    static EventRow of(EventTable table, Log log, int ordinal, List<Object> values) {
        return new EventRow(
                table,
                log.getBlockNumber().longValueExact(),
                log.getLogIndex().intValueExact(),
                ordinal,
                log.getTransactionHash(),
                Keys.toChecksumAddress(log.getAddress()),
                values);
    }
}
