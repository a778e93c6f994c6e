// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { PayoutSchedule } from "../../src/PayoutSchedule.sol";
import { vm } from "../Vm.sol";

contract PayoutTest {
    function testFuzz_PaysAllOrNothingAtAThreshold(int256 value, int256 threshold, uint256 amount) external pure {
        uint256 expected = value >= threshold ? amount : 0;
        vm.assertEq(PayoutSchedule.payout(value, threshold, threshold, amount), expected, "threshold");
    }

    function testFuzz_PaysNothingBelowACorridor(int256 value, int256 lower, int256 upper, uint256 amount)
        external
        pure
    {
        (value, lower, upper) = sorted(value, lower, upper);
        if (lower == upper) return;
        vm.assertEq(PayoutSchedule.payout(value, lower, upper, amount), 0, "below");
    }

    function testFuzz_PaysAllAboveACorridor(int256 value, int256 lower, int256 upper, uint256 amount) external pure {
        (lower, upper, value) = sorted(value, lower, upper);
        vm.assertEq(PayoutSchedule.payout(value, lower, upper, amount), amount, "above");
    }

    function testFuzz_NeverPaysLessForMore(int256 less, int256 more, int64 lower, uint64 width, uint256 amount)
        external
        pure
    {
        if (less > more) (less, more) = (more, less);
        int256 upper = int256(lower) + int256(uint256(width));
        uint256 forLess = PayoutSchedule.payout(less, lower, upper, amount);
        uint256 forMore = PayoutSchedule.payout(more, lower, upper, amount);
        vm.assertTrue(forLess <= forMore && forMore <= amount, "monotone and at most the amount");
    }

    function test_StaysExactAtTheExtremes() external pure {
        int256 least = type(int256).min;
        int256 most = type(int256).max;
        vm.assertEq(PayoutSchedule.payout(most - 1, least, most, type(uint256).max), type(uint256).max - 1, "one below");
        vm.assertEq(PayoutSchedule.payout(least + 1, least, most, type(uint256).max), 1, "one above");
    }

    function test_PaysWhatTheSharedVectorsSay() external view {
        string memory json = vm.readFile("test/vectors/payout.json");
        int256[] memory values = vm.parseJsonIntArray(json, ".value");
        int256[] memory lowers = vm.parseJsonIntArray(json, ".lower");
        int256[] memory uppers = vm.parseJsonIntArray(json, ".upper");
        uint256[] memory amounts = vm.parseJsonUintArray(json, ".amount");
        uint256[] memory payouts = vm.parseJsonUintArray(json, ".payout");
        vm.assertTrue(payouts.length >= 300, "number of vectors");
        for (uint256 i = 0; i < payouts.length; i++) {
            vm.assertEq(PayoutSchedule.payout(values[i], lowers[i], uppers[i], amounts[i]), payouts[i], vm.toString(i));
        }
    }

    function sorted(int256 a, int256 b, int256 c) private pure returns (int256, int256, int256) {
        if (a > b) (a, b) = (b, a);
        if (b > c) (b, c) = (c, b);
        if (a > b) (a, b) = (b, a);
        return (a, b, c);
    }
}
