// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import org.web3j.crypto.Keys;
import picocli.CommandLine.ITypeConverter;

/** An address as an argument; one of mixed case has to have the right checksum (EIP-55). */
final class EthereumAddress implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!value.matches("0x[0-9a-fA-F]{40}")) {
            throw VerifyCommand.notAllowed(value, "0x and 40 hexadecimal digits");
        }
        String checksummed = Keys.toChecksumAddress(value);
        boolean oneCase = value.equals("0x" + value.substring(2).toLowerCase(java.util.Locale.ROOT));
        if (!oneCase && !value.equals(checksummed)) {
            throw VerifyCommand.notAllowed(value, "an address with the right checksum, or in lower case");
        }
        return checksummed;
    }
}
