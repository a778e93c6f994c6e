// SPDX-License-Identifier: Apache-2.0
package org.headwater.portfolio;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing in the history of a claim.
 *
 * @param kind project, forecast, metadata, mint, contract, observation, attestation, verification,
 *     revision, revocation, dispute, bond, settlement, hold-back or payment
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

    /**
     * One history of two: each keeps its order, and what the chain tells comes before the first recorded entry that is not
     * older.
     */
    static List<TimelineEntry> merged(List<TimelineEntry> recorded, List<TimelineEntry> told) {
        List<TimelineEntry> history = new ArrayList<>();
        var next = new ArrayDeque<>(told);
        for (TimelineEntry entry : recorded) {
            while (!next.isEmpty() && !next.getFirst().time().isAfter(entry.time())) {
                history.add(next.removeFirst());
            }
            history.add(entry);
        }
        history.addAll(next);
        return history;
    }

    static TimelineEntry document(String kind, String title, String cid, Instant time, @Nullable String detail) {
        return new TimelineEntry(kind, title, cid, null, null, null, time, detail);
    }

    static TimelineEntry transaction(
            String kind, String title, String hash, BigInteger gas, Instant time, @Nullable String detail) {
        return new TimelineEntry(kind, title, null, hash, null, gas, time, detail);
    }
}
