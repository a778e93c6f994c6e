// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Disputes } from "../../src/Disputes.sol";
import { Errors } from "../../src/Errors.sol";
import { MilestoneState } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract ExpireTest is Agreement {
    function refuseIn(MilestoneState state) private {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 0, state));
        agreement.expire(0);
    }

    function expireAll() private {
        vm.warp(DEADLINE + 2 days);
        for (uint8 i = 0; i < 3; i++) {
            agreement.expire(i);
        }
    }

    function test_RevertWhen_MilestoneIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        agreement.expire(3);
    }

    function test_RevertWhen_DeadlineHasNotPassed() external {
        fundAndMeasure();
        vm.warp(DEADLINE - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_DeadlinePending.selector, 0, DEADLINE));
        agreement.expire(0);
    }

    function test_RevertGiven_MilestoneIsAttested() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(OLEK, 0, 80);
        vm.warp(DEADLINE + 365 days);
        refuseIn(MilestoneState.Attested);
    }

    function test_RevertGiven_MilestoneIsSettled() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(OLEK, 0, 80);
        vm.warp(DEADLINE);
        agreement.settle(0);
        refuseIn(MilestoneState.Settled);
    }

    function test_RevertGiven_MilestoneIsExpired() external {
        fundAndMeasure();
        vm.warp(DEADLINE);
        agreement.expire(0);
        refuseIn(MilestoneState.Expired);
    }

    function test_RefundsAnOpenMilestone() external {
        fund(FUND, 1_100);
        fund(UTILITY, 1_900);
        vm.warp(DEADLINE + 1 days);
        attest(NELL, 2, 5);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.MilestoneExpired(0, 600);
        agreement.expire(0);
        vm.assertEq(agreement.credit(UTILITY), 380, "utility");
        vm.assertEq(agreement.credit(FUND), 220, "fund");
        vm.assertEq(agreement.milestone(0).refunded, 600, "refunded");
    }

    function test_RevertGiven_MilestoneIsDisputed() external {
        attested(0, 80);
        challenge(UTILITY, 0, 79);
        vm.warp(DEADLINE + 365 days);
        refuseIn(MilestoneState.Disputed);
    }

    function test_RefundsIncompleteFunding() external {
        fund(UTILITY, 1_000);
        fund(FUND, 333);
        expireAll();
        // 600 of the deposits back the first milestone, 733 the second: 450.1 + 549.9 and 149.9 + 183.1, each first rounded
        // down, the unit that remains of each milestone credited to the larger deposit.
        vm.assertEq(agreement.credit(UTILITY), 1_001, "utility");
        vm.assertEq(agreement.credit(FUND), 332, "fund");
    }

    function test_RefundsNothingWithoutDeposits() external {
        expireAll();
        assertState(0, MilestoneState.Expired);
        vm.assertEq(agreement.milestone(0).refunded, 0, "refunded");
    }

    function testFuzz_RefundsExactlyTheDeposits(uint256 first, uint256 second) external {
        first = 150 + first % 2_700;
        second = 150 + second % (3_000 - first);
        if (first + second > 3_000) second = 3_000 - first;
        fund(UTILITY, first);
        fund(FUND, second);
        expireAll();
        uint256 utility = agreement.credit(UTILITY);
        vm.assertEq(utility + agreement.credit(FUND), first + second, "sum");
        vm.assertTrue(utility + 3 >= first && utility <= first + 3, "within one unit a milestone");
    }
}
