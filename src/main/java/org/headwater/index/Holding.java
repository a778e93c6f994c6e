// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigInteger;

/**
 * A fraction of a claim and who holds it.
 *
 * @param contract checksummed address of the hypercerts contract
 * @param claimId the claim's token id
 * @param tokenId the fraction's token id
 * @param owner checksummed address
 */
public record Holding(
        String contract,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger claimId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger tokenId,
        String owner,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger units) {}
