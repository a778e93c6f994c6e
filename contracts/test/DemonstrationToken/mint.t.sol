// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { DemonstrationToken } from "../../src/DemonstrationToken.sol";
import { Errors } from "../../src/Errors.sol";
import { vm } from "../Vm.sol";

contract MintTest {
    DemonstrationToken private token = new DemonstrationToken();

    function test_RevertWhen_CallerIsNotTheDeployer() external {
        vm.prank(address(1));
        vm.expectRevert(abi.encodeWithSelector(Errors.DemonstrationToken_NotMinter.selector, address(1)));
        token.mint(address(1), 1);
    }

    function test_CreatesTokens() external {
        token.mint(address(1), 1_000_000);
        vm.assertEq(token.balanceOf(address(1)), 10 ** token.decimals(), "one Demonstration Dollar");
    }
}
