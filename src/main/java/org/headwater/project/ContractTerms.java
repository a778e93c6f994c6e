// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.headwater.simulation.PayoutMilestone;
import org.headwater.simulation.PayoutSchedule;
import org.jspecify.annotations.Nullable;

/**
 * The terms of the performance contract.
 *
 * @param quorum verifiers that must attest the same value, more than half of them
 * @param verifiers 1 to 20 names
 * @param challengeWindowSeconds seconds between quorum and payment
 * @param quantile posterior quantile of the attributable change that payment is judged on, above 0, at most 0.5
 * @param arbitration null where the project says nothing, see {@link #agreedArbitration}
 * @param holdBack null where nothing is held back
 */
public record ContractTerms(
        String tokenSymbol,
        int quorum,
        List<String> verifiers,
        long challengeWindowSeconds,
        double quantile,
        List<Milestone> milestones,
        @Nullable Arbitration arbitration,
        @Nullable HoldBack holdBack) {

    /** Decimals of an attested change in the contract's integers: 0.30 is 300,000. */
    public static final int VALUE_DECIMALS = 6;

    /**
     * One payment. Attributable change is the relative reduction {@code (baseline - observed) / baseline} for
     * lower-is-better indicators and the absolute gain {@code observed - baseline} for forest health and canopy cover.
     *
     * @param firstYear first calendar year measured, inclusive
     * @param lastYear last calendar year measured, inclusive
     * @param lower attributable change at which payment begins, -1 to 1
     * @param upper attributable change at which all is paid; equal to {@code lower} for a threshold
     * @param amount token base units paid at most
     * @param deadlineYears years after {@code lastYear} within which the quorum must be reached
     */
    public record Milestone(
            String name,
            String indicator,
            int firstYear,
            int lastYear,
            BigDecimal lower,
            BigDecimal upper,
            BigInteger amount,
            int deadlineYears) {

        /** The calendar years measured, ascending. */
        public List<Integer> years() {
            return IntStream.rangeClosed(firstYear, lastYear).boxed().toList();
        }

        PayoutMilestone payment() {
            return new PayoutMilestone(metric(), inScale(lower), inScale(upper), amount);
        }

        /** What the attested value is, as the escrow's terms name it. */
        private String metric() {
            return "attributable change of " + indicator + ", " + firstYear + " to " + lastYear + ", in units of 1e-"
                    + VALUE_DECIMALS;
        }

        private static BigInteger inScale(BigDecimal change) {
            return change.setScale(VALUE_DECIMALS).unscaledValue();
        }
    }

    /**
     * Who decides what stays disputed.
     *
     * @param arbiter a name; no verifier
     * @param bond token base units that a challenge needs at least
     * @param seconds after the challenge window in which the arbiter may decide, 1 to 31,536,000
     */
    public record Arbitration(String arbiter, BigInteger bond, long seconds) {}

    /**
     * The share of each payment that waits.
     *
     * @param share above 0, at most 1, at most 4 decimals
     * @param untilYear calendar year whose first moment releases it
     */
    public record HoldBack(BigDecimal share, int untilYear) {

        /** Decimals of the share in the contract's integers. */
        public static final int DECIMALS = 4;

        /** The share as the contract's integer, in ten-thousandths. */
        public BigInteger inTenThousandths() {
            return share.setScale(DECIMALS).unscaledValue();
        }
    }

    private static final String STANDARD_ARBITER = "Arbiter";
    private static final BigInteger STANDARD_BOND_PARTS = BigInteger.valueOf(100);
    private static final long STANDARD_ARBITRATION_SECONDS = Duration.ofDays(30).toSeconds();

    public ContractTerms {
        verifiers = List.copyOf(verifiers);
        milestones = List.copyOf(milestones);
    }

    /**
     * The key under which a verifier signs on the local chain: the name in lower case, anything but Latin letters and digits
     * as hyphens.
     */
    public static String party(String verifier) {
        String letters = verifier.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return "verifier-" + letters.replaceAll("^-|-$", "");
    }

    /** The key under which an arbiter signs on the local chain, made of the name like a verifier's. */
    public static String arbiterParty(String arbiter) {
        return "arbiter-" + party(arbiter).substring("verifier-".length());
    }

    /** The project's own, or the standard one: an arbiter of that name, 30 days, and a bond of a hundredth of the deposit. */
    public Arbitration agreedArbitration() {
        return arbitration != null
                ? arbitration
                : new Arbitration(
                        STANDARD_ARBITER,
                        milestones.stream()
                                .map(Milestone::amount)
                                .reduce(BigInteger.ZERO, BigInteger::add)
                                .divide(STANDARD_BOND_PARTS)
                                .max(BigInteger.ONE),
                        STANDARD_ARBITRATION_SECONDS);
    }

    /** The first calendar year that any milestone measures. */
    public int firstYear() {
        return milestones.stream().mapToInt(Milestone::firstYear).min().orElseThrow();
    }

    /** The payments in the contract's integers, in the order of the milestones. */
    public PayoutSchedule schedule() {
        return new PayoutSchedule(milestones.stream().map(Milestone::payment).toList());
    }
}
