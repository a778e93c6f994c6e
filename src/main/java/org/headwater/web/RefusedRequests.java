// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.ChainNotAvailable;
import org.headwater.chain.InsufficientFunds;
import org.headwater.chain.SigningFailed;
import org.headwater.chain.TransactionPending;
import org.headwater.chain.TransactionReverted;
import org.headwater.chain.UnexpectedContract;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.UnknownDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.MalformedClaimId;
import org.headwater.hypercert.UnknownClaim;
import org.headwater.ipfs.BlockStoreFailure;
import org.headwater.ipfs.MalformedCid;
import org.headwater.simulation.InvalidParameter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * The one translation of refusals and faults to problem details (RFC 9457) with {@code errors: [{pointer, value, allowed}]}:
 * what is too large is 413, what
 * cannot be read 400, what says something impossible 422, what is unknown 404, what the state or the chain does not
 * admit 409, and a chain, store or database that does not answer 503.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusedRequests extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRequests.class);
    private static final String UNREADABLE = "The request cannot be read";
    private static final String REFUSED = "The request is refused";

    @ExceptionHandler
    ProblemDetail invalid(InvalidDocument refused) {
        return switch (refused.fault()) {
            case SIZE -> problem(HttpStatus.CONTENT_TOO_LARGE, UNREADABLE, refused.violations());
            case SYNTAX -> problem(HttpStatus.BAD_REQUEST, UNREADABLE, refused.violations());
            case MEANING -> problem(HttpStatus.UNPROCESSABLE_CONTENT, REFUSED, refused.violations());
        };
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidParameter refused) {
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                REFUSED,
                List.of(new Violation("/" + refused.name(), refused.value(), refused.allowed())));
    }

    @ExceptionHandler
    ProblemDetail malformed(MalformedCid malformed) {
        return problem(
                HttpStatus.BAD_REQUEST,
                UNREADABLE,
                List.of(new Violation("/cid", malformed.text(), MalformedCid.ALLOWED)));
    }

    @ExceptionHandler
    ProblemDetail malformed(MalformedClaimId malformed) {
        return problem(
                HttpStatus.BAD_REQUEST,
                UNREADABLE,
                List.of(new Violation("/claim", malformed.text(), MalformedClaimId.ALLOWED)));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return problem(HttpStatus.BAD_REQUEST, String.valueOf(refused.getMessage()), List.of());
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownDocument unknown) {
        return problem(
                HttpStatus.NOT_FOUND,
                String.valueOf(unknown.getMessage()),
                List.of(new Violation(
                        "/cid", unknown.cid().text(), "a document of the asked kind that is stored here")));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownClaim unknown) {
        return problem(
                HttpStatus.NOT_FOUND,
                String.valueOf(unknown.getMessage()),
                List.of(new Violation("/claim", unknown.id().toString(), UnknownClaim.ALLOWED)));
    }

    @ExceptionHandler
    ProblemDetail reverted(TransactionReverted reverted) {
        return problem(HttpStatus.CONFLICT, String.valueOf(reverted.getMessage()), List.of());
    }

    @ExceptionHandler
    ProblemDetail pending(TransactionPending pending) {
        return problem(HttpStatus.GATEWAY_TIMEOUT, String.valueOf(pending.getMessage()), List.of());
    }

    @ExceptionHandler({
        ChainNotAvailable.class,
        InsufficientFunds.class,
        SigningFailed.class,
        UnexpectedContract.class,
        BlockStoreFailure.class
    })
    ProblemDetail unavailable(RuntimeException unavailable) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(unavailable.getMessage()), List.of());
    }

    /** Also when there is no room on its disk. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ProblemDetail withoutDatabase(RuntimeException fault) {
        LOG.error("the database does not do its part", fault);
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The database does not answer or has no room; ask again later",
                List.of());
    }

    @ExceptionHandler
    ProblemDetail failed(RuntimeException fault) {
        LOG.error("a request failed", fault);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed; its log says how", List.of());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Violation violation = unreadable.getCause() instanceof JacksonException cause
                ? Json.violation(cause)
                : new Violation("", "no readable body", "a JSON body");
        return answer(HttpStatus.BAD_REQUEST, UNREADABLE, headers, violation);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Violation[] violations = refused.getBindingResult().getFieldErrors().stream()
                .map(RefusedRequests::violation)
                .toArray(Violation[]::new);
        return answer(HttpStatus.UNPROCESSABLE_CONTENT, REFUSED, headers, violations);
    }

    private static Violation violation(FieldError error) {
        Object value = error.getRejectedValue();
        return new Violation(
                "/" + error.getField().replace('.', '/'),
                value == null ? "missing" : value.toString(),
                String.valueOf(error.getDefaultMessage()));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        Throwable cause = Optional.ofNullable(mismatch.getMostSpecificCause()).orElse(mismatch);
        String allowed = cause instanceof MalformedCid ? MalformedCid.ALLOWED : String.valueOf(cause.getMessage());
        return answer(
                HttpStatus.BAD_REQUEST,
                UNREADABLE,
                headers,
                new Violation("/" + name, String.valueOf(mismatch.getValue()), allowed));
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String[] supported = refused.getSupportedMethods();
        String allowed = supported == null ? "another method" : String.join(", ", supported);
        return answer(
                status, "This method is not allowed here", headers, new Violation("", refused.getMethod(), allowed));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        List<MediaType> supported = refused.getSupportedMediaTypes();
        String allowed = supported.isEmpty() ? "application/json" : MediaType.toString(supported);
        String given = refused.getContentType() == null
                ? "missing"
                : refused.getContentType().toString();
        return answer(status, "This Content-Type is not supported here", headers, new Violation("", given, allowed));
    }

    /** Spring's own problem details get the member {@code errors} too, so that a client can rely on it. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem
                && (problem.getProperties() == null || !problem.getProperties().containsKey("errors"))) {
            problem.setProperty("errors", List.of());
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static ResponseEntity<Object> answer(
            HttpStatusCode status, String detail, HttpHeaders headers, Violation... violations) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status, detail, Arrays.asList(violations)));
    }

    private static ProblemDetail problem(HttpStatusCode status, String detail, List<Violation> violations) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("errors", violations);
        return problem;
    }
}
