// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the index begins.
 *
 * @param fromBlock the first block to read; the deployment's own when it is not set
 */
@ConfigurationProperties("headwater.index")
record IndexSettings(@Nullable Long fromBlock) {

    IndexSettings {
        if (fromBlock != null && fromBlock < 0) {
            throw new IllegalArgumentException(
                    "headwater.index.from-block: %d is not allowed: a block number ≥ 0".formatted(fromBlock));
        }
    }

    OptionalLong firstBlock() {
        return fromBlock == null ? OptionalLong.empty() : OptionalLong.of(fromBlock);
    }
}
