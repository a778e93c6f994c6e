// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import picocli.CommandLine.ITypeConverter;

/** A hash of 32 bytes as an argument. */
final class HashArgument implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!value.matches("0x[0-9a-fA-F]{64}")) {
            throw VerifyCommand.notAllowed(value, "0x and 64 hexadecimal digits");
        }
        return value;
    }
}
