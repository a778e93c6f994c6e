// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one place stands that has to hold a published file.
 *
 * @param target {@code embedded}, or the RPC address of a Kubo node
 * @param reason why the last attempt failed or the file counts as lost; null if neither
 * @param attempts attempts that failed since the last one that did not, ≥ 0
 * @param pinnedAt when the target last accepted the file; null: never
 * @param verifiedAt when the whole file was last read back and hashed; null: never
 * @param dueAt when it is looked after next
 */
public record Pin(
        Cid cid,
        String target,
        State state,
        @Nullable String reason,
        int attempts,
        Instant queuedAt,
        @Nullable Instant pinnedAt,
        @Nullable Instant verifiedAt,
        Instant dueAt) {

    /** What is known about it. */
    public enum State {
        /** To be pinned. */
        @JsonProperty("queued")
        QUEUED,
        /** Accepted by the target, and not read back yet. */
        @JsonProperty("pinned")
        PINNED,
        /** Pinned, read back in whole and hashed. */
        @JsonProperty("verified")
        VERIFIED,
        /** It was there and is no longer, or other bytes are; it is being pinned again. */
        @JsonProperty("lost")
        LOST,
        /** The last attempt did not succeed; another one follows. */
        @JsonProperty("failed")
        FAILED
    }
}
