// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { ReentrancyGuard } from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import { Disputes } from "../../src/Disputes.sol";
import { Errors } from "../../src/Errors.sol";
import { Dispute, MilestoneState, Terms } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { HostileToken } from "../HostileTokens.sol";
import { vm } from "../Vm.sol";

/// @dev Milestone 1 pays 5 for each unit above -50, at most 1,500: 750 for the 100 that are attested here.
contract ChallengeTest is Agreement {
    function refuseChallenge(bytes memory reason, address who, uint8 index, int256 value) private {
        vm.expectRevert(reason);
        challenge(who, index, value);
    }

    function cannot(address who, uint256 worth) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Errors.PerformanceContract_CannotChallenge.selector, 1, who, worth);
    }

    function notContestable(MilestoneState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Errors.PerformanceContract_NotContestable.selector, 1, state);
    }

    function test_RevertWhen_MilestoneIsUnknown() external {
        bytes memory reason = abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3);
        refuseChallenge(reason, UTILITY, 3, 0);
    }

    function test_RevertGiven_MilestoneIsOpen() external {
        fundAndMeasure();
        attest(NELL, 1, 100);
        refuseChallenge(notContestable(MilestoneState.Open), UTILITY, 1, 40);
    }

    function test_RevertGiven_MilestoneIsSettled() external {
        attested(1, 100);
        afterWindow();
        agreement.settle(1);
        refuseChallenge(notContestable(MilestoneState.Settled), UTILITY, 1, 40);
    }

    function test_RevertGiven_ChallengeWindowHasPassed() external {
        attested(1, 100);
        afterWindow();
        refuseChallenge(notContestable(MilestoneState.Attested), UTILITY, 1, 40);
    }

    function test_RevertGiven_ChallengeWindowOfADisputeHasPassed() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterWindow();
        refuseChallenge(notContestable(MilestoneState.Disputed), FUND, 1, 0);
    }

    function test_RevertWhen_BondIsTooSmall() external {
        attested(1, 100);
        vm.prank(UTILITY);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_BondTooSmall.selector, BOND - 1, BOND));
        agreement.challenge(1, 40, BOND - 1);
    }

    function test_RevertWhen_CallerIsNoParty() external {
        attested(1, 100);
        provide(OUTSIDER);
        refuseChallenge(cannot(OUTSIDER, 450), OUTSIDER, 1, 40);
        refuseChallenge(cannot(OUTSIDER, 1_050), OUTSIDER, 1, 160);
    }

    function test_RevertWhen_PayersValueIsWorthTheSame() external {
        attested(1, 100);
        refuseChallenge(cannot(UTILITY, 750), UTILITY, 1, 100);
    }

    function test_RevertWhen_PayersValueIsWorthMore() external {
        attested(1, 100);
        refuseChallenge(cannot(UTILITY, 1_050), UTILITY, 1, 160);
    }

    function test_RevertWhen_BeneficiarysValueIsWorthNoMore() external {
        attested(1, 100);
        refuseChallenge(cannot(BENEFICIARY, 750), BENEFICIARY, 1, 100);
        refuseChallenge(cannot(BENEFICIARY, 450), BENEFICIARY, 1, 40);
    }

    function test_RevertGiven_BeneficiaryHasChallenged() external {
        attested(1, 100);
        challenge(BENEFICIARY, 1, 160);
        refuseChallenge(cannot(BENEFICIARY, 1_500), BENEFICIARY, 1, 250);
    }

    function test_RevertGiven_RevocationContestsAll() external {
        attested(1, 100);
        bytes32 uid = agreement.voteOf(1, NELL).uid;
        revoke(NELL, uid);
        refuseChallenge(cannot(UTILITY, 0), UTILITY, 1, -50);
    }

    /// @dev Another agreement, attested too, on a hostile token of which the utility has plenty.
    function attestedOver(HostileToken hostile) private {
        Terms memory terms = agreed();
        terms.token = address(hostile);
        agreement = factory.create(terms);
        hostile.mint(UTILITY, 10_000);
        vm.prank(UTILITY);
        hostile.approve(address(agreement), 10_000);
        attestedForSolePayer(1, 100);
    }

    function test_RevertWhen_TokenTakesAFee() external {
        HostileToken hostile = new HostileToken();
        attestedOver(hostile);
        hostile.takeFee();
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_DepositDiffers.selector, BOND, BOND - 1));
        challenge(UTILITY, 1, 40);
    }

    function test_RevertWhen_TokenReenters() external {
        HostileToken hostile = new HostileToken();
        attestedOver(hostile);
        hostile.arm(agreement, abi.encodeCall(agreement.challenge, (1, 0, BOND)));
        vm.expectRevert(abi.encodeWithSelector(ReentrancyGuard.ReentrancyGuardReentrantCall.selector));
        challenge(UTILITY, 1, 40);
    }

    function test_PaysAtOnceWhatASolePayerConcedes() external {
        attestedForSolePayer(1, 100);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.UndisputedPaid(1, 450);
        challenge(UTILITY, 1, 40);
        assertCredits(450, 0, 0, 0);
        assertPaid(1, 450, 0);
        assertState(1, MilestoneState.Disputed);
    }

    function test_RevertWhen_SolePayerTakesBackWhatItConceded() external {
        attestedForSolePayer(1, 100);
        challenge(UTILITY, 1, 40);
        refuseChallenge(cannot(UTILITY, 445), UTILITY, 1, 39);
    }

    function test_PaysNothingWhenNothingIsConceded() external {
        attestedForSolePayer(1, 100);
        challenge(UTILITY, 1, -50);
        assertCredits(0, 0, 0, 0);
        assertPaid(1, 0, 0);
    }

    function test_DisputesForAPayer() external {
        attested(1, 100);
        uint256 before = token.balanceOf(UTILITY);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.Challenged(1, UTILITY, 40, BOND);
        challenge(UTILITY, 1, 40);
        assertState(1, MilestoneState.Disputed);
        assertCredits(0, 0, 0, 0);
        vm.assertEq(before - token.balanceOf(UTILITY), BOND, "bond");
        vm.assertEq(agreement.undisputed(1), 450, "uncontested");
        vm.assertEq(agreement.claimed(1), 750, "claimed");
        vm.assertEq(agreement.liabilities(), 3_000 + BOND, "liabilities");
    }

    function test_LetsTheLowestValueStand() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.BondReturned(1, UTILITY, BOND);
        challenge(FUND, 1, 0);
        assertCredits(0, BOND, 0, 0);
        Dispute memory dispute = agreement.dispute(1);
        vm.assertEq(dispute.payers.challenger, FUND, "challenger");
        vm.assertEq(dispute.payers.value, 0, "value");
        vm.assertEq(dispute.payers.bond, BOND, "bond");
        refuseChallenge(cannot(UTILITY, 255), UTILITY, 1, 1);
    }

    function test_KeepsTheRightOfOtherPayers() external {
        attested(1, 100);
        challenge(FUND, 1, 99);
        assertCredits(0, 0, 0, 0);
        challenge(UTILITY, 1, -50);
        vm.assertEq(agreement.undisputed(1), 0, "uncontested");
    }

    function test_DisputesForTheBeneficiary() external {
        attested(1, 100);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.Challenged(1, BENEFICIARY, 160, BOND + 1);
        vm.prank(BENEFICIARY);
        agreement.challenge(1, 160, BOND + 1);
        assertState(1, MilestoneState.Disputed);
        assertCredits(0, 0, 0, 0);
        vm.assertEq(agreement.undisputed(1), 750, "uncontested");
        vm.assertEq(agreement.claimed(1), 1_050, "claimed");
        vm.assertEq(agreement.dispute(1).beneficiary.bond, BOND + 1, "bond");
    }

    function test_KeepsBothSides() external {
        attested(1, 100);
        challenge(BENEFICIARY, 1, 160);
        challenge(UTILITY, 1, 40);
        vm.assertEq(agreement.undisputed(1), 450, "uncontested");
        vm.assertEq(agreement.claimed(1), 1_050, "claimed");
    }
}
