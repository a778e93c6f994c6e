// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import java.util.List;
import org.headwater.chain.ChainNotAvailable;
import org.headwater.chain.TransactionPending;
import org.headwater.chain.TransactionReverted;
import org.headwater.document.Violation;
import org.headwater.simulation.InvalidParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refused parameters are 400 with the field's pointer, what the chain refuses is 409, what it does not answer 503. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusedRequests {

    @ExceptionHandler
    ProblemDetail invalid(InvalidParameter refused) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The request is refused",
                List.of(new Violation("/" + refused.name(), refused.value(), refused.allowed())));
    }

    @ExceptionHandler
    ProblemDetail invalid(MethodArgumentNotValidException refused) {
        List<Violation> violations = refused.getBindingResult().getFieldErrors().stream()
                .map(error -> new Violation(
                        "/" + error.getField().replace('.', '/'),
                        error.getRejectedValue() == null ? "missing" : String.valueOf(error.getRejectedValue()),
                        String.valueOf(error.getDefaultMessage())))
                .toList();
        return problem(HttpStatus.BAD_REQUEST, "The request is refused", violations);
    }

    @ExceptionHandler
    ProblemDetail invalid(IllegalArgumentException refused) {
        return problem(HttpStatus.BAD_REQUEST, String.valueOf(refused.getMessage()), List.of());
    }

    @ExceptionHandler
    ProblemDetail reverted(TransactionReverted reverted) {
        return problem(HttpStatus.CONFLICT, String.valueOf(reverted.getMessage()), List.of());
    }

    @ExceptionHandler
    ProblemDetail pending(TransactionPending pending) {
        return problem(HttpStatus.GATEWAY_TIMEOUT, String.valueOf(pending.getMessage()), List.of());
    }

    @ExceptionHandler
    ProblemDetail unavailable(ChainNotAvailable unavailable) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(unavailable.getMessage()), List.of());
    }

    private static ProblemDetail problem(HttpStatus status, String detail, List<Violation> violations) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("errors", violations);
        return problem;
    }
}
