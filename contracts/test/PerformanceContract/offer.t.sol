// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Disputes } from "../../src/Disputes.sol";
import { Errors } from "../../src/Errors.sol";
import { MilestoneState, Offer } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract OfferTest is Agreement {
    function disputed() private {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
    }

    function test_RevertWhen_MilestoneIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        offer(UTILITY, 3, 0);
    }

    function test_RevertGiven_MilestoneIsAttested() external {
        attested(1, 100);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 1, MilestoneState.Attested)
        );
        offer(UTILITY, 1, 500);
    }

    function test_RevertWhen_CallerIsNoParty() external {
        disputed();
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_NotParty.selector, OUTSIDER));
        offer(OUTSIDER, 1, 500);
    }

    function test_RevertWhen_AmountIsMoreThanTheMilestones() external {
        disputed();
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_OfferOutOfRange.selector, 1_501, 0, 1_500)
        );
        offer(UTILITY, 1, 1_501);
    }

    function test_RevertWhen_AmountIsLessThanWhatIsPaid() external {
        disputed();
        afterWindow();
        agreement.payUndisputed(1);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContract_OfferOutOfRange.selector, 449, 450, 1_500)
        );
        offer(UTILITY, 1, 449);
    }

    function test_LetsTheOfferStand() external {
        disputed();
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.Offered(1, UTILITY, 600);
        offer(UTILITY, 1, 600);
        Offer memory standing = agreement.offerOf(1, UTILITY);
        vm.assertTrue(standing.made, "made");
        vm.assertEq(standing.amount, 600, "amount");
        vm.assertTrue(!agreement.offerOf(1, FUND).made, "others made none");
    }

    function test_DoesNotSettleWithoutEachPayer() external {
        disputed();
        offer(UTILITY, 1, 600);
        offer(BENEFICIARY, 1, 600);
        assertState(1, MilestoneState.Disputed);
    }

    function test_DoesNotSettleWithoutTheBeneficiary() external {
        disputed();
        offer(UTILITY, 1, 0);
        offer(FUND, 1, 0);
        assertState(1, MilestoneState.Disputed);
    }

    function test_DoesNotSettleOnDifferentAmounts() external {
        disputed();
        offer(UTILITY, 1, 600);
        offer(FUND, 1, 599);
        offer(BENEFICIARY, 1, 600);
        assertState(1, MilestoneState.Disputed);
    }

    function test_ReplacesTheOffer() external {
        disputed();
        offer(UTILITY, 1, 600);
        offer(UTILITY, 1, 500);
        offer(FUND, 1, 600);
        offer(BENEFICIARY, 1, 600);
        assertState(1, MilestoneState.Disputed);
        vm.assertEq(agreement.offerOf(1, UTILITY).amount, 500, "amount");
    }

    function test_SettlesWhenAllOfferTheSame() external {
        disputed();
        challenge(BENEFICIARY, 1, 160);
        offer(UTILITY, 1, 600);
        offer(BENEFICIARY, 1, 600);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.Agreed(1, 600);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Disputes.BondReturned(1, UTILITY, BOND);
        offer(FUND, 1, 600);
        assertState(1, MilestoneState.Settled);
        assertPaid(1, 600, 900);
        assertCredits(600 + BOND, 600 + BOND, 300, 0);
    }

    function test_SettlesForNothing() external {
        disputed();
        offer(UTILITY, 1, 0);
        offer(FUND, 1, 0);
        offer(BENEFICIARY, 1, 0);
        assertPaid(1, 0, 1_500);
        assertCredits(0, 1_000 + BOND, 500, 0);
    }

    function test_SettlesAfterTheArbitersDeadline() external {
        disputed();
        afterArbitration();
        offer(UTILITY, 1, 600);
        offer(FUND, 1, 600);
        offer(BENEFICIARY, 1, 600);
        assertPaid(1, 600, 900);
    }
}
