// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { ReentrancyGuard } from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import { Deposits } from "../../src/Deposits.sol";
import { Errors } from "../../src/Errors.sol";
import { PerformanceContract } from "../../src/PerformanceContract.sol";
import { Terms } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { HostileToken, SilentToken } from "../HostileTokens.sol";
import { vm } from "../Vm.sol";

contract FundTest is Agreement {
    function agreeOn(address otherToken) private {
        Terms memory terms = agreed();
        terms.token = otherToken;
        agreement = factory.create(terms);
    }

    function test_RevertWhen_AmountIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_FundingOutOfRange.selector, 0, 3_000));
        fund(UTILITY, 0);
    }

    function test_RevertWhen_AmountExceedsWhatIsNeeded() external {
        fund(UTILITY, 1_000);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_FundingOutOfRange.selector, 2_001, 2_000));
        fund(FUND, 2_001);
    }

    function test_RevertWhen_FirstDeadlineHasPassed() external {
        vm.warp(DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_FundingClosed.selector, DEADLINE));
        fund(UTILITY, 3_000);
    }

    function test_RevertWhen_CallerIsNamedVerifier() external {
        provide(NELL);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_MayNotPay.selector, NELL));
        fund(NELL, 3_000);
    }

    function test_RevertWhen_CallerIsTheArbiter() external {
        provide(ARBITER);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_MayNotPay.selector, ARBITER));
        fund(ARBITER, 3_000);
    }

    function test_RevertWhen_CallerIsTheTreasury() external {
        provide(TREASURY);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_MayNotPay.selector, TREASURY));
        fund(TREASURY, 3_000);
    }

    function test_RevertWhen_FirstDepositIsTooSmall() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_DepositTooSmall.selector, 149, 150));
        fund(UTILITY, 149);
    }

    function test_RevertWhen_TokenTakesAFee() external {
        HostileToken fee = new HostileToken();
        fee.takeFee();
        fee.mint(UTILITY, 3_000);
        agreeOn(address(fee));
        vm.prank(UTILITY);
        fee.approve(address(agreement), 3_000);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_DepositDiffers.selector, 3_000, 2_970));
        fund(UTILITY, 3_000);
    }

    function test_RevertWhen_TokenReenters() external {
        HostileToken hostile = new HostileToken();
        hostile.mint(UTILITY, 3_000);
        agreeOn(address(hostile));
        vm.prank(UTILITY);
        hostile.approve(address(agreement), 3_000);
        hostile.arm(agreement, abi.encodeCall(agreement.fund, (1_000)));
        vm.expectRevert(abi.encodeWithSelector(ReentrancyGuard.ReentrancyGuardReentrantCall.selector));
        fund(UTILITY, 1_000);
    }

    function test_RevertGiven_TokenShrank() external {
        HostileToken rebasing = new HostileToken();
        rebasing.mint(UTILITY, 3_000);
        agreeOn(address(rebasing));
        vm.prank(UTILITY);
        rebasing.approve(address(agreement), 3_000);
        fund(UTILITY, 1_000);
        rebasing.shrink(address(agreement), 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_TokenShrank.selector, 999, 1_000));
        fund(UTILITY, 1_000);
    }

    function test_AcceptsATokenThatAnswersNothing() external {
        SilentToken silent = new SilentToken();
        silent.mint(UTILITY, 3_000);
        agreeOn(address(silent));
        fund(UTILITY, 3_000);
        vm.assertEq(silent.balanceOf(address(agreement)), 3_000, "balance");
        vm.warp(DEADLINE);
        agreement.expire(0);
        agreement.withdraw(UTILITY);
        vm.assertEq(silent.balanceOf(UTILITY), 600, "withdrawn");
    }

    function test_CountsTheDeposit() external {
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Deposits.Funded(UTILITY, 1_000);
        fund(UTILITY, 1_000);
        vm.assertEq(token.balanceOf(address(agreement)), 1_000, "balance");
        vm.assertEq(agreement.deposit(UTILITY), 1_000, "deposit");
        vm.assertEq(agreement.funded(), 1_000, "funded");
    }

    function test_AcceptsASmallDepositThatCompletes() external {
        fund(UTILITY, 2_999);
        fund(FUND, 1);
        vm.assertEq(agreement.funded(), 3_000, "funded");
    }

    function test_AddsUpDepositsOfOnePayer() external {
        fund(UTILITY, 150);
        fund(UTILITY, 1);
        vm.assertEq(agreement.deposit(UTILITY), 151, "deposit");
        vm.assertEq(agreement.payers().length, 1, "payers");
    }

    function testFuzz_OrdersPayersByDeposit(uint8[12] calldata choices) external {
        for (uint256 i = 0; i < choices.length; i++) {
            address payer = address(0xC0 + uint160(choices[i] % 5));
            uint256 remaining = 3_000 - agreement.funded();
            uint256 amount = 150 + choices[i] % 97;
            provide(payer);
            fund(payer, amount < remaining ? amount : remaining);
            if (agreement.funded() == 3_000) break;
        }
        address[] memory payers = agreement.payers();
        uint256 sum = 0;
        for (uint256 i = 0; i < payers.length; i++) {
            sum += agreement.deposit(payers[i]);
            vm.assertTrue(i == 0 || agreement.deposit(payers[i - 1]) >= agreement.deposit(payers[i]), "largest first");
        }
        vm.assertEq(sum, agreement.funded(), "each payer once");
    }

    function test_BacksMilestonesInTheirOrder() external {
        fund(UTILITY, 700);
        vm.assertEq(agreement.backing(0), 600, "first");
        vm.assertEq(agreement.backing(1), 100, "second");
        vm.assertEq(agreement.backing(2), 0, "third");
    }
}
