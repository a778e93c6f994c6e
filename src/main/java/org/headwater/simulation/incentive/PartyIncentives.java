// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import org.headwater.simulation.Summary;

/**
 * What a mechanism means to one party. Sums are net present values at the party's own discount rate, in USD.
 *
 * @param party label of the party
 * @param discountRate per year
 * @param netPresentValue distribution over draws of the value under the mechanism
 * @param change distribution of the value less that without the project, draw by draw
 * @param meanChange mean of the change with confidence limits
 * @param participation share of draws in which the change is not negative
 * @param bestResponse what the best constant contribution would gain over own behaviour
 * @param freeRiding share of draws in which contributing nothing would pay more than own behaviour
 * @param tolerance best-response gain up to which behaviour counts as compatible: a share of the mean absolute change
 * @param compatible share of draws in which the best response gains at most the tolerance
 * @param compatibility what the limits of the best response say of the tolerance
 * @param shapley distribution of the party's Shapley value of what contributing together adds
 * @param meanShapley mean of the Shapley value with confidence limits
 * @param underpayment mean of the Shapley value less what the party itself gains when all contribute instead of none; the
 *     parties' underpayments sum to 0
 */
public record PartyIncentives(
        String party,
        double discountRate,
        Summary netPresentValue,
        Summary change,
        Estimate meanChange,
        Proportion participation,
        BestResponse bestResponse,
        Proportion freeRiding,
        double tolerance,
        Proportion compatible,
        Compatibility compatibility,
        Summary shapley,
        Estimate meanShapley,
        Estimate underpayment) {}
