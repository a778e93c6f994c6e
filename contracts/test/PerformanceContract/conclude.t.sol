// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Disputes } from "../../src/Disputes.sol";
import { Errors } from "../../src/Errors.sol";
import { MilestoneState } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract ConcludeTest is Agreement {
    function test_RevertWhen_MilestoneIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        agreement.conclude(3);
    }

    function test_RevertGiven_MilestoneIsAttested() external {
        attested(1, 100);
        afterArbitration();
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 1, MilestoneState.Attested)
        );
        agreement.conclude(1);
    }

    function test_RevertGiven_ArbiterMayDecide() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        uint256 end = MEASURED + 1 days + WINDOW + ARBITRATION;
        vm.warp(end - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_ArbitrationPending.selector, 1, end));
        agreement.conclude(1);
    }

    function test_PaysThePayersValue() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterArbitration();
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.MilestoneSettled(1, 40, 450, 1_050);
        vm.prank(OUTSIDER);
        agreement.conclude(1);
        assertState(1, MilestoneState.Settled);
        assertCredits(450, 700 + BOND, 350, 0);
    }

    function test_PaysTheAttestedValue() external {
        attested(1, 100);
        challenge(BENEFICIARY, 1, 160);
        afterArbitration();
        agreement.conclude(1);
        assertPaid(1, 750, 750);
        assertCredits(750 + BOND, 500, 250, 0);
    }

    function test_RefundsAllAfterARevocation() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        revoke(NELL, agreement.voteOf(1, NELL).uid);
        afterArbitration();
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.MilestoneExpired(1, 1_500);
        agreement.conclude(1);
        assertState(1, MilestoneState.Expired);
        assertCredits(0, 1_000 + BOND, 500, 0);
    }

    function test_LeavesWhatASolePayerConceded() external {
        attestedForSolePayer(1, 100);
        challenge(UTILITY, 1, 40);
        revoke(NELL, agreement.voteOf(1, NELL).uid);
        afterArbitration();
        agreement.conclude(1);
        assertState(1, MilestoneState.Settled);
        assertPaid(1, 450, 1_050);
        assertCredits(450, 1_050 + BOND, 0, 0);
    }

    function test_RefundsTheRest() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterWindow();
        agreement.payUndisputed(1);
        afterArbitration();
        agreement.conclude(1);
        assertPaid(1, 450, 1_050);
        assertCredits(450, 700 + BOND, 350, 0);
    }
}
