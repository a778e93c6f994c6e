// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

/** The smallest and the largest value of a parameter among those that were found to fit. */
public record ParameterRange(String parameter, double lowest, double highest) {}
