// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { VerifierRegistry } from "../../src/VerifierRegistry.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract ConflictsTest is Agreement {
    bytes32 private constant SUBJECT = keccak256("a subject");

    function declare() private {
        vm.prank(NELL);
        registry.declareConflict(SUBJECT);
    }

    function declareBy(address elector) private {
        vm.prank(elector);
        registry.declareConflictOf(NELL, SUBJECT);
    }

    function clearBy(address elector) private {
        vm.prank(elector);
        registry.clearConflict(NELL, SUBJECT);
    }

    function test_RevertWhen_ConflictStands() external {
        declare();
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_ConflictStands.selector, NELL, SUBJECT));
        declare();
    }

    function test_DeclaresTheCallersOwn() external {
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.ConflictDeclared(NELL, SUBJECT);
        declare();
        vm.assertTrue(registry.inConflict(NELL, SUBJECT), "stands");
        vm.assertTrue(!registry.inConflict(OLEK, SUBJECT), "others have none");
    }

    function test_RevertWhen_OutsiderDeclaresForOthers() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotElector.selector, OUTSIDER));
        declareBy(OUTSIDER);
    }

    function test_NeedsTheThresholdToDeclare() external {
        declareBy(ELECTOR);
        vm.assertTrue(!registry.inConflict(NELL, SUBJECT), "one elector");
        vm.assertEq(registry.supporters(registry.conflict(NELL, SUBJECT)).length, 1, "supporters");
    }

    function test_ElectorsDeclare() external {
        declareBy(ELECTOR);
        declareBy(THIRD_ELECTOR);
        vm.assertTrue(registry.inConflict(NELL, SUBJECT), "two electors");
    }

    function test_RevertWhen_NothingToClear() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NoConflict.selector, NELL, SUBJECT));
        clearBy(ELECTOR);
    }

    function test_RevertWhen_VerifierClearsItsOwn() external {
        declare();
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotElector.selector, NELL));
        clearBy(NELL);
    }

    function test_NeedsTheThresholdToClear() external {
        declare();
        clearBy(ELECTOR);
        vm.assertTrue(registry.inConflict(NELL, SUBJECT), "one elector");
        vm.assertEq(registry.supporters(registry.clearance(NELL, SUBJECT)).length, 1, "supporters");
    }

    function test_ElectorsClear() external {
        declare();
        clearBy(ELECTOR);
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.ConflictCleared(NELL, SUBJECT);
        clearBy(SECOND_ELECTOR);
        vm.assertTrue(!registry.inConflict(NELL, SUBJECT), "two electors");
    }

    function test_IsZeroWithoutAConflict() external view {
        bytes32[] memory subjects = new bytes32[](2);
        (subjects[0], subjects[1]) = (keccak256("another"), SUBJECT);
        vm.assertEq(registry.firstConflict(NELL, subjects), bytes32(0), "none");
    }

    function test_IsTheFirstConflict() external {
        declare();
        bytes32[] memory subjects = new bytes32[](3);
        (subjects[0], subjects[1], subjects[2]) = (keccak256("another"), SUBJECT, SUBJECT);
        vm.assertEq(registry.firstConflict(NELL, subjects), SUBJECT, "second");
    }
}
