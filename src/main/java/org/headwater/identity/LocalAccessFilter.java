// SPDX-License-Identifier: Apache-2.0
package org.headwater.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Admits requests that name a loopback host, so that a page of another site cannot reach the service by rebinding a
 * name, and writes, and readers of consents, that carry the {@link WriteToken}.
 */
@Component
@ConditionalOnWebApplication
class LocalAccessFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Left out of an origin by browsers. */
    private static final int HTTP_PORT = 80;

    private static final String BEARER = "Bearer ";

    /** Computes and stores nothing, so it is open to a reader although it carries a body. */
    private static final String SCENARIOS = "/api/v1/scenarios";

    /** Says who has plans for which land before anything of it is published. */
    private static final String CONSENTS = "/api/v1/consents";

    private final WriteToken token;
    private final JsonMapper json;

    LocalAccessFilter(WriteToken token, JsonMapper json) {
        this.token = token;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ProblemDetail> refusal = refusal(request);
        if (refusal.isPresent()) {
            write(response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<ProblemDetail> refusal(HttpServletRequest request) {
        if (!LOOPBACK.contains(request.getServerName())) {
            return problem(HttpStatus.MISDIRECTED_REQUEST, "Host", request.getServerName(), "one of " + LOOPBACK);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !sameSite(origin, request)) {
            return problem(HttpStatus.FORBIDDEN, "Origin", origin, "the address of this service");
        }
        if ((writes(request) || CONSENTS.equals(request.getRequestURI())) && !carriesToken(request)) {
            return problem(
                    HttpStatus.UNAUTHORIZED,
                    "Authorization",
                    request.getHeader(HttpHeaders.AUTHORIZATION) == null ? "missing" : "another token",
                    "Bearer followed by the content of the file token in the data directory");
        }
        return Optional.empty();
    }

    private static boolean sameSite(String origin, HttpServletRequest request) {
        try {
            URI uri = URI.create(origin);
            int port = uri.getPort() == -1 && "http".equals(uri.getScheme()) ? HTTP_PORT : uri.getPort();
            return request.getScheme().equals(uri.getScheme())
                    && request.getServerName().equals(uri.getHost())
                    && request.getServerPort() == port;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean writes(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) && !SCENARIOS.equals(request.getRequestURI());
    }

    private boolean carriesToken(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.startsWith(BEARER)
                && token.matches(header.substring(BEARER.length()).strip());
    }

    private static Optional<ProblemDetail> problem(HttpStatus status, String field, String value, String allowed) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(status, "%s: was %s; allowed is %s".formatted(field, value, allowed));
        return Optional.of(problem);
    }

    private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
