// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.PublishedRules.BASE_CONTRIBUTION;
import static org.headwater.simulation.PublishedRules.FOREST_FLOOR;
import static org.headwater.simulation.PublishedRules.FOREST_SD;
import static org.headwater.simulation.PublishedRules.PRICE_REVERSION;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The state of one world of the preset {@code published} for a block of draws, and the equations that carry it on. */
final class PublishedWorld {

    static final String FOREST_HEALTH = "forest-health";
    static final String EROSION = "erosion";
    static final String LOG_PRICE = "log-price";

    private static final double LARGEST_LOG_PRICE = 50;

    private final PublishedParameters parameters;
    private final Mechanism[] mechanisms;
    private final List<Intervention.SetState> settings;
    private final Map<Party, Double> fixedContributions = new EnumMap<>(Party.class);
    private final double initialErosion;
    private final double[] halfPriceVariance;

    private final double[] forest = Lanes.empty();
    private final double[] erosion = Lanes.empty();
    private final double[] logPrice = Lanes.empty();
    private final double[] modifier = Lanes.empty();
    private final double[] contribution = Lanes.empty();
    private final double[] exponent = Lanes.empty();
    private final double[] factor = Lanes.empty();
    private final double[] powers = Lanes.empty();

    PublishedWorld(PublishedParameters standard, World world, int years) {
        this.parameters = parameters(standard, world);
        this.mechanisms = mechanisms(world, years);
        this.settings = settings(world);
        for (Intervention intervention : world.interventions()) {
            if (intervention instanceof Intervention.SetContribution set) {
                fixedContributions.put(set.party(), set.level());
            }
        }
        this.initialErosion = expectedErosion(parameters.initialForestHealth());
        this.halfPriceVariance = halfPriceVariance(years);
    }

    private static PublishedParameters parameters(PublishedParameters standard, World world) {
        PublishedParameters parameters = standard;
        for (Intervention intervention : world.interventions()) {
            if (intervention instanceof Intervention.SetParameter set) {
                parameters = parameters.with(set.parameter(), set.value());
            }
            if (intervention instanceof Intervention.WithoutProject) {
                throw new InvalidParameter(
                        "intervention",
                        World.NO_PROJECT,
                        "a mechanism: the preset published has no baseline world, its reference is cost-sharing");
            }
        }
        return parameters;
    }

    private static Mechanism[] mechanisms(World world, int years) {
        Mechanism[] mechanisms = new Mechanism[years + 1];
        for (Intervention intervention : world.interventions()) {
            if (intervention instanceof Intervention.SetMechanism set && set.fromYear() <= years) {
                Arrays.fill(mechanisms, set.fromYear(), years + 1, set.mechanism());
            }
        }
        if (mechanisms[1] == null) {
            throw new InvalidParameter("world " + world.label(), "no mechanism", "a mechanism from year 1 on");
        }
        return mechanisms;
    }

    private static List<Intervention.SetState> settings(World world) {
        return world.interventions().stream()
                .filter(Intervention.SetState.class::isInstance)
                .map(Intervention.SetState.class::cast)
                .peek(PublishedWorld::requireAllowed)
                .toList();
    }

    private static void requireAllowed(Intervention.SetState set) {
        switch (set.state()) {
            case FOREST_HEALTH -> InvalidParameter.requireBetween(FOREST_HEALTH, set.value(), FOREST_FLOOR, 1);
            case EROSION -> InvalidParameter.requireBetween(EROSION, set.value(), 0, 1000);
            case LOG_PRICE ->
                InvalidParameter.requireBetween(LOG_PRICE, set.value(), -LARGEST_LOG_PRICE, LARGEST_LOG_PRICE);
            default -> throw new InvalidParameter("state", set.state(), String.join(", ", PublishedModel.STATES));
        }
    }

    /** Half of Var ℓ_t for each year, from ℓ₀ = 0: what makes the mean price 1 in every year. */
    private double[] halfPriceVariance(int years) {
        double[] half = new double[years + 1];
        double variance = 0;
        double kept = (1 - PRICE_REVERSION) * (1 - PRICE_REVERSION);
        for (int year = 1; year <= years; year++) {
            variance = kept * variance + parameters.priceVolatility() * parameters.priceVolatility();
            half[year] = variance / 2;
        }
        return half;
    }

    double[] forest() {
        return forest;
    }

    double[] erosion() {
        return erosion;
    }

    void begin(double[] erosionNoise) {
        Arrays.fill(forest, parameters.initialForestHealth());
        Arrays.fill(logPrice, 0);
        erode(erosionNoise);
    }

    void advance(int year, double[][] dispositions, double[] priceNoise, double[] forestNoise, double[] erosionNoise) {
        set(year);
        movePrice(priceNoise);
        modify(mechanisms[year], year);
        contribute(dispositions);
        grow(forestNoise);
        erode(erosionNoise);
    }

    private void set(int year) {
        for (Intervention.SetState set : settings) {
            if (set.year() == year) {
                Arrays.fill(state(set.state()), set.value());
            }
        }
    }

    private double[] state(String label) {
        return switch (label) {
            case FOREST_HEALTH -> forest;
            case EROSION -> erosion;
            default -> logPrice;
        };
    }

    /** ℓ_t = (1 − κ)·ℓ_{t−1} + v·ε_t. */
    private void movePrice(double[] noise) {
        double volatility = parameters.priceVolatility();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            logPrice[lane] = (1 - PRICE_REVERSION) * logPrice[lane] + volatility * noise[lane];
        }
    }

    /** The incentive modifier m that the mechanism applies to the base contribution. */
    private void modify(Mechanism mechanism, int year) {
        Arrays.fill(modifier, mechanism.modifier());
        mechanism.creditMarket().ifPresent(market -> multiplyByPrice(market.incentive(), year));
        mechanism.urgencyBonus().ifPresent(urgency -> addReached(forest, -1, -urgency.threshold(), urgency.bonus()));
        mechanism.performancePayment().ifPresent(this::addOutcomePayment);
    }

    /** m·incentive·exp(ℓ_t − Var ℓ_t/2). */
    private void multiplyByPrice(double incentive, int year) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            exponent[lane] = logPrice[lane] - halfPriceVariance[year];
        }
        Elementary.exp(exponent, factor, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            modifier[lane] *= incentive * factor[lane];
        }
    }

    /** π times the mean of the milestones, weighted by their amounts, each between 0 (far below) and 1 (far above). */
    private void addOutcomePayment(PerformancePayment payment) {
        for (OutcomeWeight milestone : OutcomeWeight.of(payment)) {
            double weight = parameters.paymentWeight() * milestone.weight();
            switch (milestone.outcome()) {
                case COVER -> addReached(forest, 1, milestone.threshold(), weight);
                case SEDIMENT_REDUCTION -> addReached(erosion, -1 / initialErosion, milestone.threshold() - 1, weight);
            }
        }
    }

    /** Adds weight·s((slope·x − threshold)/τ), s the logistic function. */
    private void addReached(double[] x, double slope, double threshold, double weight) {
        double steepness = 1 / parameters.transitionWidth();
        double shift = threshold * steepness;
        double gradient = slope * steepness;
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            exponent[lane] = shift - gradient * x[lane];
        }
        Elementary.exp(exponent, factor, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            modifier[lane] += weight / (1 + factor[lane]);
        }
    }

    /** I = mean over agents of clip(0.60·m + θ_i + N(0, 0.05), 0, 1). */
    private void contribute(double[][] dispositions) {
        if (fixedContributions.isEmpty()) {
            sumOf(dispositions[0], dispositions[1], dispositions[2], dispositions[3], dispositions[4]);
            return;
        }
        Arrays.fill(contribution, 0);
        for (Party party : Party.values()) {
            Double fixed = fixedContributions.get(party);
            if (fixed == null) {
                contributeFreely(dispositions[party.ordinal()]);
            } else {
                contributeFixed(fixed);
            }
        }
    }

    /** All agents in one loop, the common case: a third faster than one after the other, and the same sum in the same order. */
    private void sumOf(double[] first, double[] second, double[] third, double[] fourth, double[] fifth) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double base = BASE_CONTRIBUTION * modifier[lane];
            contribution[lane] = clip(base + first[lane], 0, 1)
                    + clip(base + second[lane], 0, 1)
                    + clip(base + third[lane], 0, 1)
                    + clip(base + fourth[lane], 0, 1)
                    + clip(base + fifth[lane], 0, 1);
        }
    }

    private void contributeFreely(double[] disposition) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            contribution[lane] += clip(BASE_CONTRIBUTION * modifier[lane] + disposition[lane], 0, 1);
        }
    }

    private void contributeFixed(double level) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            contribution[lane] += level;
        }
    }

    /** F' = clip(F + r·I·F(1−F) − d·(1−I)·F + 2·0.03·F(1−F)·z, 0.01, 1). */
    private void grow(double[] noise) {
        double growthRate = parameters.growthRate();
        double degradationRate = parameters.degradationRate();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double health = forest[lane];
            double effort = contribution[lane] * (1.0 / PublishedRules.AGENTS);
            double logistic = health * (1 - health);
            double change = growthRate * effort * logistic
                    - degradationRate * (1 - effort) * health
                    + 2 * FOREST_SD * logistic * noise[lane];
            forest[lane] = clip(health + change, FOREST_FLOOR, 1);
        }
    }

    /** E = E₀·exp(−b·F)·exp(0.08·z − 0.08²/2). */
    private void erode(double[] noise) {
        double scale = parameters.erosionScale();
        double b = parameters.erosionExponent();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            exponent[lane] = PublishedBlock.logErosionNoise(noise[lane]) - b * forest[lane];
        }
        Elementary.exp(exponent, erosion, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            erosion[lane] *= scale;
        }
    }

    private double expectedErosion(double health) {
        return parameters.erosionScale() * Elementary.exp(-parameters.erosionExponent() * health);
    }

    private static double clip(double value, double lowest, double highest) {
        return Math.min(Math.max(value, lowest), highest);
    }
}
