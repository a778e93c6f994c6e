// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.headwater.document.Json;
import org.headwater.simulation.PayoutMilestone;
import org.headwater.simulation.PayoutSchedule;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The escrow pays by the same file in {@code contracts/test/PayoutSchedule}, so that Java and Solidity agree to the unit. */
class PayoutVectorsTest {

    private static final Path VECTORS = Path.of("contracts", "test", "vectors", "payout.json");

    private static BigInteger number(JsonNode vectors, String column, int index) {
        return new BigInteger(vectors.path(column).path(index).asString());
    }

    @Test
    void javaPaysWhatTheSharedVectorsSay() throws IOException {
        JsonNode vectors = Json.parse(Files.readAllBytes(VECTORS));
        int cases = vectors.path("payout").size();
        assertThat(cases).isGreaterThanOrEqualTo(400);
        for (int i = 0; i < cases; i++) {
            PayoutSchedule schedule = new PayoutSchedule(List.of(new PayoutMilestone(
                    "m", number(vectors, "lower", i), number(vectors, "upper", i), number(vectors, "amount", i))));
            assertThat(schedule.payout(0, number(vectors, "value", i)))
                    .as("case %d", i)
                    .isEqualTo(number(vectors, "payout", i));
        }
    }
}
