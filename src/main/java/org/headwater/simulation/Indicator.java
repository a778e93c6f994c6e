// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * What a model says about every draw and year.
 *
 * @param label the name used in documents and on the command line, such as {@code canopy-cover}
 * @param unit UCUM code, or USD with one; {@code 1} for shares and relative quantities
 * @param better which way is better for the watershed, if either
 */
public record Indicator(String label, String unit, Direction better) {

    /** The direction of improvement. */
    public enum Direction {
        MORE(1),
        LESS(-1),
        NEITHER(0);

        private final int sign;

        Direction(int sign) {
            this.sign = sign;
        }

        /** 1 if more is better, −1 if less is, 0 if neither. */
        public int sign() {
            return sign;
        }
    }
}
