// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.util.List;
import org.headwater.document.Violation;
import org.headwater.simulation.InvalidParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says at the web edge which parameter the simulation refused; here, since documents know nothing of simulation. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ParameterProblems {

    @ExceptionHandler
    ProblemDetail invalid(InvalidParameter refused) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, "A parameter is refused");
        problem.setProperty("errors", List.of(new Violation("/" + refused.name(), refused.value(), refused.allowed())));
        return problem;
    }
}
