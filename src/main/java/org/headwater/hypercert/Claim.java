// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A minted claim.
 *
 * @param owner address that minted it
 * @param transaction hash of the mint
 * @param gas gas used by the mint
 * @param mintedAt time of the mint's block
 */
public record Claim(
        ClaimId id,
        String projectCid,
        String forecastCid,
        String metadataCid,
        String owner,
        BigInteger units,
        String transaction,
        BigInteger gas,
        Instant mintedAt) {}
