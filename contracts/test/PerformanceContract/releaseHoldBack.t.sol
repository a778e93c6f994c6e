// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Deposits } from "../../src/Deposits.sol";
import { Errors } from "../../src/Errors.sol";
import { Terms } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract ReleaseHoldBackTest is Agreement {
    uint64 private constant RELEASE = DEADLINE + 365 days;

    /// @dev An eighth of each payment is held back for a year after the first deadline.
    function setUp() public override {
        super.setUp();
        Terms memory terms = agreed();
        (terms.holdBackShare, terms.holdBackUntil) = (1_250, RELEASE);
        agreeOn(terms);
    }

    function pay(uint8 index, int256 value) private {
        attest(NELL, index, value);
        attest(OLEK, index, value);
        vm.warp(block.timestamp + WINDOW);
        agreement.settle(index);
    }

    function test_RevertWhen_ReleaseDateHasNotCome() external {
        fundAndMeasure();
        pay(1, 100);
        vm.warp(RELEASE - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_HoldBackPending.selector, RELEASE));
        agreement.releaseHoldBack();
    }

    function test_RevertGiven_NothingIsHeldBack() external {
        vm.warp(RELEASE);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_NothingHeldBack.selector));
        agreement.releaseHoldBack();
    }

    function test_ReleasesWhatWasHeldBack() external {
        attested(1, 100);
        afterWindow();
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Deposits.HeldBack(93); // an eighth of 750 is 93.75
        agreement.settle(1);
        assertPaid(1, 750, 750);
        assertCredits(657, 500, 250, 0);
        vm.assertEq(agreement.heldBack(), 93, "held back");
        vm.warp(RELEASE);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Deposits.HoldBackReleased(93);
        vm.prank(OUTSIDER);
        agreement.releaseHoldBack();
        assertCredits(750, 500, 250, 0);
        vm.assertEq(agreement.heldBack(), 0, "nothing left");
    }

    function test_ReleasesAllTogether() external {
        fundAndMeasure();
        pay(1, 100);
        pay(0, 80);
        vm.assertEq(agreement.heldBack(), 93 + 75, "held back");
        vm.warp(RELEASE);
        agreement.releaseHoldBack();
        vm.assertEq(agreement.credit(BENEFICIARY), 1_350, "all");
    }

    function test_HoldsNothingBackAfterTheDate() external {
        fundAndMeasure();
        attest(NELL, 1, 100);
        attest(OLEK, 1, 100);
        vm.warp(RELEASE);
        agreement.settle(1);
        vm.assertEq(agreement.heldBack(), 0, "held back");
        assertCredits(750, 500, 250, 0);
    }

    function test_HoldsBackOfTheUncontestedPart() external {
        attested(1, 100);
        challenge(UTILITY, 1, 40);
        afterWindow();
        agreement.payUndisputed(1);
        vm.assertEq(agreement.heldBack(), 56, "an eighth of 450");
        decide(1, 100);
        vm.assertEq(agreement.heldBack(), 56 + 37, "and of 300");
    }

    function test_HoldsNoBondBack() external {
        attested(0, 80);
        challenge(UTILITY, 0, 79);
        afterWindow();
        decide(0, 80);
        vm.assertEq(agreement.heldBack(), 75, "an eighth of 600");
        assertCredits(525 + 50, 0, 0, 50);
    }
}
