// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { ReentrancyGuard } from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import { Deposits } from "../../src/Deposits.sol";
import { Errors } from "../../src/Errors.sol";
import { PerformanceContract } from "../../src/PerformanceContract.sol";
import { Terms } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { HostileToken, RefusingToken } from "../HostileTokens.sol";
import { vm } from "../Vm.sol";

contract WithdrawTest is Agreement {
    function expireFirst() private {
        vm.warp(DEADLINE);
        agreement.expire(0);
    }

    function test_RevertGiven_NoCredit() external {
        fundAndMeasure();
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_NothingToWithdraw.selector, OUTSIDER));
        agreement.withdraw(OUTSIDER);
    }

    function test_RevertGiven_WithdrawnAlready() external {
        fundAndMeasure();
        expireFirst();
        agreement.withdraw(UTILITY);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_NothingToWithdraw.selector, UTILITY));
        agreement.withdraw(UTILITY);
    }

    function test_RevertWhen_TokenReenters() external {
        HostileToken hostile = new HostileToken();
        Terms memory terms = agreed();
        terms.token = address(hostile);
        agreement = factory.create(terms);
        hostile.mint(UTILITY, 3_000);
        vm.prank(UTILITY);
        hostile.approve(address(agreement), 3_000);
        fund(UTILITY, 3_000);
        expireFirst();
        hostile.arm(agreement, abi.encodeCall(agreement.withdraw, (UTILITY)));
        vm.expectRevert(abi.encodeWithSelector(ReentrancyGuard.ReentrancyGuardReentrantCall.selector));
        agreement.withdraw(UTILITY);
    }

    function test_OneRefusedPartyDoesNotBlockOthers() external {
        RefusingToken refusing = new RefusingToken(UTILITY);
        Terms memory terms = agreed();
        terms.token = address(refusing);
        agreement = factory.create(terms);
        refusing.mint(UTILITY, 2_000);
        refusing.mint(FUND, 1_000);
        vm.prank(UTILITY);
        refusing.approve(address(agreement), 2_000);
        vm.prank(FUND);
        refusing.approve(address(agreement), 1_000);
        fund(UTILITY, 2_000);
        fund(FUND, 1_000);
        expireFirst();
        vm.expectRevert();
        agreement.withdraw(UTILITY);
        agreement.withdraw(FUND);
        vm.assertEq(refusing.balanceOf(FUND), 200, "fund");
        vm.assertEq(agreement.credit(UTILITY), 400, "utility's credit stays");
    }

    function test_PaysWhileThereIsAny() external {
        HostileToken rebasing = new HostileToken();
        Terms memory terms = agreed();
        terms.token = address(rebasing);
        agreement = factory.create(terms);
        rebasing.mint(UTILITY, 2_000);
        rebasing.mint(FUND, 1_000);
        vm.prank(UTILITY);
        rebasing.approve(address(agreement), 2_000);
        vm.prank(FUND);
        rebasing.approve(address(agreement), 1_000);
        fund(UTILITY, 2_000);
        fund(FUND, 1_000);
        expireFirst();
        rebasing.shrink(address(agreement), 2_500);
        agreement.withdraw(UTILITY);
        vm.expectRevert();
        agreement.withdraw(FUND);
        vm.assertEq(agreement.credit(FUND), 200, "the credit stays");
    }

    function test_SendsTheCreditToTheParty() external {
        fundAndMeasure();
        expireFirst();
        uint256 before = token.balanceOf(UTILITY);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Deposits.Withdrawn(UTILITY, 400);
        vm.prank(OUTSIDER);
        agreement.withdraw(UTILITY);
        vm.assertEq(token.balanceOf(UTILITY) - before, 400, "received");
        vm.assertEq(token.balanceOf(OUTSIDER), 0, "outsider");
        vm.assertEq(agreement.credit(UTILITY), 0, "credit");
    }
}
