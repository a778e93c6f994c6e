// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Disputes } from "../../src/Disputes.sol";
import { Errors } from "../../src/Errors.sol";
import { MilestoneState, MilestoneStatus } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract SettleTest is Agreement {
    function unchallenged(uint8 index, int256 value) private {
        attested(index, value);
        afterWindow();
    }

    function test_RevertWhen_MilestoneIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        agreement.settle(3);
    }

    function test_RevertGiven_MilestoneIsOpen() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 0, MilestoneState.Open)
        );
        agreement.settle(0);
    }

    function test_RevertGiven_ChallengeWindowIsOpen() external {
        attested(0, 80);
        uint256 until = MEASURED + 1 days + WINDOW;
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_ChallengeWindowOpen.selector, 0, until));
        agreement.settle(0);
    }

    function test_RevertGiven_MilestoneIsSettled() external {
        unchallenged(0, 80);
        agreement.settle(0);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 0, MilestoneState.Settled)
        );
        agreement.settle(0);
    }

    function test_RevertGiven_MilestoneIsDisputed() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterWindow();
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 1, MilestoneState.Disputed)
        );
        agreement.settle(1);
    }

    function test_PaysAllAtTheThreshold() external {
        unchallenged(0, 80);
        agreement.settle(0);
        assertCredits(600, 0, 0, 0);
    }

    function test_RefundsAllBelowTheThreshold() external {
        unchallenged(0, 79);
        agreement.settle(0);
        assertCredits(0, 400, 200, 0);
    }

    function test_PaysTheCorridorRoundedDownAndRefundsTheRestProRata() external {
        unchallenged(2, 3);
        vm.prank(OUTSIDER);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.MilestoneSettled(2, 3, 385, 515);
        agreement.settle(2);
        assertCredits(385, 344, 171, 0); // 515 · 2/3 = 343.3 and 171.7: the one unit that remains goes to the larger deposit
        MilestoneStatus memory status = agreement.milestone(2);
        vm.assertEq(uint256(status.state), uint256(MilestoneState.Settled), "state");
        vm.assertEq(status.paid, 385, "paid");
        vm.assertEq(status.refunded, 515, "refunded");
    }

    function test_SettlesAfterTheDeadlineToo() external {
        attested(0, 80);
        vm.warp(DEADLINE + 1 days);
        agreement.settle(0);
        assertCredits(600, 0, 0, 0);
    }

    function testFuzz_PaysAndRefundsExactlyTheAmount(int256 value) external {
        unchallenged(1, value);
        agreement.settle(1);
        MilestoneStatus memory status = agreement.milestone(1);
        vm.assertEq(status.paid + status.refunded, 1_500, "amount");
        vm.assertEq(agreement.credit(UTILITY) + agreement.credit(FUND), status.refunded, "refund");
    }
}
