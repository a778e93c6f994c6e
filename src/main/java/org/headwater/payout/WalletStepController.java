// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.headwater.chain.WalletCall;
import org.headwater.project.ContractTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Prepares what a party to a claim's contract signs with its own wallet, step by step: asked again after a step is in a block, it
 * gives the next one. Each is followed at {@code /api/v1/wallet/calls}.
 */
@RestController
@RequestMapping("/api/v1/claims/{id}/contracts")
class WalletStepController {

    private final ClaimContracts claimContracts;
    private final WalletSteps steps;

    WalletStepController(ClaimContracts claimContracts, WalletSteps steps) {
        this.claimContracts = claimContracts;
        this.steps = steps;
    }

    /**
     * @param from address of the payer's wallet
     * @param deposit what it wants to have deposited in all, token base units; null for all that is missing
     * @param terms hash of the terms that it has read, as the first answer told it; null to read them
     */
    record DepositRequest(
            @NotNull @Pattern(regexp = WalletCall.ADDRESS, message = WalletCall.ADDRESS_ALLOWED)
            String from,

            @Nullable @Pattern(regexp = "[1-9][0-9]{0,77}", message = "a whole number above 0 as a string")
            String deposit,

            @Nullable String terms) {}

    /**
     * @param from address of the party's wallet
     * @param milestone its name in the project document
     * @param value attributable change, at most 6 decimals
     * @param terms as for a deposit
     */
    record ChallengeRequest(
            @NotNull @Pattern(regexp = WalletCall.ADDRESS, message = WalletCall.ADDRESS_ALLOWED)
            String from,

            @NotNull String milestone,

            @NotNull @Digits(integer = 1, fraction = ContractTerms.VALUE_DECIMALS)
            BigDecimal value,

            @Nullable String terms) {}

    @PostMapping("/deposits/wallet-calls")
    WalletSteps.Step deposit(@PathVariable String id, @Valid @RequestBody DepositRequest request) {
        String deposit = request.deposit();
        return steps.deposit(
                claimContracts.of(id).address(),
                request.from(),
                deposit == null ? null : new BigInteger(deposit),
                request.terms());
    }

    @PostMapping("/challenges/wallet-calls")
    WalletSteps.Step challenge(@PathVariable String id, @Valid @RequestBody ChallengeRequest request) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        return steps.challenge(
                agreed.address(), request.from(), agreed.index(request.milestone()), request.value(), request.terms());
    }
}
