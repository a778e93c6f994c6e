// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the loop has done, as it is told to whoever watches.
 *
 * @param cid of a document, if one was published
 * @param transaction hash, if the chain was written to
 * @param gas used by it
 */
public record Step(
        String name,
        String detail,
        @Nullable String cid,
        @Nullable String transaction,
        @Nullable BigInteger gas,
        long milliseconds) {}
