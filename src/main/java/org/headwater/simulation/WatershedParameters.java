// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of the preset {@code watershed} for its reference site, an illustrative catchment of 10,000 ha above a
 * reservoir of 60 million m3: degraded slopes, a dam that loses about 0.3 % of its storage a year. Sources that say
 * "illustrative" are choices for this site, made so that slopes answer strongly and the reservoir weakly, as reported for the
 * Upper Tana.
 */
final class WatershedParameters {

    private static final List<Parameter> DECLARED = new ArrayList<>();

    private static final String SITE = "illustrative site";
    private static final String PUBLIC_GOODS = "public-goods data of Andreozzi, Ploner and Saral 2020";
    private static final String TYPES = "Fischbacher, Gächter and Fehr 2001";
    private static final String RUSLE = "illustrative site; RUSLE, Renard et al. 1997";
    private static final String INVEST = "InVEST sediment delivery, defaults; Vigiak et al. 2012";
    private static final String VCS = "VCS Methodology Requirements 4.4, section 2.4";
    private static final String PRICES =
            "fit to monthly prices of New Zealand units 2010-2026: sd of a year 0.45, kurtosis 4";

    static final Parameter AREA = fixed("area", "har", 10_000, 1, 1e8, SITE);

    static final Parameter INITIAL_COVER =
            declare("initial-cover", "1", new Prior.Uniform(0.15, 0.25), 0.02, 0.95, SITE);
    static final Parameter GROWTH_RATE = declare(
            "growth-rate", "1/a", new Prior.Lognormal(0.6, 0.25), 0, 3, "illustrative; canopy closes in 5 to 15 years");
    static final Parameter GROWTH_LOG_SD = fixed("growth-log-sd", "1", 0.3, 0, 2, "illustrative: good and bad years");
    static final Parameter DEGRADATION_RATE =
            declare("degradation-rate", "1/a", new Prior.Lognormal(0.04, 0.3), 0, 1, SITE);
    static final Parameter COVER_CEILING =
            declare("cover-ceiling", "1", new Prior.Uniform(0.85, 0.95), 0.1, 1, "illustrative: rock, roads, fields");
    static final Parameter COVER_FLOOR = fixed("cover-floor", "1", 0.02, 1e-6, 0.1, "illustrative: gullies and crags");
    static final Parameter DISTURBANCE_RATE = declare(
            "disturbance-rate", "1/a", new Prior.Uniform(0.02, 0.10), 0, 1, "illustrative: fire, landslide, drought");
    static final Parameter DISTURBANCE_LOSS =
            declare("disturbance-loss", "1", new Prior.Uniform(0.1, 0.4), 0, 0.9, "illustrative: mean of a Beta(1, k)");
    static final Parameter RECLEARANCE_HAZARD = declare(
            "reclearance-hazard", "1/a", new Prior.Uniform(0.022, 0.035), 0, 0.3, "Reid et al. 2018, Coto Brus");
    static final Parameter RECLEARANCE_LOSS =
            fixed("reclearance-loss", "1", 0.1, 0.001, 0.9, "illustrative: one owner of ten clears");
    static final Parameter RECLEARANCE_PROTECTION = declare(
            "reclearance-protection",
            "1",
            new Prior.Uniform(0.3, 0.9),
            0,
            1,
            "illustrative: share of the hazard that a " + "fully contributing owner averts");

    static final Parameter BIOMASS_ASYMPTOTE = declare(
            "biomass-asymptote",
            "Mg/har",
            new Prior.Lognormal(260, 0.64),
            10,
            3000,
            "fit to tropical regrowth, GROA; sd between sites");
    static final Parameter BIOMASS_RATE = fixed("biomass-rate", "1/a", 0.025, 0, 1, "fit to tropical regrowth, GROA");
    static final Parameter BIOMASS_SHAPE = fixed("biomass-shape", "1", 1.2, 0.2, 10, "fit to tropical regrowth, GROA");
    static final Parameter INITIAL_STAND_AGE =
            declare("initial-stand-age", "a", new Prior.Uniform(10, 20), 0, 500, SITE);

    static final Parameter EROSIVITY = fixed("erosivity", "MJ.mm/(har.h.a)", 6000, 0, 5e4, RUSLE);
    static final Parameter ERODIBILITY = fixed("erodibility", "t.h/(MJ.mm)", 0.02, 0, 0.2, RUSLE);
    static final Parameter TOPOGRAPHY = fixed("topography", "1", 5, 0, 100, RUSLE);
    static final Parameter MANAGEMENT = declare(
            "management", "1", new Prior.Lognormal(0.15, 0.3), 0, 1, "cropland 0.1 to 0.5; primary source not checked");
    static final Parameter PRACTICE = fixed("practice", "1", 0.8, 0, 1, RUSLE);
    static final Parameter CONTROLLABLE_SHARE = declare(
            "controllable-share",
            "1",
            new Prior.BetaShape(5, 3),
            0,
            1,
            "share of the load from slopes that trees protect");
    static final Parameter COVER_EXPONENT =
            declare("cover-exponent", "1", new Prior.Lognormal(4, 0.35), 0, 20, "plots: 2.5 to 6 per unit of cover");

    static final Parameter LARGEST_DELIVERY = fixed("largest-delivery", "1", 0.8, 0, 1, INVEST);
    static final Parameter CONNECTIVITY_MIDPOINT = fixed("connectivity-midpoint", "1", 0.5, -10, 10, INVEST);
    static final Parameter CONNECTIVITY_SLOPE = fixed("connectivity-slope", "1", 2, 0.1, 10, INVEST);
    static final Parameter CONNECTIVITY =
            declare("connectivity", "1", new Prior.Normal(-1.7, 0.3), -15, 10, "illustrative: a delivery ratio of 0.2");
    static final Parameter WEATHER_LOG_SD = fixed(
            "weather-log-sd",
            "1",
            0.6,
            0,
            2,
            "yearly loads at 34 gauges of the Terek, detrended: 0.63, standard error 0.04");
    static final Parameter OTHER_SEDIMENT = declare(
            "other-sediment",
            "t/a",
            new Prior.Lognormal(130_000, 0.25),
            0,
            1e10,
            "illustrative: about 0.6 of the " + "reservoir's load comes from outside the catchment");

    static final Parameter ORIGINAL_STORAGE = fixed("original-storage", "m3", 60e6, 1, 1e12, SITE);
    static final Parameter INITIAL_STORAGE = fixed("initial-storage", "m3", 53e6, 1, 1e12, SITE);
    static final Parameter INFLOW = fixed("inflow", "m3/a", 300e6, 1, 1e13, SITE);
    static final Parameter TRAP_CONSTANT = declare(
            "trap-constant",
            "1",
            new Prior.Uniform(0.02, 0.08),
            0.012,
            0.1,
            "Brune 1953, median curve 0.05 and envelope");
    static final Parameter DEPOSIT_DENSITY = declare(
            "deposit-density",
            "t/m3",
            new Prior.Uniform(0.8, 1.4),
            0.3,
            2.6,
            "0.96 in the budget of the Krasnodar reservoir");
    static final Parameter SMALLEST_STORAGE_SHARE = fixed(
            "smallest-storage-share", "1", 0.82, 0, 1, "illustrative: share of the original storage kept by dredging");
    static final Parameter DREDGING_COST = declare(
            "dredging-cost", "USD/m3", new Prior.Uniform(1, 10), 0, 1000, "usual range; primary source not checked");
    static final Parameter LARGEST_ENERGY = fixed("largest-energy", "MW.h/a", 120_000, 0, 1e9, SITE);
    static final Parameter ENERGY_EXPONENT = fixed("energy-exponent", "1", 8, 0, 100, SITE);
    static final Parameter ENERGY_PRICE =
            declare("energy-price", "USD/(MW.h)", new Prior.Uniform(50, 90), 0, 1e4, SITE);
    static final Parameter ABRASION_COST =
            fixed("abrasion-cost", "USD/t", 3, 0, 1000, "illustrative: wear of turbines per t that passes them");

    static final Parameter CARBON_FRACTION =
            fixed("carbon-fraction", "1", 0.47, 0.3, 0.6, "IPCC default for wood; primary source not checked");
    static final Parameter ROOT_SHOOT =
            declare("root-shoot", "1", new Prior.Uniform(0.2, 0.3), 0, 2, "usual range; primary source not checked");
    static final Parameter BASELINE_INCREMENT = declare(
            "baseline-increment",
            "Mg/(har.a)",
            new Prior.Uniform(0, 0.4),
            -10,
            20,
            "illustrative: growth that would be " + "credited to nobody");
    static final Parameter CARBON_ERROR =
            fixed("carbon-error", "1", 0.2, 0, 5, "illustrative relative standard error of the stock change");
    static final Parameter UNCERTAINTY_DEVIATIONS = fixed("uncertainty-deviations", "1", 0.4307, 0, 5, VCS);
    static final Parameter LEAKAGE =
            declare("leakage", "1", new Prior.Uniform(0.05, 0.2), 0, 1, "illustrative; no rule lets it be 0");
    static final Parameter BUFFER_SHARE = declare(
            "buffer-share",
            "1",
            new Prior.Uniform(0.12, 0.2),
            0,
            1,
            "illustrative; VCS non-permanence ratings begin at 12 %");
    static final Parameter INITIAL_PRICE = declare(
            "initial-price", "USD/t", new Prior.Lognormal(15, 0.3), 0.01, 1e4, "reforestation credits at 10 to 50");
    static final Parameter PRICE_GROWTH = declare(
            "price-growth",
            "1/a",
            new Prior.Normal(0.03, 0.02),
            -0.5,
            0.5,
            "illustrative growth of the mean; the median of " + "New Zealand units rose by 0.069");
    static final Parameter PRICE_REVERSION = fixed("price-reversion", "1/a", 0, 0, 10, PRICES + ", no reversion seen");
    static final Parameter PRICE_VOLATILITY =
            declare("price-volatility", "1", new Prior.Uniform(0.30, 0.40), 0, 3, PRICES);
    static final Parameter JUMP_RATE = fixed("jump-rate", "1/a", 0.5, 0, 3, PRICES);
    static final Parameter JUMP_LOG_SD = fixed("jump-log-sd", "1", 0.4, 0, 3, PRICES);
    static final Parameter EXPECTED_CREDITS = fixed(
            "expected-credits", "t/(har.a)", 5, 0, 100, "illustrative: what sellers expect of a year of full effort");

    static final Parameter POPULATION_MEAN = declare(
            "population-mean", "1", new Prior.Normal(0, 0.3), -5, 5, "illustrative: common to all parties of a draw");
    static final Parameter INDIVIDUAL_SD = declare(
            "individual-sd",
            "1",
            new Prior.Lognormal(0.96, 0.2),
            0,
            5,
            PUBLIC_GOODS + ", within types; 1.2 to 1.6 over all");
    static final Map<Party, Parameter> ROLE_MEAN = perParty(
            "role-mean",
            new double[] {0.4, 0.2, 0.8, 0.4, 0.2},
            "1",
            -10,
            10,
            "illustrative; a logit of 0.4 is the proposal's 0.60, experiments begin at 0.515");
    static final Parameter FREE_RIDERS = fixed("free-riders", "1", 0.3, 0, 1, TYPES);
    static final Parameter HUMP_SHAPED = fixed("hump-shaped", "1", 0.1, 0, 1, TYPES);
    static final Parameter ALTRUISTS = fixed("altruists", "1", 0.1, 0, 1, "illustrative");
    static final Parameter TYPE_SHIFT =
            fixed("type-shift", "1", 1, 0, 5, "illustrative: free riders less, altruists more");
    static final Parameter ANSWER_SLOPE = fixed("answer-slope", "1", 3.75, 0, 20, PUBLIC_GOODS + ", logit per share");
    static final Parameter ANSWER_SLOPE_SD = fixed("answer-slope-sd", "1", 2.07, 0, 20, PUBLIC_GOODS);
    static final Parameter HUMP_SLOPE = fixed("hump-slope", "1", 7.5, 0, 50, PUBLIC_GOODS + ", standard error 1.1");
    static final Parameter INITIAL_BELIEF = fixed("initial-belief", "1", 0.46, 0, 1, PUBLIC_GOODS);
    static final Parameter LEARNING_RATE =
            fixed("learning-rate", "1", 0.2, 0, 1, PUBLIC_GOODS + ", share of a surprise");
    static final Parameter DECAY = declare("decay", "1/a", new Prior.HalfNormal(0.15), 0, 2, PUBLIC_GOODS);
    static final Parameter DECAY_SCALE = fixed(
            "decay-scale",
            "1",
            0.4,
            0,
            1,
            PUBLIC_GOODS + ": given beliefs 0.06 a period, and none before the end is near");
    static final Parameter URGENCY = declare("urgency", "1", new Prior.HalfNormal(0.5), 0, 5, "illustrative");
    static final Parameter URGENCY_THRESHOLD = fixed("urgency-threshold", "1", 0.5, 0.01, 1, "the published proposal");
    static final Parameter CONTRIBUTION_SD =
            fixed("contribution-sd", "1", 0.3, 0, 5, "illustrative: yearly noise on the logit");
    static final Parameter INCENTIVE_SENSITIVITY = declare(
            "incentive-sensitivity",
            "1",
            new Prior.Lognormal(1, 0.4),
            0,
            20,
            "illustrative: logit per unit of cost covered");
    static final Parameter BELIEVED_CONTROL =
            fixed("believed-control", "1", 0.7, 0, 1, "illustrative: chance that effort decides a payment");
    static final Map<Party, Parameter> BASELINE_CONTRIBUTION = perParty(
            "baseline-contribution",
            new double[] {0.02, 0.15, 0.1, 0.15, 0.01},
            "1",
            0,
            1,
            "illustrative: what each does without the project");

    static final Parameter RESTORATION_COST = declare(
            "restoration-cost",
            "USD/(har.a)",
            new Prior.Lognormal(100, 0.3),
            0.01,
            1e5,
            "assisted regeneration, one order below 5,000 USD/har for planting, spread over years; Upper Tana spent 10"
                    + " million USD in ten years");
    static final Parameter SOIL_VALUE = declare(
            "soil-value", "USD/t", new Prior.Uniform(1, 4), 0, 1000, "illustrative: nutrients and yield lost on site");
    static final Parameter PUBLIC_VALUE = declare(
            "public-value",
            "USD/(har.a)",
            new Prior.Uniform(20, 60),
            0,
            1e4,
            "illustrative: floods and water supply, per ha " + "of cover");
    static final Parameter MISSION_VALUE =
            fixed("mission-value", "USD/(har.a)", 0, 0, 1e4, "an NGO's mission is no cash unless a user says so");
    static final Map<Party, Parameter> DISCOUNT_RATE = perParty(
            "discount-rate",
            new double[] {0.08, 0.10, 0.03, 0.02, 0.12},
            "1/a",
            0,
            1,
            "public 2 %, Drupp et al. 2018; private 8 to 12 %, not checked");

    static final Parameter COVER_SD =
            declare("cover-sd", "1", new Prior.Uniform(0.03, 0.05), 0, 0.5, "illustrative; accuracies of forest maps");
    static final Parameter COVER_BIAS = declare(
            "cover-bias",
            "1",
            new Prior.Normal(0, 0.02),
            -0.5,
            0.5,
            "illustrative slow bias of a map, constant in a draw");
    static final Parameter SEDIMENT_LOG_SD = declare(
            "sediment-log-sd", "1", new Prior.Uniform(0.2, 0.3), 0, 2, "yearly loads by methods, Horowitz 2003");
    static final Parameter PROOF_DEVIATIONS =
            fixed("proof-deviations", "1", 1.6448536269514722, 0, 5, "a milestone is paid on the 0.05 quantile");

    private static final List<Parameter> ALL = List.copyOf(DECLARED);

    private WatershedParameters() {}

    /** Every parameter, in the order of the equations. */
    static List<Parameter> all() {
        return ALL;
    }

    private static Parameter fixed(
            String name, String unit, double value, double lowest, double highest, String source) {
        return declare(name, unit, new Prior.Fixed(value), lowest, highest, source);
    }

    private static Parameter declare(
            String name, String unit, Prior prior, double lowest, double highest, String source) {
        Parameter parameter = new Parameter(name, unit, prior, lowest, highest, source);
        DECLARED.add(parameter);
        return parameter;
    }

    private static Map<Party, Parameter> perParty(
            String name, double[] values, String unit, double lowest, double highest, String source) {
        Map<Party, Parameter> parameters = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            String own = name + "/" + party.label();
            parameters.put(party, fixed(own, unit, values[party.ordinal()], lowest, highest, source));
        }
        return Collections.unmodifiableMap(parameters);
    }
}
