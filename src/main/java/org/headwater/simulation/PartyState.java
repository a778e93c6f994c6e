// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.Map;

/** What the five parties contribute and what they believe of each other, lane by lane. */
final class PartyState {

    private static final Party[] PARTIES = Party.values();

    /** Contributions in [0, 1], by party. */
    final double[][] contribution = new double[PARTIES.length][Lanes.COUNT];

    /** Believed mean contribution of the others, by party. */
    final double[][] belief = new double[PARTIES.length][Lanes.COUNT];

    /** Restoration effort I in [0, 1]: contributions weighted by cost shares. */
    final double[] effort = Lanes.empty();

    private final double[] populationMean;
    private final double[] individualSd;
    private final double[] freeRiders;
    private final double[] humpShaped;
    private final double[] altruists;
    private final double[] typeShift;
    private final double[] answerSlope;
    private final double[] answerSlopeSd;
    private final double[] humpedSlope;
    private final double[] initialBelief;
    private final double[] learningRate;
    private final double[] decay;
    private final double[] decayScale;
    private final double[] urgency;
    private final double[] urgencyThreshold;
    private final double[] contributionSd;
    private final double[] sensitivity;
    private final double[] believedControl;
    private final double[] expectedCredits;
    private final double[] restorationCost;
    private final double[] area;
    private final double[][] roleMean = new double[PARTIES.length][];
    private final double[][] baseline = new double[PARTIES.length][];

    private final double[][] predisposition = new double[PARTIES.length][Lanes.COUNT];
    private final double[][] linearSlope = new double[PARTIES.length][Lanes.COUNT];
    private final double[][] humpSlope = new double[PARTIES.length][Lanes.COUNT];
    private final double[][] urgencyWeight = new double[PARTIES.length][Lanes.COUNT];
    private final double[] modifier = Lanes.empty();
    private final double[] common = Lanes.empty();
    private final double[] logits = Lanes.empty();
    private final double[] odds = Lanes.empty();
    private final double[] powers = Lanes.empty();
    private final Map<Party, Double> fixed;

    /** @param fixed contributions that an intervention sets in every year */
    PartyState(WatershedDraws draws, Map<Party, Double> fixed) {
        this.fixed = fixed;
        populationMean = draws.of(WatershedParameters.POPULATION_MEAN);
        individualSd = draws.of(WatershedParameters.INDIVIDUAL_SD);
        freeRiders = draws.of(WatershedParameters.FREE_RIDERS);
        humpShaped = draws.of(WatershedParameters.HUMP_SHAPED);
        altruists = draws.of(WatershedParameters.ALTRUISTS);
        typeShift = draws.of(WatershedParameters.TYPE_SHIFT);
        answerSlope = draws.of(WatershedParameters.ANSWER_SLOPE);
        answerSlopeSd = draws.of(WatershedParameters.ANSWER_SLOPE_SD);
        humpedSlope = draws.of(WatershedParameters.HUMP_SLOPE);
        initialBelief = draws.of(WatershedParameters.INITIAL_BELIEF);
        learningRate = draws.of(WatershedParameters.LEARNING_RATE);
        decay = draws.of(WatershedParameters.DECAY);
        decayScale = draws.of(WatershedParameters.DECAY_SCALE);
        urgency = draws.of(WatershedParameters.URGENCY);
        urgencyThreshold = draws.of(WatershedParameters.URGENCY_THRESHOLD);
        contributionSd = draws.of(WatershedParameters.CONTRIBUTION_SD);
        sensitivity = draws.of(WatershedParameters.INCENTIVE_SENSITIVITY);
        believedControl = draws.of(WatershedParameters.BELIEVED_CONTROL);
        expectedCredits = draws.of(WatershedParameters.EXPECTED_CREDITS);
        restorationCost = draws.of(WatershedParameters.RESTORATION_COST);
        area = draws.of(WatershedParameters.AREA);
        for (Party party : PARTIES) {
            roleMean[party.ordinal()] = draws.of(party, WatershedParameters.ROLE_MEAN);
            baseline[party.ordinal()] = draws.of(party, WatershedParameters.BASELINE_CONTRIBUTION);
        }
    }

    /** Year 0: who the parties are, and what they do without a project. */
    void begin(MechanismTerms withoutProject, WatershedNoise noise) {
        for (int party = 0; party < PARTIES.length; party++) {
            drawCharacter(party, noise.type(party), noise.individual(party), noise.answerSlope(party));
            System.arraycopy(initialBelief, 0, belief[party], 0, Lanes.COUNT);
        }
        contributeAsWithoutProject();
        addUp(withoutProject);
    }

    /** Type, level u_i and slope β_i ≥ 0 of a party: partial pooling around the mean of its draw. */
    private void drawCharacter(int party, double[] typeUniform, double[] levelZ, double[] slopeZ) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            CooperationType type =
                    CooperationType.of(typeUniform[lane], freeRiders[lane], humpShaped[lane], altruists[lane]);
            double slope = Math.max(0, answerSlope[lane] + answerSlopeSd[lane] * slopeZ[lane]);
            predisposition[party][lane] = roleMean[party][lane]
                    + populationMean[lane]
                    + individualSd[lane] * levelZ[lane]
                    + type.level * typeShift[lane];
            linearSlope[party][lane] = type.linear * slope;
            humpSlope[party][lane] = type.hump * humpedSlope[lane];
            urgencyWeight[party][lane] = type.urgency * urgency[lane];
        }
    }

    /** One year's contributions, decided on last year's measured cover and price. */
    void contribute(MechanismTerms terms, double[] measuredCover, double[] price, WatershedNoise noise, int year) {
        if (terms.project()) {
            weighCommonly(terms, measuredCover, year - terms.fromYear());
            for (int party = 0; party < PARTIES.length; party++) {
                contribute(party, terms, measuredCover, price, noise.contribution[party], year);
            }
        } else {
            contributeAsWithoutProject();
        }
        addUp(terms);
    }

    /** What all parties share: the mechanism's modifier and the decay since its start. */
    private void weighCommonly(MechanismTerms terms, double[] measuredCover, int yearsSince) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            modifier[lane] = terms.modifier() + (measuredCover[lane] < terms.bonusThreshold() ? terms.bonus() : 0);
            common[lane] = -decay[lane] * decayScale[lane] * yearsSince;
        }
    }

    private void contribute(
            int party, MechanismTerms terms, double[] measuredCover, double[] price, double[] z, int year) {
        double creditShare = terms.creditShare(party);
        double priceFloor = terms.priceFloor();
        double promise = terms.promise(party, year);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double paidPerEffort = creditShare * Math.max(price[lane], priceFloor) * expectedCredits[lane] * area[lane]
                    + believedControl[lane] * promise;
            logits[lane] = predisposition[party][lane]
                    + Cooperation.answer(belief[party][lane], linearSlope[party][lane], humpSlope[party][lane])
                    + common[lane]
                    + urgencyWeight[party][lane] * Cooperation.urgency(measuredCover[lane], urgencyThreshold[lane])
                    + Cooperation.incentive(sensitivity[lane], paidPerEffort, restorationCost[lane] * area[lane])
                    + contributionSd[lane] * z[lane];
        }
        Elementary.exp(logits, odds, powers);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            contribution[party][lane] = Cooperation.contribution(modifier[lane] * odds[lane]);
        }
    }

    private void contributeAsWithoutProject() {
        for (int party = 0; party < PARTIES.length; party++) {
            System.arraycopy(baseline[party], 0, contribution[party], 0, Lanes.COUNT);
        }
    }

    private void addUp(MechanismTerms terms) {
        fixed.forEach((party, level) -> Arrays.fill(contribution[party.ordinal()], level));
        Arrays.fill(effort, 0);
        for (int party = 0; party < PARTIES.length; party++) {
            double weight = terms.costShare(party);
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                effort[lane] += weight * contribution[party][lane];
            }
        }
    }

    /** Each party sees what the others who bear costs have contributed on average, weighted by their shares. */
    void learn(MechanismTerms terms) {
        for (int party = 0; party < PARTIES.length; party++) {
            double own = terms.costShare(party);
            if (own < 1) {
                learn(party, own);
            }
        }
    }

    private void learn(int party, double own) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double observed = (effort[lane] - own * contribution[party][lane]) / (1 - own);
            belief[party][lane] = Cooperation.nextBelief(belief[party][lane], observed, learningRate[lane]);
        }
    }
}
