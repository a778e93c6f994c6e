// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.headwater.simulation.InvalidParameter;

/** Outputs of the analysed function, none of which may be infinite or no number. */
final class Outputs {

    private Outputs() {}

    static double finite(ToDoubleFunction<double[]> output, double[] values) {
        double result = output.applyAsDouble(values);
        if (!Double.isFinite(result)) {
            throw new InvalidParameter("output", result + " at " + Arrays.toString(values), "finite numbers");
        }
        return result;
    }
}
