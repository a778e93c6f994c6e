// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { PerformanceContract } from "../src/PerformanceContract.sol";

/// @dev Keeps one hundredth of each transfer.
contract FeeToken is ERC20 {
    constructor() ERC20("Fee", "FEE") { }

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from != address(0) && to != address(0)) super._update(to, address(0), amount / 100);
    }
}

/// @dev Calls the contract again, as a payer or for a party, while it moves tokens.
contract ReenteringToken is ERC20 {
    PerformanceContract private target;
    bytes private call;

    constructor() ERC20("Reentering", "REE") { }

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function arm(PerformanceContract target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (address(target) == address(0)) return;
        (bool done, bytes memory reason) = address(target).call(call);
        if (done) return;
        assembly {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}

/// @dev Refuses to send to one account, as tokens with a deny list do.
contract RefusingToken is ERC20 {
    address private immutable refused;

    constructor(address refused_) ERC20("Refusing", "REF") {
        refused = refused_;
    }

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(from == address(0) || to != refused);
        super._update(from, to, amount);
    }
}
