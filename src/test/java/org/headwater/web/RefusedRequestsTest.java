// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.headwater.document.Violation;
import org.headwater.simulation.InvalidParameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;

class RefusedRequestsTest {

    private final RefusedRequests refusals = new RefusedRequests();

    private static @Nullable Object errors(ProblemDetail problem) {
        return problem.getProperties() == null
                ? List.of()
                : problem.getProperties().get("errors");
    }

    @Test
    void refusedParameterIsPointedAt() {
        ProblemDetail problem = refusals.invalid(new InvalidParameter("initialForestHealth", 1.5, "0.01 to 1.0"));

        assertThat(problem.getStatus()).isEqualTo(422);
        assertThat(errors(problem)).isEqualTo(List.of(new Violation("/initialForestHealth", "1.5", "0.01 to 1.0")));
    }

    @Test
    void otherRefusedArgumentsAreBadRequestsInTheirOwnWords() {
        ProblemDetail problem = refusals.malformed(new IllegalArgumentException("claim: was 'x'; allowed is …"));

        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(problem.getDetail()).isEqualTo("claim: was 'x'; allowed is …");
        assertThat(errors(problem)).isEqualTo(List.of());
    }
}
