// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { MilestoneState } from "../../src/Types.sol";
import { Votes } from "../../src/Votes.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract WithdrawVoteTest is Agreement {
    function test_RevertWhen_CallerIsNotTheResolver() external {
        fundAndMeasure();
        bytes32 uid = attest(NELL, 0, 80);
        vm.prank(NELL);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_NotResolver.selector, NELL));
        agreement.withdrawVote(0, NELL, uid);
    }

    function test_KeepsTheReplacingVote() external {
        fundAndMeasure();
        bytes32 first = attest(NELL, 0, 80);
        attest(NELL, 0, 80);
        revoke(NELL, first);
        vm.assertEq(votes(0, 80), 1, "votes");
    }

    function test_TakesTheVoteBack() external {
        fundAndMeasure();
        bytes32 uid = attest(NELL, 0, 80);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Votes.VoteWithdrawn(0, NELL, uid);
        revoke(NELL, uid);
        vm.assertEq(votes(0, 80), 0, "votes");
        vm.assertEq(agreement.voteOf(0, NELL).uid, bytes32(0), "uid");
        attest(OLEK, 0, 80);
        assertState(0, MilestoneState.Open);
    }

    function test_KeepsTheQuorumOfOthers() external {
        fundAndMeasure();
        bytes32 dissent = attest(PRIYA, 0, 81);
        attest(NELL, 0, 80);
        attest(OLEK, 0, 80);
        revoke(PRIYA, dissent);
        assertState(0, MilestoneState.Attested);
    }

    function test_DisputesWithinTheChallengeWindow() external {
        fundAndMeasure();
        bytes32 uid = attest(NELL, 0, 80);
        attest(OLEK, 0, 80);
        vm.warp(MEASURED + 1 days + WINDOW - 1);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Votes.MilestoneDisputed(0, NELL, uid);
        revoke(NELL, uid);
        assertState(0, MilestoneState.Disputed);
        vm.warp(MEASURED + 1 days + WINDOW);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 0, MilestoneState.Disputed)
        );
        agreement.settle(0);
    }

    function test_ChangesNothingAfterTheChallengeWindow() external {
        fundAndMeasure();
        bytes32 uid = attest(NELL, 0, 80);
        attest(OLEK, 0, 80);
        vm.warp(MEASURED + 1 days + WINDOW);
        revoke(NELL, uid);
        agreement.settle(0);
        vm.assertEq(agreement.credit(BENEFICIARY), 600, "paid");
    }

    function test_ContestsAllWithinTheChallengeWindow() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        bytes32 uid = agreement.voteOf(1, NELL).uid;
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Votes.MilestoneDisputed(1, NELL, uid);
        revoke(NELL, uid);
        vm.assertTrue(agreement.dispute(1).revoked, "revoked");
        vm.assertEq(agreement.undisputed(1), 0, "uncontested");
        vm.assertEq(agreement.claimed(1), 750, "claimed");
    }

    function test_LeavesADisputeAfterTheChallengeWindow() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        bytes32 uid = agreement.voteOf(1, NELL).uid;
        afterWindow();
        revoke(NELL, uid);
        vm.assertTrue(!agreement.dispute(1).revoked, "not revoked");
        vm.assertEq(agreement.undisputed(1), 450, "uncontested");
    }

    function test_ChangesNothingOncePaid() external {
        fundAndMeasure();
        bytes32 uid = attest(NELL, 0, 80);
        attest(OLEK, 0, 80);
        vm.warp(MEASURED + 1 days + WINDOW);
        agreement.settle(0);
        revoke(NELL, uid);
        assertState(0, MilestoneState.Settled);
        vm.assertEq(agreement.credit(BENEFICIARY), 600, "paid");
    }

    function test_ChangesNothingOnceExpired() external {
        fundAndMeasure();
        bytes32 uid = attest(NELL, 0, 80);
        vm.warp(DEADLINE);
        agreement.expire(0);
        revoke(NELL, uid);
        assertState(0, MilestoneState.Expired);
        vm.assertEq(agreement.credit(UTILITY) + agreement.credit(FUND), 600, "refunded");
    }
}
