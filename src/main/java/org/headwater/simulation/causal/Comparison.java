// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Model;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;

/**
 * Worlds that share all noise, set against each other draw by draw. Every number is about the paired differences of draws,
 * never about differences of two summaries. Immutable.
 *
 * <pre>{@code
 * Model model = PublishedModel.fitted();
 * Sampling sampling = Sampling.of(10_000, 20, 1);
 * Comparison comparison = Comparison.of(model.simulate(World.underEach(Mechanism.standard()), sampling));
 * List<Effect> effects = comparison.atLevel(0.9).effects(20);         // average effects, intervals, P(better)
 * List<EffectPath> paths = comparison.on("forest-health").paths();    // the same in every year
 * Dominance dominance = comparison.dominance(20);                     // does one mechanism beat all others?
 * ParetoSet efficient = comparison.paretoSet(20);
 * Observation seen = new Observation("forest-health", 5, 0.45, new MeasurementError.Normal(0.05));
 * Comparison hadWeTraded = Comparison.counterfactual(model, World.under(Mechanism.COST_SHARING), List.of(seen),
 *         List.of(World.under(Mechanism.CREDIT_TRADING)), sampling);
 * }</pre>
 */
public final class Comparison {

    /** Coverage of intervals unless {@link #atLevel} says otherwise. */
    public static final double STANDARD_LEVEL = 0.9;

    private final Map<String, Trajectories> worlds;
    private final List<Indicator> indicators;
    private final DrawWeights weights;
    private final double level;

    private Comparison(
            Map<String, Trajectories> worlds, List<Indicator> indicators, DrawWeights weights, double level) {
        this.worlds = worlds;
        this.indicators = indicators;
        this.weights = weights;
        this.level = level;
    }

    /**
     * Compares on all indicators that have a better direction, with equal weights, at {@link #STANDARD_LEVEL}.
     *
     * @param worlds trajectories by label, simulated together
     * @throws InvalidParameter if there is none, or their draws, years or indicators differ
     */
    public static Comparison of(Map<String, Trajectories> worlds) {
        if (worlds.isEmpty()) {
            throw new InvalidParameter("worlds", "none", "at least one");
        }
        Trajectories first = worlds.values().iterator().next();
        worlds.values().forEach(other -> requireAlike(first, other));
        List<Indicator> directed = first.indicators().stream()
                .filter(indicator -> indicator.better().sign() != 0)
                .toList();
        return new Comparison(
                new LinkedHashMap<>(worlds), directed, new DrawWeights.Equal(first.draws()), STANDARD_LEVEL);
    }

    private static void requireAlike(Trajectories first, Trajectories other) {
        if (other.draws() != first.draws()) {
            throw new InvalidParameter("worlds", other.draws() + " draws", first.draws() + " draws in every world");
        }
        if (other.years() != first.years()) {
            throw new InvalidParameter("worlds", other.years() + " years", first.years() + " years in every world");
        }
        if (!other.indicators().equals(first.indicators())) {
            throw new InvalidParameter("worlds", other.indicators(), first.indicators() + " in every world");
        }
    }

    /**
     * What would have been, had another world been the case: abduction (the draws are weighted by the observations in the
     * factual world), action (the other worlds' interventions), prediction (with the same weighted noise and parameters).
     * Source: J. Pearl, Causality (2009), section 7.1.
     *
     * @param observations what was seen in the factual world
     * @param others worlds to set against it; the factual one comes first in the comparison
     * @throws InvalidParameter as {@link Model#simulate(List, Sampling)} and {@link Posterior#condition}
     */
    public static Comparison counterfactual(
            Model model, World factual, List<Observation> observations, List<World> others, Sampling sampling) {
        List<World> all = new ArrayList<>();
        all.add(factual);
        all.addAll(others);
        Map<String, Trajectories> simulated = model.simulate(all, sampling);
        Trajectories asItWas = simulated.values().iterator().next();
        return of(simulated).given(Posterior.condition(asItWas, observations));
    }

    /**
     * The same comparison on a selection of indicators, in this order.
     *
     * @throws InvalidParameter if a label is unknown, or an indicator has no better direction
     */
    public Comparison on(List<String> labels) {
        Trajectories any = worlds.values().iterator().next();
        List<Indicator> selection = labels.stream()
                .map(any::indicator)
                .peek(Comparison::requireDirection)
                .toList();
        if (selection.isEmpty()) {
            throw new InvalidParameter("indicators", "none", "at least one");
        }
        return new Comparison(worlds, selection, weights, level);
    }

    /** {@link #on(List)}. */
    public Comparison on(String... labels) {
        return on(Arrays.asList(labels));
    }

    private static void requireDirection(Indicator indicator) {
        if (indicator.better().sign() == 0) {
            throw new InvalidParameter("indicator", indicator.label(), "an indicator of which more or less is better");
        }
    }

    /**
     * The same comparison after observations.
     *
     * @param posterior weights of the same draws, from a world simulated with the same seed
     * @throws InvalidParameter if the number of draws differs
     */
    public Comparison given(Posterior posterior) {
        if (posterior.draws() != weights.draws()) {
            throw new InvalidParameter("posterior", posterior.draws() + " draws", weights.draws() + " draws");
        }
        return new Comparison(worlds, indicators, posterior, level);
    }

    /** @throws InvalidParameter unless 0 &lt; level &lt; 1 */
    public Comparison atLevel(double newLevel) {
        if (!(newLevel > 0 && newLevel < 1)) {
            throw new InvalidParameter("level", newLevel, "between 0 and 1, without both");
        }
        return new Comparison(worlds, indicators, weights, newLevel);
    }

    /** The number of draws, or after observations the number of equally weighted draws that would be worth as much. */
    public double effectiveSampleSize() {
        return weights.effectiveSampleSize();
    }

    /**
     * The effect of every switch from an earlier to a later world, for each indicator; its mean is the average treatment effect.
     *
     * @throws InvalidParameter if the worlds have no such year
     */
    public List<Effect> effects(int year) {
        List<Effect> effects = new ArrayList<>();
        for (Contrast contrast : contrasts()) {
            effects.addAll(effects(contrast, year));
        }
        return List.copyOf(effects);
    }

    /** {@link #effects} over all years, from year 0. */
    public List<EffectPath> paths() {
        List<EffectPath> paths = new ArrayList<>();
        for (Contrast contrast : contrasts()) {
            for (Indicator indicator : indicators) {
                paths.add(path(contrast, indicator));
            }
        }
        return List.copyOf(paths);
    }

    private EffectPath path(Contrast contrast, Indicator indicator) {
        List<EffectPath.Point> points = IntStream.rangeClosed(0, years())
                .mapToObj(year -> new EffectPath.Point(year, contrast.effect(indicator, year, weights, level)))
                .toList();
        return new EffectPath(contrast.from().getKey(), contrast.to().getKey(), indicator.label(), level, points);
    }

    /**
     * The effect of leaving a reference world for each of the others.
     *
     * @param reference label of a world
     * @throws InvalidParameter if there is no such world or year
     */
    public List<Effect> against(String reference, int year) {
        Map.Entry<String, Trajectories> left = worlds.entrySet().stream()
                .filter(world -> world.getKey().equals(reference))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter("reference", reference, String.join(", ", worlds.keySet())));
        return worlds.entrySet().stream()
                .filter(world -> !world.getKey().equals(reference))
                .flatMap(world -> effects(new Contrast(left, world), year).stream())
                .toList();
    }

    /**
     * What each world adds to do(no project), {@link World#withoutProject()}. The preset {@code published} has no such world:
     * its reference is cost sharing, by {@link #against}.
     *
     * @throws InvalidParameter if the world without the project is not among the compared ones
     */
    public List<Effect> additionality(int year) {
        if (!worlds.containsKey(World.NO_PROJECT)) {
            throw new InvalidParameter(
                    "reference",
                    World.NO_PROJECT,
                    "one of the worlds compared (" + String.join(", ", worlds.keySet())
                            + "); additionality needs the world without the project, which the preset published does"
                            + " not have: its reference is cost-sharing");
        }
        return against(World.NO_PROJECT, year);
    }

    /**
     * Which world dominates which on all indicators together.
     *
     * @throws InvalidParameter if there are fewer than two worlds, or no such year
     */
    public Dominance dominance(int year) {
        if (worlds.size() < 2) {
            throw new InvalidParameter("worlds", worlds.size(), "at least two");
        }
        DrawOrder order = new DrawOrder(values(year), signs());
        List<String> labels = List.copyOf(worlds.keySet());
        List<Dominance.Pair> pairs = new ArrayList<>();
        for (Contrast contrast : contrasts()) {
            int from = labels.indexOf(contrast.from().getKey());
            int to = labels.indexOf(contrast.to().getKey());
            List<Dominance.Criterion> gained = criteria(contrast, year);
            List<Dominance.Criterion> lost =
                    gained.stream().map(Dominance.Criterion::reversed).toList();
            pairs.add(pair(labels, from, to, order, lost));
            pairs.add(pair(labels, to, from, order, gained));
        }
        return Dominance.of(year, level, indicatorLabels(), labels, pairs, weights.mean(order.noneDominates()));
    }

    private List<Dominance.Criterion> criteria(Contrast contrast, int year) {
        return indicators.stream()
                .map(indicator -> Dominance.Criterion.gained(
                        contrast.effect(indicator, year, weights, level),
                        indicator.better().sign()))
                .toList();
    }

    private Dominance.Pair pair(
            List<String> labels, int world, int over, DrawOrder order, List<Dominance.Criterion> criteria) {
        double probability = weights.mean(order.dominates(world, over));
        return Dominance.Pair.of(labels.get(world), labels.get(over), probability, criteria);
    }

    /**
     * The worlds that no other beats on all indicators together, on the means and draw by draw.
     *
     * @throws InvalidParameter if the worlds have no such year
     */
    public ParetoSet paretoSet(int year) {
        double[][][] values = values(year);
        DrawOrder byDraw = new DrawOrder(values, signs());
        double[][] means = Arrays.stream(values)
                .map(world -> Arrays.stream(world).mapToDouble(weights::mean).toArray())
                .toArray(double[][]::new);
        DrawOrder onMeans = new DrawOrder(asOneDraw(means), signs());
        List<String> labels = List.copyOf(worlds.keySet());
        List<ParetoSet.Member> members = IntStream.range(0, labels.size())
                .mapToObj(world -> new ParetoSet.Member(
                        labels.get(world),
                        Arrays.stream(means[world]).boxed().toList(),
                        onMeans.efficient(world)[0] == 1,
                        weights.mean(byDraw.efficient(world))))
                .toList();
        return new ParetoSet(year, indicatorLabels(), members);
    }

    private static double[][][] asOneDraw(double[][] means) {
        return Arrays.stream(means)
                .map(world -> Arrays.stream(world)
                        .mapToObj(mean -> new double[] {mean})
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    /** Values by world, indicator and draw. */
    private double[][][] values(int year) {
        Years.require(year, years());
        return worlds.values().stream()
                .map(world -> indicators.stream()
                        .map(indicator -> world.at(indicator, year))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    private int[] signs() {
        return indicators.stream()
                .mapToInt(indicator -> indicator.better().sign())
                .toArray();
    }

    private List<String> indicatorLabels() {
        return indicators.stream().map(Indicator::label).toList();
    }

    private int years() {
        return worlds.values().iterator().next().years();
    }

    /** Every pair of worlds once, from the earlier to the later. */
    private List<Contrast> contrasts() {
        List<Map.Entry<String, Trajectories>> inOrder = List.copyOf(worlds.entrySet());
        List<Contrast> contrasts = new ArrayList<>();
        for (int from = 0; from < inOrder.size(); from++) {
            for (int to = from + 1; to < inOrder.size(); to++) {
                contrasts.add(new Contrast(inOrder.get(from), inOrder.get(to)));
            }
        }
        return contrasts;
    }

    private List<Effect> effects(Contrast contrast, int year) {
        Years.require(year, years());
        return indicators.stream()
                .map(indicator -> contrast.effect(indicator, year, weights, level))
                .toList();
    }
}
