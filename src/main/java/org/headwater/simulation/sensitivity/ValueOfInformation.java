// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.headwater.simulation.InvalidParameter;

/**
 * What one more gauge or plot is worth, found before it is built: preposterior analysis (H. Raiffa and R. Schlaifer, Applied
 * Statistical Decision Theory, 1961; methods compared by A. Heath, I. Manolopoulou and G. Baio, A review of methods for
 * analysis of the expected value of information, Medical Decision Making 37 (2017), 747–758).
 *
 * <p>Every draw in turn is taken as the truth. Its readings y are made with the observation's own error; the other draws,
 * weighted by the likelihood of y, are the posterior of the quantity Q; the mean of what these posteriors say is what is to
 * be expected. Two things are said of a posterior: its variance, and its low quantile, which is the amount that a milestone
 * pays on. That quantile is averaged as its distance from the posterior mean, since the expected posterior mean is the prior
 * mean. Intervals are from the jackknife over {@value Posteriors#GROUPS} groups of draws.
 *
 * @param probability of the low quantile that is paid on, in (0, 0.5], such as 0.05
 * @param seed of the measurement errors
 * @param threads 1 to 256; no trace of it in the result
 */
public record ValueOfInformation(double probability, long seed, int threads) {

    /** Most draws: the work grows with their square. */
    public static final int MOST_DRAWS = 20_000;

    /** Fewest draws that must carry the posterior, in the median over readings. */
    public static final int FEWEST_EFFECTIVE = 100;

    /** Fewest draws: the one that is taken as the truth carries no posterior. */
    public static final int FEWEST_DRAWS = FEWEST_EFFECTIVE + 1;

    private static final int MOST_OBSERVATIONS = 100;

    /** @throws InvalidParameter if an argument is out of range */
    public ValueOfInformation {
        InvalidParameter.requirePositive("probability", probability, 0.5);
        InvalidParameter.requireBetween("threads", threads, 1, Evaluations.MOST_THREADS);
    }

    /** Truths and readings of one observation, in units of its error's sd, draws in ascending order of Q. */
    private record Standardised(double[] truths, double[] readings) {}

    /**
     * What is to be expected of no observation, of the first, of the first two, … of all.
     *
     * @param quantity Q of each draw, finite
     * @param observations in the order in which they would be added; several gauges of one place differ by name, several
     *     years of one gauge by year
     * @param progress is told the share done, from 0 to 1
     * @throws InvalidParameter if the numbers of draws differ or there are too many, or fewer than
     *     {@link #FEWEST_EFFECTIVE} draws carry the posterior
     */
    public List<SampleInformation> expect(
            double[] quantity, List<PlannedObservation> observations, DoubleConsumer progress) {
        InvalidParameter.requireBetween("draws", quantity.length, FEWEST_DRAWS, MOST_DRAWS);
        InvalidParameter.requireBetween("observations", observations.size(), 1, MOST_OBSERVATIONS);
        int[] ascending = ascending(quantity);
        List<Standardised> standardised = observations.stream()
                .map(observation -> standardised(observation, ascending))
                .toList();
        Posteriors posteriors = new Posteriors(quantity, ascending, probability, observations.size());
        Evaluations.run(quantity.length, threads, progress, truth -> fill(posteriors, standardised, truth));
        return IntStream.rangeClosed(0, observations.size())
                .mapToObj(count -> requireCarried(posteriors.information(count)))
                .toList();
    }

    private static int[] ascending(double[] quantity) {
        for (double value : quantity) {
            InvalidParameter.requireBetween("quantity", value, -Double.MAX_VALUE, Double.MAX_VALUE);
        }
        return IntStream.range(0, quantity.length)
                .boxed()
                .sorted(Comparator.comparingDouble(draw -> quantity[draw]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Standardised standardised(PlannedObservation observation, int[] ascending) {
        if (observation.truths().length != ascending.length) {
            throw new InvalidParameter(
                    observation.name(), observation.truths().length + " draws", ascending.length + " draws");
        }
        return new Standardised(
                inUnitsOfError(observation, observation.truths(), ascending),
                inUnitsOfError(observation, observation.readings(seed), ascending));
    }

    private static double[] inUnitsOfError(PlannedObservation observation, double[] values, int[] ascending) {
        double[] normal = observation.onNormalScale(values);
        return Arrays.stream(ascending)
                .mapToDouble(draw -> normal[draw] / observation.sd())
                .toArray();
    }

    /** The posteriors given no reading, the first, the first two, … of the draw that is taken as the truth. */
    private static void fill(Posteriors posteriors, List<Standardised> observations, int truth) {
        double[] logWeights = new double[posteriors.draws()];
        logWeights[truth] = Double.NEGATIVE_INFINITY;
        posteriors.set(0, truth, weights(logWeights));
        for (int count = 1; count <= observations.size(); count++) {
            Standardised observation = observations.get(count - 1);
            double reading = observation.readings()[truth];
            for (int draw = 0; draw < logWeights.length; draw++) {
                double deviation = reading - observation.truths()[draw];
                logWeights[draw] -= deviation * deviation / 2;
            }
            posteriors.set(count, truth, weights(logWeights));
        }
    }

    /** The largest is 1, so that not all can vanish. */
    private static double[] weights(double[] logWeights) {
        double largest = Arrays.stream(logWeights).max().orElseThrow();
        return Arrays.stream(logWeights)
                .map(logWeight -> StrictMath.exp(logWeight - largest))
                .toArray();
    }

    private static SampleInformation requireCarried(SampleInformation information) {
        if (information.effectiveSample() < FEWEST_EFFECTIVE) {
            throw new InvalidParameter(
                    "observations",
                    information.observations(),
                    "fewer or less exact ones, or more draws: only %.0f draws carry the posterior, at least %d must"
                            .formatted(information.effectiveSample(), FEWEST_EFFECTIVE));
        }
        return information;
    }
}
