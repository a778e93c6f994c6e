// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.List;

/**
 * An {@link Effect} over time: the contrast {@code do(to) − do(from)} in every year.
 *
 * @param from label of the world that is left
 * @param to label of the world that takes its place
 * @param indicator label of the indicator
 * @param level coverage of the intervals of all points
 * @param points one per year, from year 0
 */
public record EffectPath(String from, String to, String indicator, double level, List<Point> points) {

    public EffectPath {
        points = List.copyOf(points);
    }

    /** One year; the numbers are those of {@link Effect}. */
    public record Point(
            int year, double mean, double standardError, double lower, double upper, double probabilityBetter) {

        Point(int year, Effect effect) {
            this(
                    year,
                    effect.mean(),
                    effect.standardError(),
                    effect.lower(),
                    effect.upper(),
                    effect.probabilityBetter());
        }
    }
}
