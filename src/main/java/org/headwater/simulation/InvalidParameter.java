// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.math.BigInteger;

/** A named argument outside its allowed set; the three parts let a caller point at the field it came from. */
public final class InvalidParameter extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;
    private final String allowed;

    /**
     * @param name of the argument, as the caller spells it
     * @param value that was given
     * @param allowed what may stand there, in words
     */
    public InvalidParameter(String name, Object value, String allowed) {
        super("%s: %s is not allowed; allowed: %s".formatted(name, value, allowed));
        this.name = name;
        this.value = String.valueOf(value);
        this.allowed = allowed;
    }

    /** The argument that was refused. */
    public String name() {
        return name;
    }

    /** Its value in words. */
    public String value() {
        return value;
    }

    /** What may stand there, in words. */
    public String allowed() {
        return allowed;
    }

    /**
     * The value, unless it is outside [lowest, highest] or not a number.
     *
     * @throws InvalidParameter if it is
     */
    public static double requireBetween(String name, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new InvalidParameter(name, value, lowest + " to " + highest);
        }
        return value;
    }

    /** {@link #requireBetween(String, double, double, double)} for whole numbers. */
    public static int requireBetween(String name, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new InvalidParameter(name, value, lowest + " to " + highest);
        }
        return value;
    }

    /**
     * The value, unless it is not above 0, above {@code highest}, or not a number.
     *
     * @throws InvalidParameter if it is
     */
    public static double requirePositive(String name, double value, double highest) {
        if (!(value > 0 && value <= highest)) {
            throw new InvalidParameter(
                    name, value, highest == Double.MAX_VALUE ? "positive numbers" : "above 0, at most " + highest);
        }
        return value;
    }

    static BigInteger requireBetween(String name, BigInteger value, BigInteger lowest, BigInteger highest) {
        if (value.compareTo(lowest) < 0 || value.compareTo(highest) > 0) {
            throw new InvalidParameter(name, value, lowest + " to " + highest);
        }
        return value;
    }
}
