// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** A change made to a model from outside, Pearl's do-operator; what is not named keeps its equations and its noise. */
public sealed interface Intervention {

    /**
     * do(mechanism = m) from the start of a year on; the last one named wins.
     *
     * @param fromYear first year under the mechanism, from 1
     */
    record SetMechanism(Mechanism mechanism, int fromYear) implements Intervention {
        public SetMechanism {
            InvalidParameter.requireBetween("fromYear", fromYear, 1, Sampling.MAXIMUM_YEARS);
        }
    }

    /** do(parameter = v): the value holds in every draw and the parameter's prior is cut. */
    record SetParameter(String parameter, double value) implements Intervention {}

    /**
     * do(state at t = v): the state is set once, at the start of year t; the dynamics go on from there.
     *
     * @param state label of a state of the model
     * @param year from 1
     */
    record SetState(String state, int year, double value) implements Intervention {
        public SetState {
            InvalidParameter.requireBetween("year", year, 1, Sampling.MAXIMUM_YEARS);
        }
    }

    /**
     * do(contribution of a party = level) in every year: what a best response or a coalition is made of.
     *
     * @param level share of a full contribution, [0, 1]
     */
    record SetContribution(Party party, double level) implements Intervention {
        public SetContribution {
            InvalidParameter.requireBetween("level", level, 0, 1);
        }
    }

    /** do(no project): each party's effort and land use without the project, as the baseline describes them. */
    record WithoutProject() implements Intervention {}
}
