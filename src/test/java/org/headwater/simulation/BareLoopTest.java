// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BareLoopTest {

    /** Five contributions, forest and erosion, with credits the price; one exponential per threshold, price and erosion. */
    @ParameterizedTest
    @CsvSource({"cost-sharing, 7, 1", "performance-contract, 7, 4", "credit-trading, 8, 2"})
    void drawsWhatTheEquationsOfTheMechanismNeed(String label, int normals, int exponentials) {
        Mechanism mechanism = Mechanism.parse(label);
        assertThat(BareLoop.normalsPerYear(mechanism)).isEqualTo(normals);
        assertThat(BareLoop.exponentialsPerYear(mechanism)).isEqualTo(exponentials);
    }

    @Test
    void theSumDependsOnTheSeedButNotOnTheThreads() {
        double one = BareLoop.run(Mechanism.CREDIT_TRADING, new Sampling(5_000, 20, 1, 1));
        assertThat(BareLoop.run(Mechanism.CREDIT_TRADING, new Sampling(5_000, 20, 1, 7)))
                .isEqualTo(one);
        assertThat(BareLoop.run(Mechanism.CREDIT_TRADING, new Sampling(5_000, 20, 2, 1)))
                .isNotEqualTo(one);
    }
}
