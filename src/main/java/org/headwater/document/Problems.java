// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import java.util.List;
import org.headwater.ipfs.BlockStoreFailure;
import org.headwater.ipfs.MalformedCid;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/**
 * The one translation of refusals to problem details (RFC 9457) with {@code errors: [{pointer, value, allowed}]}:
 * unreadable input is 400, input that says something impossible is 422, an unknown document 404.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    @ExceptionHandler
    ProblemDetail invalid(InvalidDocument refused) {
        return switch (refused.fault()) {
            case SYNTAX -> problem(HttpStatus.BAD_REQUEST, "The request cannot be read", refused.violations());
            case MEANING -> problem(HttpStatus.UNPROCESSABLE_CONTENT, "The document is refused", refused.violations());
        };
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownDocument unknown) {
        return problem(HttpStatus.NOT_FOUND, String.valueOf(unknown.getMessage()), List.of());
    }

    @ExceptionHandler
    ProblemDetail malformed(MalformedCid malformed) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The request cannot be read",
                List.of(new Violation("/cid", malformed.text(), MalformedCid.ALLOWED)));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException unreadable) {
        Violation violation = unreadable.getCause() instanceof JacksonException cause
                ? new Violation(Json.pointer(cause), "not readable", "JSON that fits: " + cause.getOriginalMessage())
                : new Violation("", "no readable body", "a JSON body");
        return problem(HttpStatus.BAD_REQUEST, "The request cannot be read", List.of(violation));
    }

    @ExceptionHandler
    ProblemDetail mismatched(MethodArgumentTypeMismatchException mismatch) {
        Throwable cause = mismatch.getMostSpecificCause();
        Violation violation = new Violation(
                "/" + mismatch.getName(), String.valueOf(mismatch.getValue()), String.valueOf(cause.getMessage()));
        return problem(HttpStatus.BAD_REQUEST, "The request cannot be read", List.of(violation));
    }

    @ExceptionHandler
    ProblemDetail notStored(BlockStoreFailure failure) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(failure.getMessage()), List.of());
    }

    private static ProblemDetail problem(HttpStatus status, String detail, List<Violation> violations) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("errors", violations);
        return problem;
    }
}
