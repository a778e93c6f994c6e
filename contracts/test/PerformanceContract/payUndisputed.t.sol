// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Disputes } from "../../src/Disputes.sol";
import { Errors } from "../../src/Errors.sol";
import { MilestoneState } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract PayUndisputedTest is Agreement {
    function refusePayment(bytes memory reason) private {
        vm.expectRevert(reason);
        agreement.payUndisputed(1);
    }

    function test_RevertWhen_MilestoneIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        agreement.payUndisputed(3);
    }

    function test_RevertGiven_MilestoneIsAttested() external {
        attested(1, 100);
        afterWindow();
        refusePayment(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 1, MilestoneState.Attested)
        );
    }

    function test_RevertGiven_ChallengeWindowIsOpen() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        uint256 until = MEASURED + 1 days + WINDOW;
        vm.warp(until - 1);
        refusePayment(abi.encodeWithSelector(Errors.PerformanceContract_ChallengeWindowOpen.selector, 1, until));
    }

    function test_RevertGiven_RevocationContestsAll() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        revoke(NELL, agreement.voteOf(1, NELL).uid);
        afterWindow();
        refusePayment(abi.encodeWithSelector(Errors.PerformanceContract_NothingUndisputed.selector, 1));
    }

    function test_RevertGiven_PaidAlready() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterWindow();
        agreement.payUndisputed(1);
        refusePayment(abi.encodeWithSelector(Errors.PerformanceContract_NothingUndisputed.selector, 1));
    }

    function test_PaysThePayersValue() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterWindow();
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.UndisputedPaid(1, 450);
        vm.prank(OUTSIDER);
        agreement.payUndisputed(1);
        assertCredits(450, 0, 0, 0);
        assertPaid(1, 450, 0);
        assertState(1, MilestoneState.Disputed);
    }

    function test_PaysTheAttestedValue() external {
        attested(1, 100);
        challenge(BENEFICIARY, 1, 160);
        afterWindow();
        agreement.payUndisputed(1);
        assertCredits(750, 0, 0, 0);
    }
}
