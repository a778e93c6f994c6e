// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { PerformanceContract } from "../src/PerformanceContract.sol";

/// @dev Behaves until it is told otherwise: then it keeps one hundredth of each transfer, takes from an account as a rebase
/// does, or calls the contract again while it moves tokens.
contract HostileToken is ERC20 {
    bool private takesFee;
    PerformanceContract private target;
    bytes private call;

    constructor() ERC20("Hostile", "HOS") { }

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function takeFee() external {
        takesFee = true;
    }

    function shrink(address account, uint256 amount) external {
        _burn(account, amount);
    }

    function arm(PerformanceContract target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (takesFee && from != address(0) && to != address(0)) super._update(to, address(0), amount / 100);
        if (address(target) == address(0)) return;
        (bool done, bytes memory reason) = address(target).call(call);
        if (done) return;
        assembly {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}

/// @dev Answers nothing to a transfer, as some old tokens do.
contract SilentToken {
    mapping(address account => uint256) public balanceOf;

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }

    function transfer(address to, uint256 amount) external {
        move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        move(from, to, amount);
    }

    function move(address from, address to, uint256 amount) private {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
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
