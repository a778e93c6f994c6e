// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice What a measured value is worth.
library PayoutSchedule {
    /// @notice amount · clamp((value − lower) / (upper − lower), 0, 1), rounded down, in the payers' favour. With lower
    /// equal to upper all or nothing: the amount from the threshold on. Exact for every value of the types.
    /// @param lower at most `upper`
    function payout(int256 value, int256 lower, int256 upper, uint256 amount) internal pure returns (uint256) {
        if (value >= upper) return amount;
        if (value <= lower) return 0;
        return Math.mulDiv(amount, distance(lower, value), distance(lower, upper));
    }

    function distance(int256 from, int256 to) private pure returns (uint256) {
        // from ≤ to, and two's complement subtraction is exact modulo 2^256: the difference always fits a uint256.
        unchecked {
            return uint256(to) - uint256(from);
        }
    }
}
