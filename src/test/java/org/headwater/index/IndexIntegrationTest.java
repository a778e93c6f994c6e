// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.headwater.RunningService;
import org.headwater.RunningService.Answer;
import org.headwater.chain.Chain;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The index of the running service: what its first loop did on the chain. */
class IndexIntegrationTest {

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.get();
    }

    @Test
    void followsEveryContractOfTheLoopToTheHead() throws Exception {
        JsonNode status = caughtUp();
        assertThat(status.path("contracts")
                        .valueStream()
                        .map(contract -> contract.path("kind").asString()))
                .contains("HYPERCERTS", "ATTESTATION_SERVICE", "PERFORMANCE_CONTRACT_FACTORY", "PERFORMANCE_CONTRACT");
        assertThat(status.path("finalUpTo").asLong())
                .isEqualTo(status.path("indexedUpTo").asLong());
        assertThat(rows("index_claim")).isEqualTo(rows("claim"));
        assertThat(rows("index_attestation")).isGreaterThanOrEqualTo(rows("attestation"));
        assertThat(rows("index_performance_contract")).isEqualTo(rows("performance_contract"));
        assertThat(rows("index_settlement")).isEqualTo(rows("payout"));
        assertThat(rows("index_withdrawal")).isPositive();
    }

    @Test
    void ownerHoldsWhatWasMinted() throws Exception {
        caughtUp();
        JsonNode claim = service.get("/api/v1/claims").json().path(0);
        JsonNode holdings = service.get("/api/v1/owners/%s/holdings"
                        .formatted(claim.path("owner").asString()))
                .json();
        BigInteger units = holdings.valueStream()
                .map(holding -> new BigInteger(holding.path("units").asString()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(units).isPositive();
    }

    @Test
    void rebuildGivesTheSameAgain() throws Exception {
        long events = caughtUp().path("events").asLong();
        assertThat(service.post("/api/v1/index/rebuild", "").status()).isEqualTo(202);
        assertThat(caughtUp().path("events").asLong()).isGreaterThanOrEqualTo(events);
    }

    @Test
    void addressThatIsNoneIsRefusedByItsName() throws Exception {
        Answer refused = service.get("/api/v1/owners/0x12/holdings");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("/address").contains("0x12").contains("40 hexadecimal digits");
    }

    private static JsonNode caughtUp() throws Exception {
        for (int tries = 0; tries < 600; tries++) {
            long head = service.bean(Chain.class).head().longValueExact();
            JsonNode status = service.get("/api/v1/index").json();
            if (status.path("indexedUpTo").asLong() >= head) {
                return status;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "the index does not catch up: " + service.get("/api/v1/index").body());
    }

    private static long rows(String table) {
        return service.bean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
