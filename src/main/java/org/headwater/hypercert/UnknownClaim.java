// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

/** No such claim was minted here. */
public final class UnknownClaim extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is accepted. */
    public static final String ALLOWED = "a claim listed under /api/v1/claims";

    private final transient ClaimId id;

    UnknownClaim(ClaimId id) {
        super("claim: was %s; allowed is %s".formatted(id, ALLOWED));
        this.id = id;
    }

    public ClaimId id() {
        return id;
    }
}
