// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.List;

/**
 * The variance of an output, split by factor. Estimates are not cut to [0, 1]: one just below 0 stands for 0.
 *
 * @param mean of the output over the factors' distributions, in its unit
 * @param variance of the output, in the square of its unit; where it is 0 all indices are 0
 * @param evaluations how often the function was called
 */
public record VarianceDecomposition(double mean, double variance, int evaluations, List<SobolIndex> indices) {

    public VarianceDecomposition {
        indices = List.copyOf(indices);
    }
}
