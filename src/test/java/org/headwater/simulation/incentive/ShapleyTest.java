// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.headwater.simulation.InvalidParameter;
import org.junit.jupiter.api.Test;

class ShapleyTest {

    private static final double ROUNDING = 1e-12;

    /** Players 0 and 1 own a left glove, player 2 the right one; a pair is worth 1. */
    @Test
    void gloveGameGivesTwoThirdsToTheRareGlove() {
        double[] worth = game(3, coalition -> (coalition & 4) != 0 && (coalition & 3) != 0 ? 1 : 0);

        assertThat(Shapley.split(worth)).containsExactly(new double[] {1.0 / 6, 1.0 / 6, 4.0 / 6}, within(ROUNDING));
    }

    /** Each piece of the runway is shared equally by those who need it. Source: Littlechild and Owen 1973. */
    @Test
    void airportGameSharesEachPieceOfTheRunway() {
        double[] needed = {2, 5, 5, 11, 20};
        double[] cost = game(
                5,
                coalition -> IntStream.range(0, 5)
                        .filter(i -> (coalition >> i & 1) == 1)
                        .mapToDouble(i -> needed[i])
                        .max()
                        .orElse(0));

        double first = 2 / 5.0;
        double second = first + 3 / 4.0;
        double third = second + 6 / 2.0;
        assertThat(Shapley.split(cost))
                .containsExactly(new double[] {first, second, second, third, third + 9}, within(ROUNDING));
    }

    /** A rich landowner 0 and four workers: without land nothing, with k workers √k; the formula over all orders. */
    @Test
    void ownerOfWhatAllNeedGetsTheAverageOfAllOrders() {
        double[] worth = game(5, coalition -> (coalition & 1) == 1 ? Math.sqrt(Integer.bitCount(coalition) - 1) : 0);
        double owner = IntStream.rangeClosed(0, 4).mapToDouble(Math::sqrt).sum() / 5;

        double[] split = Shapley.split(worth);

        assertThat(split[0]).isCloseTo(owner, within(ROUNDING));
        assertThat(Arrays.copyOfRange(split, 1, 5)).containsOnly(new double[] {(2 - owner) / 4}, within(ROUNDING));
    }

    @Test
    void theWholeSurplusIsSplitAndNoMore() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            double[] worth = anyGame(random, 5);

            double sum = Arrays.stream(Shapley.split(worth)).sum();

            assertThat(sum).isCloseTo(worth[31] - worth[0], within(1e-10));
        }
    }

    @Test
    void playersWhoAddTheSameGetTheSame() {
        Random random = new Random(12);
        for (int i = 0; i < 100; i++) {
            double[] worth = anyGame(random, 5);
            double[] symmetric = game(5, coalition -> worth[coalition] + worth[swapOneAndThree(coalition)]);

            double[] split = Shapley.split(symmetric);

            assertThat(split[1]).isCloseTo(split[3], within(1e-10));
        }
    }

    @Test
    void whoeverAddsNothingGetsNothing() {
        Random random = new Random(13);
        for (int i = 0; i < 100; i++) {
            double[] worth = anyGame(random, 5);

            double[] split = Shapley.split(game(5, coalition -> worth[coalition & ~4]));

            assertThat(split[2]).isZero();
        }
    }

    @Test
    void splitOfASumIsTheSumOfTheSplits() {
        Random random = new Random(14);
        for (int i = 0; i < 100; i++) {
            double[] one = anyGame(random, 5);
            double[] other = anyGame(random, 5);

            double[] together = Shapley.split(game(5, coalition -> one[coalition] + other[coalition]));

            double[] apart = Shapley.split(one);
            double[] rest = Shapley.split(other);
            for (int player = 0; player < 5; player++) {
                assertThat(together[player]).isCloseTo(apart[player] + rest[player], within(1e-10));
            }
        }
    }

    @Test
    void whatIsNoGameIsRefused() {
        assertThatThrownBy(() -> Shapley.split(new double[12]))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("2^n");
        assertThatThrownBy(() -> Shapley.split(new double[1])).isInstanceOf(InvalidParameter.class);
    }

    private static int swapOneAndThree(int coalition) {
        int one = coalition >> 1 & 1;
        int three = coalition >> 3 & 1;
        return coalition & ~0b1010 | one << 3 | three << 1;
    }

    private static double[] anyGame(Random random, int players) {
        return game(players, coalition -> 100 * random.nextGaussian());
    }

    private static double[] game(int players, IntToDoubleFunction worth) {
        return IntStream.range(0, 1 << players).mapToDouble(worth).toArray();
    }
}
