// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.headwater.project.ContractTerms;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Disputes on a claim's milestones, with the parties' demonstration keys. Each step answers the contract as it is then. */
@RestController
@RequestMapping("/api/v1/claims/{id}/contracts")
class DisputeController {

    private final ClaimContracts claimContracts;
    private final Disputes disputes;

    DisputeController(ClaimContracts claimContracts, Disputes disputes) {
        this.claimContracts = claimContracts;
        this.disputes = disputes;
    }

    /**
     * @param milestone its name in the project document
     * @param value attributable change, at most 6 decimals
     */
    record ChallengeRequest(
            @NotNull String milestone,
            @NotNull Disputes.Side side,

            @NotNull @Digits(integer = 1, fraction = ContractTerms.VALUE_DECIMALS)
            BigDecimal value) {}

    /** @param amount to the beneficiary in all, token base units as a decimal string */
    record OfferRequest(
            @NotNull String milestone,
            @NotNull Disputes.Side side,
            @NotNull @Pattern(regexp = "0|[1-9][0-9]{0,77}") String amount) {}

    /** @param value attributable change that the arbiter finds, at most 6 decimals */
    record DecisionRequest(
            @NotNull String milestone,

            @NotNull @Digits(integer = 1, fraction = ContractTerms.VALUE_DECIMALS)
            BigDecimal value) {}

    @PostMapping("/challenges")
    ContractView challenge(@PathVariable String id, @Valid @RequestBody ChallengeRequest request) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        disputes.challenge(
                agreed.project(), agreed.address(), agreed.index(request.milestone()), request.side(), request.value());
        return agreed.view();
    }

    @PostMapping("/offers")
    ContractView offer(@PathVariable String id, @Valid @RequestBody OfferRequest request) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        disputes.offer(
                agreed.address(), agreed.index(request.milestone()), request.side(), new BigInteger(request.amount()));
        return agreed.view();
    }

    @PostMapping("/decisions")
    ContractView decide(@PathVariable String id, @Valid @RequestBody DecisionRequest request) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        disputes.decide(agreed.project(), agreed.address(), agreed.index(request.milestone()), request.value());
        return agreed.view();
    }

    /** Ends a dispute on which the arbiter was silent until its deadline. */
    @PostMapping("/conclusions")
    ContractView conclude(@PathVariable String id, @Valid @RequestBody ContractController.MilestoneRequest request) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        disputes.conclude(agreed.address(), agreed.index(request.milestone()));
        return agreed.view();
    }

    /** Pays what nobody has contested, once the challenge window has closed. */
    @PostMapping("/undisputed-payments")
    ContractView payUndisputed(
            @PathVariable String id, @Valid @RequestBody ContractController.MilestoneRequest request) {
        ClaimContracts.Agreed agreed = claimContracts.of(id);
        disputes.payUndisputed(agreed.address(), agreed.index(request.milestone()));
        return agreed.view();
    }
}
