// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Disputes } from "../../src/Disputes.sol";
import { Errors } from "../../src/Errors.sol";
import { MilestoneState } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

/// @dev 100 are attested, worth 750; the payers concede 40, worth 450; the beneficiary claims 160, worth 1,050.
contract DecideTest is Agreement {
    function disputedByPayer() private {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterWindow();
    }

    function disputedByBeneficiary() private {
        attested(1, 100);
        challenge(BENEFICIARY, 1, 160);
        afterWindow();
    }

    function refuseDecision(bytes memory reason, int256 value) private {
        vm.expectRevert(reason);
        decide(1, value);
    }

    function test_RevertWhen_MilestoneIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        decide(3, 0);
    }

    function test_RevertWhen_CallerIsNotTheArbiter() external {
        disputedByPayer();
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_NotArbiter.selector, UTILITY));
        vm.prank(UTILITY);
        agreement.decide(1, 40);
    }

    function test_RevertGiven_MilestoneIsAttested() external {
        attested(1, 100);
        afterWindow();
        refuseDecision(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 1, MilestoneState.Attested), 40
        );
    }

    function test_RevertGiven_ChallengeWindowIsOpen() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        uint256 until = MEASURED + 1 days + WINDOW;
        vm.warp(until - 1);
        refuseDecision(abi.encodeWithSelector(Errors.PerformanceContract_ChallengeWindowOpen.selector, 1, until), 40);
    }

    function test_RevertGiven_DeadlineHasPassed() external {
        disputedByPayer();
        afterArbitration();
        uint256 end = MEASURED + 1 days + WINDOW + ARBITRATION;
        refuseDecision(abi.encodeWithSelector(Errors.PerformanceContract_ArbitrationOver.selector, 1, end), 40);
    }

    function test_RevertWhen_ValueIsWorthTooLittle() external {
        disputedByPayer();
        refuseDecision(
            abi.encodeWithSelector(Errors.PerformanceContract_DecisionOutOfRange.selector, 1, 445, 450, 750), 39
        );
    }

    function test_RevertWhen_ValueIsWorthTooMuch() external {
        disputedByPayer();
        refuseDecision(
            abi.encodeWithSelector(Errors.PerformanceContract_DecisionOutOfRange.selector, 1, 755, 450, 750), 101
        );
    }

    function test_PayerLosesTheBond() external {
        disputedByPayer();
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.BondLost(1, UTILITY, 50, 50);
        decide(1, 71); // worth 605: 145 from the attested value, 155 from the payer's
        assertPaid(1, 605, 895);
        assertCredits(605 + 50, 597, 298, 50);
    }

    function test_PayerGetsTheBondBack() external {
        disputedByPayer();
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.Decided(1, 69);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.BondReturned(1, UTILITY, BOND);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.MilestoneSettled(1, 69, 595, 905);
        decide(1, 69);
        assertState(1, MilestoneState.Settled);
        assertCredits(595, 604 + BOND, 301, 0);
    }

    function test_BondGoesBackInTheMiddle() external {
        disputedByPayer();
        decide(1, 70);
        assertCredits(600, 600 + BOND, 300, 0);
    }

    function test_BeneficiaryLosesTheBond() external {
        disputedByBeneficiary();
        decide(1, 129); // worth 895: 145 from the attested value, 155 from the beneficiary's
        assertPaid(1, 895, 605);
        assertCredits(895, 404 + 34, 201 + 16, 50); // 605 and 50 pro rata, the larger deposit gets the odd unit
    }

    function test_BeneficiaryWins() external {
        disputedByBeneficiary();
        decide(1, 160);
        assertPaid(1, 1_050, 450);
        assertCredits(1_050 + BOND, 300, 150, 0);
    }

    function test_JudgesBothBonds() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        challenge(BENEFICIARY, 1, 160);
        afterWindow();
        decide(1, 100);
        assertPaid(1, 750, 750);
        assertCredits(750 + 50, 500 + 34, 250 + 16, 100);
    }

    function test_OddUnitGoesToTheTreasury() external {
        attested(1, 100);
        vm.prank(UTILITY);
        agreement.challenge(1, 40, BOND + 1);
        afterWindow();
        decide(1, 100);
        assertCredits(750 + 50, 500, 250, 51);
    }

    function test_DecidesOnARevocation() external {
        attested(1, 100);
        revoke(OLEK, agreement.voteOf(1, OLEK).uid);
        afterWindow();
        decide(1, 88);
        assertPaid(1, 690, 810);
        assertCredits(690, 540, 270, 0);
    }

    function test_PaysTheDifferenceOnly() external {
        disputedByPayer();
        agreement.payUndisputed(1);
        decide(1, 90);
        assertPaid(1, 700, 800);
        assertCredits(700 + 50, 534, 266, 50);
    }

    /// @dev The beneficiary pays for itself too, and challenges as both; whatever it does, it holds no more in the end than
    /// it would have held without.
    function testFuzz_SelfDisputeNeverPays(int256 counter, int256 decision, uint256 bond) external {
        counter = -50 + int256(uint256(counter) % 300);
        bond = BOND + bond % 10_000;
        fund(BENEFICIARY, 3_000);
        vm.warp(MEASURED + 1 days);
        attest(NELL, 1, 100);
        attest(OLEK, 1, 100);
        if (counter == 100) return;
        vm.prank(BENEFICIARY);
        agreement.challenge(1, counter, bond);
        afterWindow();
        (int256 least, int256 most) = counter < 100 ? (counter, int256(100)) : (int256(100), counter);
        decide(1, least + int256(uint256(decision) % uint256(most - least + 1)));
        uint256 lost = agreement.credit(TREASURY);
        vm.assertTrue(lost == 0 || lost == bond - bond / 2, "half of the bond, or nothing");
        vm.assertEq(agreement.credit(BENEFICIARY), 1_500 + bond - lost, "no gain");
    }

    function testFuzz_PaysAndRefundsExactlyTheAmount(int256 counter, int256 decision) external {
        counter = -50 + int256(uint256(counter) % 150);
        decision = counter + int256(uint256(decision) % uint256(101 - counter));
        attested(1, 100);
        challenge(UTILITY, 1, counter);
        afterWindow();
        decide(1, decision);
        uint256 paid = agreement.milestone(1).paid;
        vm.assertEq(paid, agreement.payoutFor(1, decision), "paid");
        vm.assertEq(paid + agreement.milestone(1).refunded, 1_500, "amount");
        uint256 credits = agreement.credit(BENEFICIARY) + agreement.credit(UTILITY) + agreement.credit(FUND);
        vm.assertEq(credits + agreement.credit(TREASURY), 1_500 + BOND, "credits");
    }
}
