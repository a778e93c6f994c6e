// SPDX-License-Identifier: Apache-2.0
package org.headwater.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class LocalAccessFilterTest {

    @TempDir
    private Path directory;

    private WriteToken token;

    @BeforeEach
    void createToken() {
        token = new WriteToken(directory);
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServerName("127.0.0.1");
        request.setServerPort(8080);
        return request;
    }

    private MockHttpServletRequest write() {
        MockHttpServletRequest request = request("POST", "/api/v1/projects");
        request.addHeader("Authorization", "Bearer " + token.value());
        return request;
    }

    /** The status that the filter answers; 200 if it lets the request pass. */
    private int answer(MockHttpServletRequest request) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain passed = new MockFilterChain();
        new LocalAccessFilter(token, JsonMapper.shared()).doFilter(request, response, passed);
        assertThat(passed.getRequest() != null).isEqualTo(response.getStatus() == 200);
        if (passed.getRequest() == null) {
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
            assertThat(response.getContentAsString()).contains("\"status\":" + response.getStatus(), "allowed is");
            assertThat(response.getContentAsString()).doesNotContain(token.value());
        }
        return response.getStatus();
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/claims", "HEAD, /", "OPTIONS, /api/v1/claims", "POST, /api/v1/scenarios"})
    void whoeverIsOnThisMachineMayReadAndCompute(String method, String path) throws Exception {
        assertThat(answer(request(method, path))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void writesNeedTheToken(String method) throws Exception {
        assertThat(answer(request(method, "/api/v1/projects"))).isEqualTo(401);
        assertThat(answer(write())).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic dTpw", "Bearer 0000"})
    void refusesOtherTokens(String header) throws Exception {
        MockHttpServletRequest request = request("POST", "/api/v1/projects");
        request.addHeader("Authorization", header);

        assertThat(answer(request)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "192.168.0.2", "localhost.attacker.example"})
    void refusesNamesThatAreNotThisMachine(String host) throws Exception {
        MockHttpServletRequest reading = request("GET", "/api/v1/claims");
        reading.setServerName(host);
        MockHttpServletRequest writing = write();
        writing.setServerName(host);

        assertThat(answer(reading)).isEqualTo(421);
        assertThat(answer(writing)).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://attacker.example:8080",
                "http://127.0.0.1:8081",
                "null",
                "http://[",
                "http://localhost:8080"
            })
    void refusesPagesOfOtherOriginsEvenWithTheToken(String origin) throws Exception {
        MockHttpServletRequest request = write();
        request.addHeader("Origin", origin);

        assertThat(answer(request)).isEqualTo(403);
    }

    @Test
    void admitsItsOwnDashboard() throws Exception {
        MockHttpServletRequest request = write();
        request.addHeader("Origin", "http://127.0.0.1:8080");

        assertThat(answer(request)).isEqualTo(200);
    }
}
