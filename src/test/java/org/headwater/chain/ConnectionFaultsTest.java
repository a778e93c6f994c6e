// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.headwater.chain.StallingNode.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections that fail below HTTP. How long an answer may take is a setting, so that a node that hangs need not be waited for
 * here; {@code headwater.soak.answer-timeout} is the product's own in the profile {@code soak}.
 */
@Tag("soak")
@Timeout(180)
class ConnectionFaultsTest {

    private static final Duration TIMEOUT =
            Duration.parse(System.getProperty("headwater.soak.answer-timeout", "PT0.3S"));
    private static final Duration NEVER = Duration.ofDays(1);

    private static TestChain chain;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startChain() throws Exception {
        chain = TestChain.start();
    }

    @AfterAll
    static void stopChain() throws Exception {
        chain.close();
    }

    @ParameterizedTest
    @EnumSource
    void anotherNodeAnswersWhileAConnectionFails(Fault fault) throws Exception {
        try (var failing = new StallingNode(fault);
                var node = open(failing, chain.url())) {
            assertThat(node.balance(chain.relay().getAddress())).isPositive();
            assertThat(node.head().longValueExact()).isEqualTo(chain.head());
            assertThat(node.endpoints().all().getFirst().lastFailure()).isNotNull();
        }
    }

    @Test
    void answerWithoutEndIsNotKept() throws Exception {
        try (var failing = new StallingNode(Fault.ENDLESS)) {
            var endpoint = new Endpoint(failing.url(), chain.id(), NEVER, Endpoint.ANSWER_TIMEOUT);
            assertThatThrownBy(endpoint::head).hasMessageContaining("an answer of more than");
            endpoint.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyNodeWhoseConnectionFailsRefusesTheStartWithItsAddress(Fault fault) throws Exception {
        try (var failing = new StallingNode(fault)) {
            assertThatThrownBy(() -> open(failing).close())
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining(failing.url());
        }
    }

    @Test
    void timeoutIsASetting() {
        assertThat(TestChain.settings(Map.of()).chain().answerTimeout()).isEqualTo(Endpoint.ANSWER_TIMEOUT);
        assertThat(TestChain.settings(Map.of("chain.answer-timeout", "300ms"))
                        .chain()
                        .answerTimeout())
                .isEqualTo(Duration.ofMillis(300));
        assertThatThrownBy(() -> TestChain.settings(Map.of("chain.answer-timeout", "0s")))
                .rootCause()
                .hasMessageContaining("headwater.chain.answer-timeout");
    }

    @Test
    void nameThatNobodyKnowsIsSaidAndTheNextNodeAnswers() {
        String unknown = "http://node.invalid:8545";
        try (var node = open(unknown, chain.url())) {
            assertThat(node.head().longValueExact()).isEqualTo(chain.head());
            assertThat(node.endpoints().all().getFirst().lastFailure()).contains("node.invalid");
        }
        assertThatThrownBy(() -> open(unknown).close())
                .isInstanceOf(ChainNotAvailable.class)
                .hasMessageContaining("node.invalid");
    }

    @Test
    void certificatesThatAreNotTheNodesAreRefusedForTheReasonThatIsSaid() throws Exception {
        try (var certificates = new Certificates(directory)) {
            refused(certificates.expired(), "TLS: its certificate has expired");
            refused(certificates.selfSigned(), "TLS: nobody who is trusted here has signed its certificate");
            refused(certificates.ofAnotherHost(), "TLS: its certificate is that of another host");
            try (var secure = FaultyNode.before(chain.url(), certificates.valid());
                    var node = open(secure.url())) {
                assertThat(node.head().longValueExact()).isEqualTo(chain.head());
            }
        }
    }

    @Test
    void nodeWithoutTlsBehindAnHttpsAddressIsRefused() {
        String url = chain.url().replace("http:", "https:");
        assertThatThrownBy(() -> open(url).close())
                .isInstanceOf(ChainNotAvailable.class)
                .hasMessageContaining("TLS: ");
    }

    private static void refused(SSLContext identity, String reason) throws Exception {
        try (var refused = FaultyNode.before(chain.url(), identity)) {
            assertThatThrownBy(() -> open(refused.url()).close())
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining(refused.url())
                    .hasMessageContaining(reason);
            try (var node = open(refused.url(), chain.url())) {
                assertThat(node.head().longValueExact()).isEqualTo(chain.head());
                assertThat(node.endpoints().all().getFirst().lastFailure()).startsWith(reason);
            }
            assertThat(refused.requests()).isZero();
        }
    }

    private static NodeConnection open(String... urls) {
        return NodeConnection.open(Endpoints.at(List.of(urls), chain.id(), NEVER, Endpoint.ANSWER_TIMEOUT), chain.id());
    }

    /** The failing node, which is waited for as long as {@link #TIMEOUT} says, and others behind it. */
    private static NodeConnection open(StallingNode failing, String... others) {
        Stream<Endpoint> first = Stream.of(new Endpoint(failing.url(), chain.id(), NEVER, TIMEOUT));
        Stream<Endpoint> rest =
                Stream.of(others).map(url -> new Endpoint(url, chain.id(), NEVER, Endpoint.ANSWER_TIMEOUT));
        return NodeConnection.open(new Endpoints(Stream.concat(first, rest).toList()), chain.id());
    }
}
