// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an attestation holds at a moment of the chain. Only a valid one counts. */
public enum Standing {
    VALID,
    REVOKED,
    EXPIRED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
