// SPDX-License-Identifier: Apache-2.0
/**
 * Charts as pure functions from data to the text of an SVG document: self-contained, readable without colour, described in words
 * for those who do not see them, and equal byte for byte for equal data.
 */
package org.headwater.simulation.chart;
