// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { VerifierRegistry } from "../../src/VerifierRegistry.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract RemoveTest is Agreement {
    function test_RevertWhen_NothingToRemove() external {
        vm.prank(ELECTOR);
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotAccredited.selector, OUTSIDER));
        registry.remove(OUTSIDER);
    }

    function test_RevertWhen_OutsiderRemoves() external {
        vm.prank(OUTSIDER);
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotElector.selector, OUTSIDER));
        registry.remove(NELL);
    }

    function test_NeedsTheThreshold() external {
        vm.prank(ELECTOR);
        registry.remove(NELL);
        vm.assertTrue(registry.isAccredited(NELL), "still accredited");
    }

    function test_Removes() external {
        vm.prank(ELECTOR);
        registry.remove(NELL);
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.AccreditationRemoved(NELL);
        vm.prank(SECOND_ELECTOR);
        registry.remove(NELL);
        vm.assertTrue(!registry.isAccredited(NELL), "removed");
        vm.assertTrue(registry.isAccredited(OLEK), "others stay");
    }
}
