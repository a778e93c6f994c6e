// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { VerifierRegistry } from "../../src/VerifierRegistry.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract AccreditationTest is Agreement {
    function test_RevertWhen_OutsiderAccredits() external {
        vm.prank(OUTSIDER);
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotRegistrar.selector, OUTSIDER));
        registry.accredit(OUTSIDER);
    }

    function test_RevertWhen_OutsiderRemoves() external {
        vm.prank(OUTSIDER);
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotRegistrar.selector, OUTSIDER));
        registry.remove(NELL);
    }

    function test_RevertWhen_ZeroAddressIsAccredited() external {
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_CannotAccredit.selector, address(0)));
        registry.accredit(address(0));
    }

    function test_RevertWhen_AccreditedTwice() external {
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_CannotAccredit.selector, NELL));
        registry.accredit(NELL);
    }

    function test_RevertWhen_NothingToRemove() external {
        vm.prank(REGISTRAR);
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotAccredited.selector, OUTSIDER));
        registry.remove(OUTSIDER);
    }

    function test_StartsWithTheInitialVerifiers() external view {
        vm.assertTrue(registry.isAccredited(NELL) && registry.isAccredited(UNNAMED), "initial");
        vm.assertTrue(!registry.isAccredited(OUTSIDER) && !registry.isAccredited(REGISTRAR), "others");
    }

    function test_Accredits() external {
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.Accredited(OUTSIDER);
        vm.prank(REGISTRAR);
        registry.accredit(OUTSIDER);
        vm.assertTrue(registry.isAccredited(OUTSIDER), "accredited");
    }

    function test_Removes() external {
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.AccreditationRemoved(NELL);
        vm.prank(REGISTRAR);
        registry.remove(NELL);
        vm.assertTrue(!registry.isAccredited(NELL), "removed");
    }
}
