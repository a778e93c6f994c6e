// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {

    /** Values by hand from definition 7: h = (n − 1)·p + 1. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.25, 2", "0.5, 3", "0.9, 7.6", "0.95, 8.8", "1, 10"})
    void interpolatesBetweenOrderStatistics(double probability, double expected) {
        double[] values = {10, 3, 1, 4, 2};
        assertThat(Quantiles.of(values, probability)).isCloseTo(expected, within(1e-14));
        assertThat(Quantiles.of(values, new double[] {probability})).containsExactly(Quantiles.of(values, probability));
    }

    @Test
    void summaryHoldsMomentsAndQuantiles() {
        Summary summary = Summary.of(new double[] {10, 3, 1, 4, 2});
        assertThat(summary.mean()).isEqualTo(4);
        assertThat(summary.sd()).isCloseTo(Math.sqrt(12.5), within(1e-15));
        assertThat(summary.standardError()).isCloseTo(Math.sqrt(2.5), within(1e-15));
        assertThat(summary.q50()).isEqualTo(3);
        assertThat(summary.q95()).isCloseTo(8.8, within(1e-14));
        assertThat(Summary.of(new double[] {2}).sd()).isZero();
    }

    @Test
    void refusesEmptyOrUndefinedInput() {
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Quantiles.of(new double[0], 0.5));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> Quantiles.of(new double[] {1}, 1.1));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Quantiles.of(new double[] {1, Double.NaN}, 0.5));
    }
}
