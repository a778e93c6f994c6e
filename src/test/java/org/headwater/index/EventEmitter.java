// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigInteger;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.utils.Numeric;

/** A contract in bytecode that tells as many {@code ValueTransfer} events as it is asked for, thousands in one transaction. */
final class EventEmitter {

    private static final BigInteger GAS = BigInteger.valueOf(60_000_000);

    /** With n from the call: for n, n − 1, … 1 a log with claim 2^128, from 0, to 2^128 + n, one unit. */
    private static final String RUNTIME = "7001" + "00".repeat(16) + "5f52" // claim at 0
            + "5f35" // n
            + "5b" // loop, at 0x16
            + "8015" + "6064" + "57" // to the end when n is 0
            + "80" + "7001" + "00".repeat(16) + "01" + "604052" // 2^128 + n at 64
            + "6001606052" // one unit at 96
            + "7f" + Numeric.cleanHexPrefix(IndexedEvent.VALUE_TRANSFER.signature()) + "60805fa1"
            + "6001900360" + "16" + "56" // n − 1, again
            + "5b00"; // end, at 0x64

    private final LocalNode node;
    private final String from;
    private final String address;

    EventEmitter(LocalNode node) throws Exception {
        this.node = node;
        this.from = node.accounts().getFirst();
        int length = RUNTIME.length() / 2;
        String creation = "0x60%02x600a5f3960%02x5ff3".formatted(length, length) + RUNTIME;
        this.address = node.receipt(Transaction.createContractTransaction(from, null, null, GAS, null, creation))
                .getContractAddress();
    }

    String address() {
        return org.web3j.crypto.Keys.toChecksumAddress(address);
    }

    /** Tells {@code count} events in one transaction, at most about 30,000. */
    void emit(int count) throws Exception {
        node.receipt(Transaction.createFunctionCallTransaction(
                from,
                null,
                null,
                GAS,
                address,
                "0x" + Numeric.toHexStringNoPrefixZeroPadded(BigInteger.valueOf(count), 64)));
    }
}
