// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;

/**
 * Finds parameters of the preset {@code published} whose means meet a table of targets, by Levenberg–Marquardt least squares
 * (J. J. Moré, The Levenberg–Marquardt algorithm: implementation and theory, 1978). All sets of parameters are judged over
 * the same draws, so that the objective is smooth but for the clipping of contributions.
 *
 * <p>Eight parameters and six means leave many solutions. A weak pull towards the start makes the answer the one nearest to
 * where the search began; {@link #fromSeveralStarts} shows how far apart the answers are.
 *
 * @param table what to aim at
 * @param start where to begin, each parameter that is not held inside its search range
 * @param held parameters that keep a value, by name
 * @param sampling draws, seed and threads of the search; years is the table's year
 */
public record Calibration(TargetTable table, PublishedParameters start, Map<String, Double> held, Sampling sampling) {

    /** Fewest draws over which the residuals are taken. */
    public static final int FEWEST_CHECK_DRAWS = 20_000;

    private static final int MOST_DRAWS = 200_000;
    private static final int MOST_STARTS = 1_000;

    /** @throws InvalidParameter if a held parameter is unknown or out of range, or all are held, or draws are too many */
    public Calibration {
        InvalidParameter.requireBetween("draws", sampling.draws(), 2, MOST_DRAWS);
        if (sampling.years() != table.year()) {
            throw new InvalidParameter("years", sampling.years(), table.year() + ", the year of the table");
        }
        held = Map.copyOf(held);
        for (Map.Entry<String, Double> one : held.entrySet()) {
            start = start.with(one.getKey(), one.getValue());
        }
        if (held.size() == SearchRange.ALL.size()) {
            throw new InvalidParameter("held", "all parameters", "at least one that is free");
        }
    }

    /**
     * A start that knows nothing of the answer, in round numbers: half of full health; growth and degradation alike, 0.1 a
     * year; a payment as strong as the urgency bonus, 0.3; erosion of bare ground 1, falling with exponent 1; prices moving by
     * 10 % a year; thresholds 0.1 wide.
     */
    public static PublishedParameters neutralStart() {
        return new PublishedParameters(0.5, 0.1, 0.1, 0.3, 1, 1, 0.1, 0.1);
    }

    /** A calibration from the neutral start with all parameters free. */
    public static Calibration of(TargetTable table, int draws, long seed, int threads) {
        return new Calibration(table, neutralStart(), Map.of(), new Sampling(draws, table.year(), seed, threads));
    }

    /** The same calibration with one parameter held; errors as of the constructor. */
    public Calibration holding(String parameter, double value) {
        Map<String, Double> more = new HashMap<>(held);
        more.put(parameter, value);
        return new Calibration(table, start, more, sampling);
    }

    /**
     * Searches from the start.
     *
     * @param progress is told the share of the largest number of evaluations, and 1 at the end
     */
    public CalibrationResult run(DoubleConsumer progress) {
        List<SearchRange> free = SearchRange.ALL.stream()
                .filter(range -> !held.containsKey(range.parameter()))
                .toList();
        LeastSquaresSearch search = new LeastSquaresSearch(new Misfit(table, sampling), start, free, progress);
        search.run();
        PublishedParameters found = search.best();
        Sampling fresh = freshSampling();
        Misfit check = new Misfit(table, fresh);
        CalibrationResult result = new CalibrationResult(
                PublishedModel.VERSION,
                table,
                start,
                held,
                found,
                check.residuals(found),
                check.excessSpread(found),
                search.objective(),
                search.converged(),
                search.evaluations(),
                sampling.draws(),
                sampling.seed(),
                fresh.draws(),
                fresh.seed(),
                search.singularValues());
        progress.accept(1);
        return result;
    }

    private Sampling freshSampling() {
        return new Sampling(
                Math.max(FEWEST_CHECK_DRAWS, sampling.draws()),
                sampling.years(),
                sampling.seed() + 1,
                sampling.threads());
    }

    /**
     * Searches from this start and from others, spread over the search ranges at random by the seed.
     *
     * @param starts 2 to {@value #MOST_STARTS}
     * @param progress is told the share of starts done
     */
    public Identifiability fromSeveralStarts(int starts, DoubleConsumer progress) {
        InvalidParameter.requireBetween("starts", starts, 2, MOST_STARTS);
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(sampling.seed());
        List<CalibrationResult> results = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            PublishedParameters from = i == 0 ? start : randomStart(random);
            int before = i;
            results.add(new Calibration(table, from, held, sampling)
                    .run(share -> progress.accept((before + share) / starts)));
        }
        return new Identifiability(results);
    }

    /** In the middle eight tenths of each range: at its ends the coordinate runs away to infinity. */
    private PublishedParameters randomStart(UniformRandomProvider random) {
        PublishedParameters from = start;
        for (SearchRange range : SearchRange.ALL) {
            from = from.with(range.parameter(), range.valueAt(0.1 + 0.8 * random.nextDouble()));
        }
        return from;
    }
}
