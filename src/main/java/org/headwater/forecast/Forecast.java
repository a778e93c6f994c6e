// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import java.math.BigInteger;
import java.util.List;
import org.headwater.simulation.Summary;
import org.headwater.simulation.causal.Effect;

/**
 * The forecast document, see {@code schemas/forecast.schema.json}: per world, indicator and year the moments and quantiles,
 * the effects of switching the mechanism, and what the milestones promise.
 *
 * @param project identifier of the project document, its predecessor
 * @param modelVersion version of the equations, such as {@code published-2}
 * @param seed decimal string, since JSON readers lose digits beyond 2⁵³
 * @param horizonYear calendar year of the last state and of the effects
 * @param level coverage of every interval in this document
 * @param digest SHA-256 over the raw draws, see {@link SimulatedWorlds#digest()}
 */
public record Forecast(
        String schemaVersion,
        String project,
        String modelVersion,
        String preset,
        String seed,
        int draws,
        int horizonYear,
        double level,
        List<WorldForecast> worlds,
        List<EffectForecast> effects,
        List<MilestoneForecast> milestones,
        String digest,
        Diagnostics diagnostics,
        boolean synthetic,
        boolean backTest) {

    /** The schema version that this code writes. */
    public static final String SCHEMA_VERSION = "1";

    /** Coverage of the intervals. */
    public static final double LEVEL = 0.9;

    public Forecast {
        worlds = List.copyOf(worlds);
        effects = List.copyOf(effects);
        milestones = List.copyOf(milestones);
    }

    /** The seed as a number. */
    public long seedValue() {
        return Long.parseLong(seed);
    }

    /** @param world label of a mechanism, or {@code no-project} */
    public record WorldForecast(String world, List<IndicatorForecast> indicators) {

        public WorldForecast {
            indicators = List.copyOf(indicators);
        }
    }

    /**
     * One indicator over the years; all lists have one entry per year.
     *
     * @param relativeStandardError Monte Carlo standard error of the mean over the mean's absolute value
     */
    public record IndicatorForecast(
            String indicator,
            String unit,
            List<Integer> years,
            List<Double> mean,
            List<Double> sd,
            List<Double> relativeStandardError,
            List<Double> q05,
            List<Double> q25,
            List<Double> q50,
            List<Double> q75,
            List<Double> q95) {

        static IndicatorForecast of(String indicator, String unit, List<Integer> years, List<Summary> summaries) {
            return new IndicatorForecast(
                    indicator,
                    unit,
                    years,
                    summaries.stream().map(Summary::mean).toList(),
                    summaries.stream().map(Summary::sd).toList(),
                    summaries.stream()
                            .map(IndicatorForecast::relativeStandardError)
                            .toList(),
                    summaries.stream().map(Summary::q05).toList(),
                    summaries.stream().map(Summary::q25).toList(),
                    summaries.stream().map(Summary::q50).toList(),
                    summaries.stream().map(Summary::q75).toList(),
                    summaries.stream().map(Summary::q95).toList());
        }

        private static double relativeStandardError(Summary summary) {
            return summary.mean() == 0 ? 0 : summary.standardError() / Math.abs(summary.mean());
        }
    }

    /** An {@link Effect} with the labels of its worlds; {@code from} may be {@code no-project}. */
    public record EffectForecast(
            String from,
            String to,
            String indicator,
            double mean,
            double standardError,
            double lower,
            double upper,
            double level,
            double probabilityBetter) {

        static EffectForecast of(Effect effect) {
            return new EffectForecast(
                    effect.from(),
                    effect.to(),
                    effect.indicator(),
                    effect.mean(),
                    effect.standardError(),
                    effect.lower(),
                    effect.upper(),
                    effect.level(),
                    effect.probabilityBetter());
        }
    }

    /**
     * @param probability share of draws in which the milestone pays anything
     * @param expectedPayout mean payout over the draws in token base units, rounded down
     */
    public record MilestoneForecast(String name, double probability, BigInteger expectedPayout) {}

    /** @param note what the run did and did not check */
    public record Diagnostics(String method, String note) {}
}
