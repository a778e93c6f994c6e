// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.headwater.simulation.InvalidParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MorrisScreeningTest {

    private static final DoubleConsumer SILENT = share -> {};

    private static List<Factor> units(int count) {
        List<Factor> factors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            factors.add(Factor.uniform("x" + i, 0, 1));
        }
        return factors;
    }

    /** Exact but for rounding. */
    @Test
    void aLinearFunctionGivesItsCoefficientsWithoutSpread() {
        double[] coefficients = {3, -2, 0, 0.5};
        List<ElementaryEffects> effects =
                new MorrisScreening(20, 6, 1, 2).screen(units(4), x -> 7 + 3 * x[0] - 2 * x[1] + 0.5 * x[3], SILENT);
        for (int i = 0; i < coefficients.length; i++) {
            ElementaryEffects effect = effects.get(i);
            assertThat(effect.factor()).isEqualTo("x" + i);
            assertThat(effect.mean().value()).isCloseTo(coefficients[i], within(1e-12));
            assertThat(effect.mean().lower()).isCloseTo(coefficients[i], within(1e-12));
            assertThat(effect.mean().upper()).isCloseTo(coefficients[i], within(1e-12));
            assertThat(effect.meanAbsolute().value()).isCloseTo(Math.abs(coefficients[i]), within(1e-12));
            assertThat(effect.sd().value()).isCloseTo(0, within(1e-12));
        }
    }

    /** An effect is per unit of probability: over U(2, 6) a slope of 1 is an effect of 4. */
    @Test
    void anEffectCountsTheFactorsWholeRange() {
        List<ElementaryEffects> effects =
                new MorrisScreening(5, 4, 1, 1).screen(List.of(Factor.uniform("width", 2, 6)), x -> x[0], SILENT);
        assertThat(effects.getFirst().mean().value()).isCloseTo(4, within(1e-12));
    }

    /** Second factor of the Ishigami function: effects ±7·(sin²(0.3π) − sin²(0.9π))/0.6, equally often. */
    @Test
    void effectsOfOppositeSignCancelInTheMeanButNotInTheMeanAbsolute() {
        double size = 7 * (Math.pow(Math.sin(0.3 * Math.PI), 2) - Math.pow(Math.sin(0.9 * Math.PI), 2)) / 0.6;
        ElementaryEffects second = new MorrisScreening(2_000, 4, 3, 2)
                .screen(Ishigami.FACTORS, Ishigami::of, SILENT)
                .get(1);
        assertThat(second.meanAbsolute().value()).isCloseTo(size, within(1e-9));
        assertThat(second.mean().value()).isCloseTo(0, within(4 * size / Math.sqrt(2_000)));
        assertThat(second.sd().value()).isCloseTo(size, within(0.01 * size));
    }

    /**
     * Effects of x₀ in x₀·x₁ are the four levels of x₁, with mean ½. 400 seeds of 30 trajectories: the count of covering
     * intervals is binomial with sd 0.016; percentile intervals of 30 values cover about 0.88. Bounds at 4 sd around that.
     */
    @Test
    void intervalsCoverTheMeanEffectAtTheirLevel() {
        int covering = 0;
        for (int seed = 0; seed < 400; seed++) {
            Estimate mean = new MorrisScreening(30, 4, seed, 1)
                    .screen(units(2), x -> x[0] * x[1], SILENT)
                    .getFirst()
                    .mean();
            covering += mean.lower() <= 0.5 && 0.5 <= mean.upper() ? 1 : 0;
        }
        assertThat(covering / 400.0).isBetween(0.82, 0.95);
    }

    @Test
    void neitherThreadsNorProgressLeaveATraceInTheResult() {
        List<Double> shares = new ArrayList<>();
        List<ElementaryEffects> one =
                new MorrisScreening(50, 4, 9, 1).screen(Ishigami.FACTORS, Ishigami::of, shares::add);
        assertThat(new MorrisScreening(50, 4, 9, 7).screen(Ishigami.FACTORS, Ishigami::of, SILENT))
                .isEqualTo(one);
        assertThat(new MorrisScreening(50, 4, 10, 1).screen(Ishigami.FACTORS, Ishigami::of, SILENT))
                .isNotEqualTo(one);
        assertThat(shares).isSorted().hasSize(50).endsWith(1.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 1, trajectories", "10, 5, 1, levels", "10, 0, 1, levels", "10, 4, 0, threads"})
    void refusesNumbersOutOfRange(int trajectories, int levels, int threads, String name) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new MorrisScreening(trajectories, levels, 1, threads))
                .satisfies(e -> assertThat(e.name()).isEqualTo(name));
    }

    @Test
    void refusesFactorsOfOneNameAndOutputsThatAreNoNumber() {
        MorrisScreening screening = new MorrisScreening(10, 4, 1, 2);
        Factor factor = Factor.uniform("x", 0, 1);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> screening.screen(List.of(factor, factor), x -> 0, SILENT))
                .withMessageStartingWith("factors: x twice");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> screening.screen(List.of(factor), x -> Double.NaN, SILENT))
                .withMessageStartingWith("output: NaN at [");
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> screening.screen(List.of(), x -> 0, SILENT))
                .satisfies(e -> assertThat(e.name()).isEqualTo("factors"));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> Factor.uniform("x", 1, 1))
                .satisfies(e -> assertThat(e.name()).isEqualTo("x"));
    }
}
