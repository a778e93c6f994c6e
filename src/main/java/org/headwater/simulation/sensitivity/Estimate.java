// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

/**
 * A number estimated from samples, with an interval of level {@link #LEVEL} for what more samples would give; it says
 * nothing about whether the model is right.
 */
public record Estimate(double value, double lower, double upper) {

    /** Coverage of [lower, upper]. */
    public static final double LEVEL = 0.9;
}
