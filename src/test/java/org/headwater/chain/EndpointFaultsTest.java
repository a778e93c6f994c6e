// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.headwater.chain.FaultyNode.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** Nodes that fail, lag or lie, each kind so often as {@code headwater.soak.endpoint-faults} says. */
@Tag("soak")
class EndpointFaultsTest {

    private static final int TIMES = Integer.getInteger("headwater.soak.endpoint-faults", 2);
    private static final Duration NEVER = Duration.ofDays(1);

    private static TestChain chain;
    private static String token;
    private static String mint;

    private FaultyNode faulty;

    @BeforeAll
    static void startChain() throws Exception {
        chain = TestChain.start();
        try (ChainRoom room = chain.open(Map.of())) {
            token = chain.deployToken(room);
            room.transactions().submit(TestChain.mint("mint", token, 0));
            chain.mine(30);
            room.transactions().advanceAll();
            mint = room.transactions().find("mint").orElseThrow().hash();
        }
    }

    @AfterAll
    static void stopChain() throws Exception {
        chain.close();
    }

    @BeforeEach
    void startProxy() throws Exception {
        faulty = FaultyNode.before(chain.url());
    }

    @AfterEach
    void stopProxy() {
        faulty.close();
    }

    static Stream<Fault> failures() {
        return Stream.of(Fault.values()).filter(Fault::failure);
    }

    static Stream<Fault> lies() {
        return Stream.of(Fault.values()).filter(Fault::lie);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anotherNodeAnswersWhileOneFails(Fault fault) {
        try (var node = open(NEVER, faulty.url(), chain.url())) {
            for (int i = 0; i < TIMES; i++) {
                faulty.set(fault);
                assertThat(node.nonce(chain.relay().getAddress(), latest())).isPositive();
                assertThat(node.head().longValueExact()).isEqualTo(chain.head());
                assertThat(node.receipt(mint)).isPresent();
                assertThat(node.endpoints().all().getFirst().lastFailure()).isNotNull();
                // One node alone is not enough for what is final.
                assertThat(node.confirmation(mint, 3)).isEmpty();
                faulty.set(Fault.NONE);
                node.reconnected();
                assertThat(node.confirmation(mint, 3)).isPresent();
                assertThat(node.endpoints().all().getFirst().lastFailure()).isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void onlyNodeThatFailsIsReportedWithItsAddress(Fault fault) {
        try (var node = open(NEVER, faulty.url())) {
            faulty.set(fault);
            assertThatThrownBy(node::head).isInstanceOf(ChainNotAvailable.class).hasMessageContaining(faulty.url());
        }
    }

    @ParameterizedTest
    @MethodSource("lies")
    void lieOfOneNodeMakesNothingFinal(Fault fault) {
        try (var node = open(NEVER, faulty.url(), chain.url())) {
            for (int i = 0; i < TIMES; i++) {
                faulty.set(fault);
                assertThat(node.confirmation(mint, 3)).isEmpty();
                faulty.set(Fault.NONE);
                assertThat(node.confirmation(mint, 3)).isPresent();
            }
        }
    }

    @Test
    void onlyNodeThatContradictsItselfIsNotBelieved() {
        try (var node = open(NEVER, faulty.url())) {
            for (Fault fault : List.of(Fault.WRONG_BLOCK_HASH, Fault.MISSING_LOGS, Fault.NO_RECEIPT)) {
                faulty.set(fault);
                assertThat(node.confirmation(mint, 3)).as(fault.name()).isEmpty();
            }
        }
    }

    @Test
    void receiptThatOneNodeLacksComesFromAnother() {
        try (var node = open(NEVER, faulty.url(), chain.url())) {
            faulty.set(Fault.NO_RECEIPT);
            assertThat(node.receipt(mint)).isPresent();
        }
    }

    @Test
    void highestHeadCountsAndALaggingNodeIsAskedLast() {
        try (var node = open(NEVER, faulty.url(), chain.url())) {
            for (int i = 0; i < TIMES; i++) {
                faulty.set(Fault.LAGGING);
                assertThat(node.head().longValueExact()).isEqualTo(chain.head());
                int before = faulty.requests();
                assertThat(node.receipt(mint)).isPresent();
                assertThat(faulty.requests()).isEqualTo(before);
                assertThat(node.confirmation(mint, 3)).isEmpty();
            }
        }
    }

    @Test
    void retryAfterIsKept() {
        try (var node = open(NEVER, faulty.url(), chain.url())) {
            faulty.set(Fault.TOO_MANY_REQUESTS);
            assertThat(node.receipt(mint)).isPresent();
            int asked = faulty.requests();
            assertThat(node.endpoints().all().getFirst().pause()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
            assertThat(node.receipt(mint)).isPresent();
            assertThat(node.head()).isPositive();
            assertThat(faulty.requests()).isEqualTo(asked);
        }
    }

    @Test
    void nodeThatKeepsFailingIsLeftAloneForLonger() {
        var endpoint = new Endpoint(faulty.url(), chain.id(), NEVER, Endpoint.ANSWER_TIMEOUT);
        faulty.set(Fault.SERVER_ERROR);
        for (int failures = 0; failures < 4; failures++) {
            assertThatThrownBy(endpoint::head).hasMessageContaining("503");
        }
        // 250 ms, doubled three times, less a fifth of jitter, and what has passed since.
        assertThat(endpoint.pause())
                .isBetween(TimeUnit.MILLISECONDS.toNanos(1_000), TimeUnit.MILLISECONDS.toNanos(2_400));
        endpoint.close();
    }

    @Test
    void wrongChainAmongTheNodesRefusesTheStart() {
        faulty.set(Fault.WRONG_CHAIN);
        for (int i = 0; i < TIMES; i++) {
            assertThatThrownBy(() -> open(NEVER, chain.url(), faulty.url()).close())
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining("headwater.chain.id")
                    .hasMessageContaining("serves chain 1");
        }
    }

    @Test
    void nodeThatChangesItsChainIsNotAskedUntilItChangesBack() {
        try (var node = open(Duration.ZERO, faulty.url())) {
            assertThat(node.receipt(mint)).isPresent();
            faulty.set(Fault.WRONG_CHAIN);
            assertThatThrownBy(() -> node.receipt(mint))
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining("serves chain 1");
            faulty.set(Fault.NONE);
            node.reconnected();
            assertThat(node.receipt(mint)).isPresent();
        }
    }

    @Test
    void codeThatIsMissingOrAnotherRefusesTheCallAndTheStart() {
        String nowhere = "0x00000000000000000000000000000000000000ab";
        try (ChainRoom room = chain.open(Map.of())) {
            assertThatThrownBy(() -> room.transactions().submit(TestChain.mint("nowhere", nowhere, 1)))
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining("no contract at " + nowhere);
            String hash = room.chain().codeHash(token);
            chain.open(Map.of("chain.code-hashes[" + token + "]", hash)).close();
        }
        assertThatThrownBy(() -> chain.open(Map.of("chain.code-hashes[" + token + "]", "0x" + "00".repeat(32))))
                .isInstanceOf(ChainNotAvailable.class)
                .hasMessageContaining("headwater.chain.code-hashes");
    }

    @Test
    void transactionBecomesFinalOnlyWhenTheSecondNodeSaysSoToo() {
        try (ChainRoom room = chain.open(Map.of("chain.urls[0]", faulty.url(), "chain.urls[1]", chain.url()))) {
            faulty.set(Fault.MISSING_LOGS_AND_BLOOM);
            room.transactions().submit(TestChain.mint("agreed", token, 5));
            chain.mine(TestChain.DEPTH);
            room.transactions().advanceAll();
            assertThat(room.ledger().find("agreed").orElseThrow().state()).isEqualTo(StoredTransaction.State.INCLUDED);
            faulty.set(Fault.NONE);
            room.transactions().advanceAll();
            assertThat(room.ledger().find("agreed").orElseThrow().state()).isEqualTo(StoredTransaction.State.FINAL);
        }
    }

    private static DefaultBlockParameterName latest() {
        return DefaultBlockParameterName.LATEST;
    }

    private static NodeConnection open(Duration chainCheck, String... urls) {
        return NodeConnection.open(
                Endpoints.at(List.of(urls), chain.id(), chainCheck, Endpoint.ANSWER_TIMEOUT), chain.id());
    }
}
