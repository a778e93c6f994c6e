// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.List;

/**
 * sin x₁ + 7·sin² x₂ + 0.1·x₃⁴·sin x₁ on [−π, π]³, with its indices in closed form. Source: T. Ishigami and T. Homma, An
 * importance quantification technique in uncertainty analysis for computer models, 1990.
 */
final class Ishigami {

    static final List<Factor> FACTORS = List.of(
            Factor.uniform("x1", -Math.PI, Math.PI),
            Factor.uniform("x2", -Math.PI, Math.PI),
            Factor.uniform("x3", -Math.PI, Math.PI));

    static final double VARIANCE = 0.5 + 49 / 8.0 + 0.1 * Math.pow(Math.PI, 4) / 5 + 0.01 * Math.pow(Math.PI, 8) / 18;
    static final double MEAN = 3.5;

    private static final double INTERACTION = 8 * 0.01 * Math.pow(Math.PI, 8) / 225 / VARIANCE;
    private static final double[] FIRST = {
        0.5 * Math.pow(1 + 0.1 * Math.pow(Math.PI, 4) / 5, 2) / VARIANCE, 49 / 8.0 / VARIANCE, 0
    };

    private Ishigami() {}

    static double[] first() {
        return FIRST.clone();
    }

    static double[] total() {
        return new double[] {FIRST[0] + INTERACTION, FIRST[1], INTERACTION};
    }

    static double of(double[] x) {
        double second = Math.sin(x[1]);
        return Math.sin(x[0]) * (1 + 0.1 * Math.pow(x[2], 4)) + 7 * second * second;
    }
}
