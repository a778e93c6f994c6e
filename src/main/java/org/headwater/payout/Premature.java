// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.util.List;
import org.headwater.document.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A step that is asked for before the state of the milestone admits it; 409 on the web. */
final class Premature extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    Premature(String pointer, String value, String allowed) {
        super(HttpStatus.CONFLICT, problem(new Violation(pointer, value, allowed)), null);
    }

    private static ProblemDetail problem(Violation violation) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, violation.toString());
        problem.setProperty("errors", List.of(violation));
        return problem;
    }
}
