// SPDX-License-Identifier: Apache-2.0
/**
 * Finding the constants of the preset {@code published} that its authors did not print, from the means that they did print, and
 * saying how far those means determine them.
 */
package org.headwater.simulation.calibration;
