// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a block store promises about a file. */
public enum PinState {
    /** The file is here and will be kept. */
    @JsonProperty("pinned")
    PINNED,
    /** The root block is here, but nothing keeps it. */
    @JsonProperty("present")
    PRESENT,
    /** The root block is not here. */
    @JsonProperty("absent")
    ABSENT
}
