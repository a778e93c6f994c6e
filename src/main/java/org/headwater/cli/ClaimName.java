// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import org.headwater.hypercert.ClaimId;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code chainId-contract-tokenId}. */
final class ClaimName implements ITypeConverter<ClaimId> {

    @Override
    public ClaimId convert(String value) {
        try {
            return ClaimId.parse(value);
        } catch (IllegalArgumentException e) {
            throw VerifyCommand.notAllowed(value, "chainId-contract-tokenId (" + e.getMessage() + ")");
        }
    }
}
