// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chain that is not the local one: blocks come when they come, and the only key is the operator's. */
class PublicChainTest {

    private static final String SOMEBODY = "0x00000000000000000000000000000000000000aA";

    private static TestChain chain;

    @BeforeAll
    static void startChain() throws Exception {
        chain = TestChain.startMining("--block-time=1");
    }

    @AfterAll
    static void stopChain() throws Exception {
        chain.close();
    }

    @Test
    void transactionIsGivenBackOnlyAtFinalityDepth() {
        try (var room = chain.open(Map.of())) {
            SentTransaction sent = room.transactions().execute(Intent.call("public", Keyring.RELAY, SOMEBODY, "0x"));
            assertThat(room.chain().head())
                    .isGreaterThanOrEqualTo(sent.blockNumber().add(BigInteger.TWO));
            assertThat(room.chain().embedded()).isFalse();
            assertThat(room.transactions().execute(Intent.call("public", Keyring.RELAY, SOMEBODY, "0x")))
                    .isEqualTo(sent);
        }
    }

    @Test
    void transactionThatIsNotFinalInTimeIsPendingAndFinishedByTheNextStart() throws Exception {
        try (var room = chain.open(Map.of("chain.inclusion-timeout", "100ms"))) {
            assertThatThrownBy(() -> room.transactions().execute(Intent.call("slow", Keyring.RELAY, SOMEBODY, "0x")))
                    .isInstanceOf(TransactionPending.class);
            assertThat(room.transactions().find("slow")).isEmpty();
        }
        Thread.sleep(4_000);
        try (var room = chain.open(Map.of())) {
            assertThat(room.transactions().find("slow")).isPresent();
        }
    }

    @Test
    void partiesHaveNoKeysAndTimeIsNotOurs() {
        try (var room = chain.open(Map.of())) {
            assertThatThrownBy(() -> room.keyring().of("owner"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'owner'");
            assertThat(chain.directory().resolve("keys")).doesNotExist();
            assertThatThrownBy(() -> room.chain().advanceTimeTo(room.chain().time()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void contractsHaveToBeNamedByTheOperator() {
        try (var room = chain.open(Map.of())) {
            var deployments = new ContractDeployments(
                    room.chain(), room.keyring(), room.transactions(), room.anchors(), event -> {});
            assertThatThrownBy(deployments::ensure)
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining("headwater.chain.anchors: not set");
        }
    }
}
