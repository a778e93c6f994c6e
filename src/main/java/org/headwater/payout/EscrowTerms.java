// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.hypercert.ClaimId;
import org.headwater.project.ContractTerms;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.utils.Numeric;

/** The frozen terms of a performance contract, for those who sign that they agree. */
public final class EscrowTerms {

    private static final int LONGEST_METRIC = 200;
    private static final BigInteger DAY = BigInteger.valueOf(86_400);

    private final long chainId;
    private final String contract;
    private final PerformanceContract.Terms agreed;
    private final String treasury;
    private final Instant fundingDeadline;

    EscrowTerms(
            long chainId, String contract, PerformanceContract.Terms agreed, String treasury, Instant fundingDeadline) {
        this.chainId = chainId;
        this.contract = contract;
        this.agreed = agreed;
        this.treasury = Keys.toChecksumAddress(treasury);
        this.fundingDeadline = fundingDeadline;
    }

    /** Keccak-256 of the ABI encoding of what {@code terms()} returns; 0x and 64 hexadecimal digits. */
    public String hash() {
        String encoded = new DefaultFunctionEncoder().encodeParameters(List.of(agreed));
        return Numeric.toHexString(Hash.sha3(Numeric.hexStringToByteArray(encoded)));
    }

    PerformanceContract.Terms agreed() {
        return agreed;
    }

    String treasury() {
        return treasury;
    }

    /** First moment at which no deposit is taken any more. */
    Instant fundingDeadline() {
        return fundingDeadline;
    }

    BigInteger total() {
        return agreed.milestones.stream().map(milestone -> milestone.amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** In words and figures, a line each. */
    List<String> lines(Token token) {
        List<String> lines = new ArrayList<>(List.of(
                "contract     %s on chain %d".formatted(contract, chainId),
                "terms        " + hash(),
                "claim        " + new ClaimId(chainId, agreed.hypercerts, agreed.claimId),
                "beneficiary  " + Keys.toChecksumAddress(agreed.beneficiary),
                "token        %s at %s, %d decimals".formatted(token.symbol(), token.address(), token.decimals()),
                "whole        %s, taken before %s".formatted(token.amount(total()), fundingDeadline)));
        IntStream.range(0, agreed.milestones.size())
                .mapToObj(index -> milestone(index, token))
                .forEach(lines::add);
        lines.addAll(List.of(
                "verifiers    the identical word of %s of %d counts: %s"
                        .formatted(
                                agreed.quorum,
                                agreed.verifiers.size(),
                                agreed.verifiers.stream()
                                        .map(Keys::toChecksumAddress)
                                        .collect(Collectors.joining(", "))),
                "challenge    within %s of the quorum, with a bond of at least %s; a losing bond goes to the other side and to %s"
                        .formatted(period(agreed.challengeWindow), token.amount(agreed.challengeBond), treasury),
                "arbiter      %s decides within %s what stays disputed; silent, what nobody contests is all"
                        .formatted(Keys.toChecksumAddress(agreed.arbiter), period(agreed.arbitrationPeriod)),
                "hold-back    " + holdBack(),
                "refund       what is not paid goes back to the payers, in proportion to their deposits"));
        return List.copyOf(lines);
    }

    /** What is measured, as far as it fits a line. */
    String metric(int milestone) {
        return Token.printable(agreed.milestones.get(milestone).metric, LONGEST_METRIC);
    }

    private String milestone(int index, Token token) {
        PerformanceContract.Milestone milestone = agreed.milestones.get(index);
        BigDecimal lower = value(milestone.lower);
        BigDecimal upper = value(milestone.upper);
        String pays = milestone.lower.equals(milestone.upper)
                ? "all from %s on, else nothing".formatted(lower)
                : "nothing up to %s, all from %s on, in proportion between".formatted(lower, upper);
        return "milestone %d  %s: pays %s, %s; measured %s to %s; no vote counts from %s on"
                .formatted(
                        index,
                        metric(index),
                        token.amount(milestone.amount),
                        pays,
                        time(milestone.measurementStart),
                        time(milestone.measurementEnd),
                        time(milestone.deadline));
    }

    private String holdBack() {
        return agreed.holdBackShare.signum() == 0
                ? "nothing"
                : "%s %% of each payment before %s waits until then"
                        .formatted(
                                new BigDecimal(agreed.holdBackShare, ContractTerms.HoldBack.DECIMALS)
                                        .movePointRight(2)
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                time(agreed.holdBackUntil));
    }

    /** An attributable change as people write it. */
    static BigDecimal value(BigInteger inScale) {
        return new BigDecimal(inScale, ContractTerms.VALUE_DECIMALS);
    }

    static Instant time(BigInteger seconds) {
        return Instant.ofEpochSecond(seconds.longValueExact());
    }

    private static String period(BigInteger seconds) {
        long days = Duration.ofSeconds(seconds.longValueExact()).toDays();
        boolean whole = days > 1 && BigInteger.valueOf(days).multiply(DAY).equals(seconds);
        return whole ? days + " days" : seconds + " seconds";
    }
}
