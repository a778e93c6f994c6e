// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.headwater.document.Violation;
import org.headwater.simulation.InvalidParameter;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.web.bind.MethodArgumentNotValidException;

class RefusedRequestsTest {

    private final RefusedRequests refusals = new RefusedRequests();

    record Terms(double share) {}

    record Request(Terms terms) {}

    void accept(Request request) {}

    private static Object errors(ProblemDetail problem) {
        return problem.getProperties() == null
                ? List.of()
                : problem.getProperties().get("errors");
    }

    @Test
    void refusedParameterIsABadRequestThatPointsAtIt() {
        ProblemDetail problem = refusals.invalid(new InvalidParameter("initialForestHealth", 1.5, "0.01 to 1.0"));

        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(errors(problem)).isEqualTo(List.of(new Violation("/initialForestHealth", "1.5", "0.01 to 1.0")));
    }

    @Test
    void refusedFieldInsideAnotherIsNamedByItsJsonPointer() throws NoSuchMethodException {
        BeanPropertyBindingResult result = new BeanPropertyBindingResult(new Request(new Terms(2)), "request");
        result.rejectValue("terms.share", "Max", "must be at most 1");
        MethodParameter parameter =
                new MethodParameter(RefusedRequestsTest.class.getDeclaredMethod("accept", Request.class), 0);

        ProblemDetail problem = refusals.invalid(new MethodArgumentNotValidException(parameter, result));

        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(errors(problem)).isEqualTo(List.of(new Violation("/terms/share", "2.0", "must be at most 1")));
    }

    @Test
    void otherRefusedArgumentsAreBadRequestsInTheirOwnWords() {
        ProblemDetail problem = refusals.invalid(new IllegalArgumentException("claim: was 'x'; allowed is …"));

        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(problem.getDetail()).isEqualTo("claim: was 'x'; allowed is …");
        assertThat(errors(problem)).isEqualTo(List.of());
    }
}
