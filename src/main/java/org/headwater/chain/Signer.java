// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;

/** A key, wherever it is kept; it never leaves that place. */
public interface Signer {

    /** The address, 0x and 40 lower-case hexadecimal digits. */
    String address();

    /**
     * The signed form of an EIP-1559 transaction, as nodes take it.
     *
     * @throws SigningFailed if the keeper of the key does not sign, or signs something else
     */
    byte[] sign(RawTransaction transaction);

    /**
     * The signature of typed data.
     *
     * @param typedData JSON in the form of EIP-712
     * @throws SigningFailed if the keeper of the key does not sign, or signs something else
     */
    Sign.SignatureData signTypedData(String typedData);
}
