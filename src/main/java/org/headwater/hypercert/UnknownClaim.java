// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** No such claim was minted here. */
public final class UnknownClaim extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    UnknownClaim(ClaimId id) {
        super(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.NOT_FOUND,
                        "claim: was %s; allowed is a claim listed under /api/v1/claims".formatted(id)),
                null);
    }
}
