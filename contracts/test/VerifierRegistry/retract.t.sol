// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { VerifierRegistry } from "../../src/VerifierRegistry.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract RetractTest is Agreement {
    function refuseRetraction(bytes32 decision, address who) private {
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotSupported.selector, decision, who));
        vm.prank(who);
        registry.retract(decision);
    }

    function test_RevertWhen_NotSupported() external {
        vm.prank(ELECTOR);
        registry.remove(NELL);
        refuseRetraction(registry.removal(NELL), SECOND_ELECTOR);
    }

    function test_RevertGiven_DecisionIsMade() external {
        endAccreditation(NELL);
        refuseRetraction(registry.removal(NELL), ELECTOR);
    }

    function test_Retracts() external {
        bytes32 decision = registry.removal(NELL);
        vm.prank(ELECTOR);
        registry.remove(NELL);
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.SupportRetracted(decision, ELECTOR);
        vm.prank(ELECTOR);
        registry.retract(decision);
        vm.prank(SECOND_ELECTOR);
        registry.remove(NELL);
        vm.assertTrue(registry.isAccredited(NELL), "still accredited");
        vm.assertEq(registry.supporters(decision)[0], SECOND_ELECTOR, "only the other supports it");
    }
}
