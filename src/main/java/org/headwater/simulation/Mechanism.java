// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.OutcomeMilestone.Outcome.COVER;
import static org.headwater.simulation.OutcomeMilestone.Outcome.SEDIMENT_REDUCTION;
import static org.headwater.simulation.Party.DAM_OPERATOR;
import static org.headwater.simulation.Party.FOREST_OWNER;
import static org.headwater.simulation.Party.GOVERNMENT;
import static org.headwater.simulation.Party.INVESTOR;
import static org.headwater.simulation.Party.NGO;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How restoration is paid for, put together from a closed set of building blocks.
 *
 * @param label lower-case words joined by hyphens, at most 64 characters
 * @param modifier incentive modifier on its own, [0, 5]; 1 leaves behaviour as it is. It multiplies the base contribution in
 *     the preset {@code published}, the odds of contributing in {@code watershed}
 * @param costShares share of the restoration cost that each party bears, sum 1
 */
public record Mechanism(
        String label,
        double modifier,
        Map<Party, Double> costShares,
        Optional<UrgencyBonus> urgencyBonus,
        Optional<PerformancePayment> performancePayment,
        Optional<CreditMarket> creditMarket) {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_LABEL = 64;

    private static final Map<Party, Double> JOINT_COSTS =
            Map.of(DAM_OPERATOR, 0.3, FOREST_OWNER, 0.2, NGO, 0.1, GOVERNMENT, 0.3, INVESTOR, 0.1);

    /** Each party bears a fixed share; no incentive beyond the base contribution. */
    public static final Mechanism COST_SHARING =
            new Mechanism("cost-sharing", 1, JOINT_COSTS, Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Payment after the fact, when milestones of cover and sediment are met, and a bonus while cover is low. Thresholds 0.5,
     * 0.7 and 0.3 and the bonus are those of the published proposal; years, amounts and shares are illustrative.
     */
    public static final Mechanism PERFORMANCE_CONTRACT = new Mechanism(
            "performance-contract",
            1,
            Map.of(FOREST_OWNER, 0.4, INVESTOR, 0.5, NGO, 0.1),
            Optional.of(new UrgencyBonus(0.3, 0.5)),
            Optional.of(new PerformancePayment(
                    milestones(5, 10, 15, 20),
                    Map.of(DAM_OPERATOR, 0.6, GOVERNMENT, 0.4),
                    Map.of(FOREST_OWNER, 0.5, INVESTOR, 0.5),
                    0.1)),
            Optional.empty());

    /** Payment at a market price of carbon credits, which varies from year to year; 1.5 is that of the published proposal. */
    public static final Mechanism CREDIT_TRADING = new Mechanism(
            "credit-trading",
            1,
            Map.of(FOREST_OWNER, 0.4, INVESTOR, 0.6),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new CreditMarket(1.5, 0, Map.of(FOREST_OWNER, 0.5, INVESTOR, 0.5))));

    public Mechanism {
        if (label.length() > LONGEST_LABEL || !LABEL.matcher(label).matches()) {
            throw new InvalidParameter("label", label, "lower-case words joined by hyphens, at most 64 characters");
        }
        InvalidParameter.requireBetween("modifier", modifier, 0, 5);
        costShares = Shares.require("costShares", costShares);
    }

    private static List<OutcomeMilestone> milestones(int... years) {
        return Arrays.stream(years)
                .boxed()
                .flatMap(year -> Stream.of(
                        new OutcomeMilestone(COVER, year, 0.6, 0.8, 1_000_000),
                        new OutcomeMilestone(SEDIMENT_REDUCTION, year, 0.2, 0.4, 1_000_000)))
                .toList();
    }

    /** The three mechanisms of the published proposal, in the order of comparison. */
    public static List<Mechanism> standard() {
        return List.of(COST_SHARING, PERFORMANCE_CONTRACT, CREDIT_TRADING);
    }

    /**
     * The standard mechanism of a label.
     *
     * @throws InvalidParameter if the label is unknown; the message lists the allowed ones
     */
    public static Mechanism parse(String label) {
        return standard().stream()
                .filter(mechanism -> mechanism.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        "mechanism",
                        label,
                        standard().stream().map(Mechanism::label).collect(Collectors.joining(", "))));
    }
}
