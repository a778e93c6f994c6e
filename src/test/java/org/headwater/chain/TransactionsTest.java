// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.headwater.EmbeddedParts;
import org.headwater.chain.contract.SchemaRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.DefaultBlockParameterName;

class TransactionsTest {

    private static final String SOMEBODY = "0x00000000000000000000000000000000000000aA";

    private final Chain chain = EmbeddedParts.get(Chain.class);
    private final Keyring keyring = EmbeddedParts.get(Keyring.class);
    private final Transactions transactions = EmbeddedParts.get(Transactions.class);
    private final ContractDeployments deployments = EmbeddedParts.get(ContractDeployments.class);
    private final JdbcClient database = EmbeddedParts.get(JdbcClient.class);

    @Test
    void sameKeyTwiceIsOneTransaction() throws Exception {
        Intent intent = nothing("twice", "twice-sender");
        SentTransaction first = transactions.execute(intent);
        assertThat(transactions.execute(intent)).isEqualTo(first);
        assertThat(transactions.find("twice")).contains(first);
        assertThat(nonce("twice-sender")).isEqualTo(1);
    }

    @Test
    void sameKeyInManyThreadsIsOneTransaction() throws Exception {
        List<SentTransaction> sent = inThreads(4, index -> nothing("race", "race-sender"));
        assertThat(sent).hasSize(4).containsOnly(sent.getFirst());
        assertThat(nonce("race-sender")).isEqualTo(1);
    }

    @Test
    void differentKeysInManyThreadsGetConsecutiveNonces() throws Exception {
        inThreads(8, index -> nothing("parallel-" + index, "parallel-sender"));
        assertThat(database.sql("select nonce from chain_transaction where sender = ? order by nonce")
                        .param(keyring.of("parallel-sender").address())
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(nonce("parallel-sender")).isEqualTo(8);
    }

    @Test
    void keyThatStandsForAnotherIntentIsRefused() {
        transactions.execute(nothing("taken", "owner"));
        assertThatThrownBy(() -> transactions.execute(Intent.call("taken", "owner", SOMEBODY, "0x01")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/key")
                .hasMessageContaining("'taken'");
    }

    @Test
    void revertInSimulationNamesTheErrorAndUsesNoNonce() throws Exception {
        String token = deployments.ensure().token();
        String mint = FunctionEncoder.encode(
                new Function("mint", List.of(new Address(SOMEBODY), new Uint256(BigInteger.ONE)), List.of()));
        var reverted = catchThrowableOfType(
                TransactionReverted.class,
                () -> transactions.execute(Intent.call("not-minter", "never-sent", token, mint)));
        assertThat(reverted.reason())
                .isEqualTo("DemonstrationToken_NotMinter(%s)"
                        .formatted(keyring.of("never-sent").address()));
        assertThat(reverted.key()).isEqualTo("not-minter");
        assertThat(nonce("never-sent")).isZero();
        assertThat(database.sql("select count(*) from chain_transaction where intent_key = 'not-minter'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void unknownRevertDataAreGivenInHex() {
        // Creation code that reverts with the four bytes deadbeef.
        String code = "0x63deadbeef60e01b5f5260045ffd";
        assertThatThrownBy(() -> transactions.execute(Intent.deployment("unknown-revert", "owner", code)))
                .isInstanceOf(TransactionReverted.class)
                .hasMessageContaining("0xdeadbeef");
    }

    @Test
    void malformedIntentIsRefusedWithItsField() {
        assertThatThrownBy(() -> Intent.call("k", "owner", "0x12", "0x")).hasMessageContaining("/to: '0x12'");
        assertThatThrownBy(() -> Intent.call("k", "owner", SOMEBODY, "0x123")).hasMessageContaining("/data");
        assertThatThrownBy(() -> Intent.call(" ", "owner", SOMEBODY, "0x")).hasMessageContaining("/key");
        assertThatThrownBy(() -> transactions.execute(nothing("bad-party", "../owner")))
                .hasMessageContaining("/party: '../owner'");
    }

    @Test
    void chainTimeAdvancesAndNeverGoesBack() {
        Instant target = chain.time().plus(Duration.ofDays(14));
        chain.advanceTimeTo(target);
        assertThat(chain.blockTime(chain.head())).isEqualTo(target);
        BigInteger head = chain.head();
        chain.advanceTimeTo(target.minus(Duration.ofDays(1)));
        assertThat(chain.head()).isEqualTo(head);
        SentTransaction next = transactions.execute(nothing("after-advance", "owner"));
        assertThat(next.blockTime()).isBetween(target, target.plusSeconds(60));
    }

    @Test
    void deploymentHasCodeEverywhereAndHappensOnce() throws Exception {
        Deployment deployment = deployments.ensure();
        assertThat(List.of(
                        deployment.hypercerts(),
                        deployment.eas(),
                        deployment.schemaRegistry(),
                        deployment.verifierRegistry(),
                        deployment.observationResolver(),
                        deployment.milestoneResolver(),
                        deployment.performanceContractFactory(),
                        deployment.token()))
                .doesNotHaveDuplicates()
                .allMatch(chain::hasCode);
        int nonce = nonce(ContractDeployments.DEPLOYER);
        assertThat(new ContractDeployments(chain, keyring, transactions, Optional.empty(), event -> {}).ensure())
                .isEqualTo(deployment);
        assertThat(nonce(ContractDeployments.DEPLOYER)).isEqualTo(nonce);
    }

    @Test
    void schemaIdsAreThoseThatTheRegistryGave() {
        Deployment deployment = deployments.ensure();
        String registered = EventEncoder.encode(SchemaRegistry.REGISTERED_EVENT);
        assertThat(chain.logs(deployment.schemaRegistry(), registered))
                .extracting(log -> log.getTopics().get(1))
                .containsExactly(
                        deployment.observationSchema(),
                        deployment.milestoneSchema(),
                        deployment.revisionSchema(),
                        deployment.creatorFeedSchema(),
                        deployment.basicEvaluationSchema());
    }

    private static Intent nothing(String key, String sender) {
        return Intent.call(key, sender, SOMEBODY, "0x");
    }

    private int nonce(String party) throws Exception {
        return chain.web3j()
                .ethGetTransactionCount(keyring.of(party).address(), DefaultBlockParameterName.LATEST)
                .send()
                .getTransactionCount()
                .intValueExact();
    }

    private List<SentTransaction> inThreads(int count, IntFunction<Intent> intent) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Callable<SentTransaction>> work = IntStream.range(0, count)
                    .mapToObj(index -> (Callable<SentTransaction>) () -> transactions.execute(intent.apply(index)))
                    .toList();
            List<Future<SentTransaction>> done = threads.invokeAll(work);
            return done.stream().map(Future::resultNow).toList();
        }
    }
}
