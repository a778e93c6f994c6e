// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * What a project changed: the state that was observed against the state that the reference world, the one without the
 * project, would have been in. Draw by draw, so that the trend and the year-to-year noise of the reference world and the
 * measurement error of the observation both stand in it.
 */
public final class AttributableChange {

    private final double[] draws;

    private AttributableChange(double[] draws) {
        this.draws = draws;
    }

    /**
     * For indicators of which less is better: 1 − observed/reference, dimensionless; 0.3 is a reduction by 30 %.
     *
     * @param reference positive values of the reference world, one per draw
     * @param observed draws of the true value behind the observation, as many
     */
    public static AttributableChange relativeReduction(double[] reference, double[] observed) {
        double[] draws = new double[same(reference, observed)];
        for (int draw = 0; draw < draws.length; draw++) {
            draws[draw] = 1 - observed[draw] / reference[draw];
        }
        return new AttributableChange(draws);
    }

    /** For indicators of which more is better: observed − reference, in the unit of the indicator. */
    public static AttributableChange gain(double[] reference, double[] observed) {
        double[] draws = new double[same(reference, observed)];
        for (int draw = 0; draw < draws.length; draw++) {
            draws[draw] = observed[draw] - reference[draw];
        }
        return new AttributableChange(draws);
    }

    /**
     * What a project changes in one simulated year: {@link #relativeReduction} of an indicator of which less is better,
     * {@link #gain} where more is.
     *
     * @param reference world of the same draws
     * @param year 0 to the years of the trajectories
     * @throws InvalidParameter if the numbers of draws differ, or neither less nor more of the indicator is better
     */
    public static AttributableChange between(
            Trajectories reference, Trajectories project, Indicator indicator, int year) {
        double[] without = reference.at(indicator, year);
        double[] with = project.at(indicator, year);
        return switch (indicator.better()) {
            case LESS -> relativeReduction(without, with);
            case MORE -> gain(without, with);
            case NEITHER ->
                throw new InvalidParameter(
                        "indicator", indicator.label(), "an indicator of which more or less is better");
        };
    }

    private static int same(double[] reference, double[] observed) {
        if (reference.length != observed.length) {
            throw new InvalidParameter("observed", observed.length + " draws", reference.length + " draws");
        }
        return reference.length;
    }

    /** A copy of the change in each draw. */
    public double[] draws() {
        return draws.clone();
    }

    /** Its spread over the draws, in the unit of the change. */
    public Summary summary() {
        return Summary.of(draws);
    }

    /** The value that is paid on: the quantile of a low probability, such as 0.05, never the mean. */
    public double conservative(double probability) {
        return Quantiles.of(draws, probability);
    }

    /** The central interval of the given level, lower end first. */
    public double[] interval(double level) {
        return Quantiles.of(draws, new double[] {(1 - level) / 2, (1 + level) / 2});
    }
}
