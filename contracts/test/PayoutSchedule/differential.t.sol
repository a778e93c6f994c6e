// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { PayoutSchedule } from "../../src/PayoutSchedule.sol";
import { vm } from "../Vm.sol";

/// @dev The cases are made as `PayoutDigestTest` in Java makes them: from the Keccak-256 hashes of case number and part,
/// with corridors 8 to 254 bits wide, each seventh a threshold. The digest chains the payouts.
contract DifferentialTest {
    uint256 private constant STRETCH = 250;

    /// @dev PAYOUT_CASES is a number that `payout-digests.json` has a digest for.
    function test_PaysWhatTheJavaReferencePays() external view {
        string memory number = vm.envOr("PAYOUT_CASES", string("10000"));
        bytes32 expected = vm.parseJsonBytes32(vm.readFile("test/vectors/payout-digests.json"), string.concat(".", number));
        uint256 cases = vm.parseUint(number);
        bytes32 digest;
        for (uint256 first = 0; first < cases; first += STRETCH) {
            digest = this.chained(digest, first);
        }
        vm.assertEq(digest, expected, "digest");
    }

    /// @dev A call of its own for each stretch, so that memory stays small.
    function chained(bytes32 digest, uint256 first) external pure returns (bytes32) {
        for (uint256 i = first; i < first + STRETCH; i++) {
            digest = keccak256(abi.encodePacked(digest, payout(i)));
        }
        return digest;
    }

    function payout(uint256 number) private pure returns (uint256) {
        uint256 width = [uint256(8), 32, 64, 128, 254][number % 5];
        int256 lower = int256(bits(number, 0, width)) - int256(1 << (width - 1));
        int256 upper = number % 7 == 0 ? lower : lower + int256(bits(number, 1, width));
        uint256 span = uint256(upper - lower);
        uint256 offset = Math.mulDiv(span, 3 * bits(number, 2, 32), 1 << 33);
        int256 value = lower - int256(span / 4) + int256(offset);
        return PayoutSchedule.payout(value, lower, upper, bits(number, 3, Math.min(2 * width, 256)));
    }

    function bits(uint256 number, uint256 part, uint256 width) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(number, part))) >> (256 - width);
    }
}
