// SPDX-License-Identifier: Apache-2.0
package org.headwater.portfolio;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing in the history of a claim.
 *
 * @param kind project, forecast, metadata, mint, contract, observation, attestation, verification,
 *     revision, revocation or payment
 * @param cid of the document, if there is one
 * @param transaction hash, if the chain was written to
 * @param uid of the attestation, if there is one
 */
public record TimelineEntry(
        String kind,
        String title,
        @Nullable String cid,
        @Nullable String transaction,
        @Nullable String uid,
        @Nullable BigInteger gas,
        Instant time,
        @Nullable String detail) {

    static TimelineEntry document(String kind, String title, String cid, Instant time, @Nullable String detail) {
        return new TimelineEntry(kind, title, cid, null, null, null, time, detail);
    }

    static TimelineEntry transaction(
            String kind, String title, String hash, BigInteger gas, Instant time, @Nullable String detail) {
        return new TimelineEntry(kind, title, null, hash, null, gas, time, detail);
    }
}
