// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { Errors } from "./Errors.sol";

/// @notice Play money for the embedded chain: worth nothing, minted by its deployer at will.
contract DemonstrationToken is ERC20 {
    address public immutable minter;

    constructor() ERC20("Demonstration Dollar", "dUSD") {
        minter = msg.sender;
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    /// @notice Creates `amount` (in millionths) for `account`.
    function mint(address account, uint256 amount) external {
        require(msg.sender == minter, Errors.DemonstrationToken_NotMinter(msg.sender));
        _mint(account, amount);
    }
}
