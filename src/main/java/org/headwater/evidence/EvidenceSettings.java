// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import org.headwater.ipfs.BlockStore;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of evidence files.
 *
 * @param maximumSize {@code headwater.evidence.maximum-size}: largest file taken, at most
 *     {@link BlockStore#MAXIMUM_SIZE}
 */
@ConfigurationProperties("headwater.evidence")
record EvidenceSettings(@DefaultValue("16MB") DataSize maximumSize) {

    EvidenceSettings {
        if (maximumSize.toBytes() < 1 || maximumSize.toBytes() > BlockStore.MAXIMUM_SIZE) {
            throw new IllegalArgumentException("headwater.evidence.maximum-size: was %s; allowed is 1B to %dB"
                    .formatted(maximumSize, BlockStore.MAXIMUM_SIZE));
        }
    }
}
