// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { VerifierRegistry } from "../../src/VerifierRegistry.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract AccreditTest is Agreement {
    function accreditBy(address elector, uint64 until) private {
        vm.prank(elector);
        registry.accredit(OUTSIDER, until);
    }

    function test_RevertWhen_OutsiderAccredits() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_NotElector.selector, OUTSIDER));
        accreditBy(OUTSIDER, ACCREDITED);
    }

    function test_RevertWhen_ZeroAddressIsAccredited() external {
        vm.prank(ELECTOR);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.VerifierRegistry_CannotAccredit.selector, address(0), ACCREDITED)
        );
        registry.accredit(address(0), ACCREDITED);
    }

    function test_RevertWhen_EndHasPassed() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.VerifierRegistry_CannotAccredit.selector, OUTSIDER, START));
        accreditBy(ELECTOR, START);
    }

    function test_RevertWhen_ElectorSupportsTwice() external {
        accreditBy(ELECTOR, ACCREDITED);
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.VerifierRegistry_SupportedAlready.selector,
                registry.accreditation(OUTSIDER, ACCREDITED),
                ELECTOR
            )
        );
        accreditBy(ELECTOR, ACCREDITED);
    }

    function test_NeedsTheThreshold() external {
        bytes32 decision = registry.accreditation(OUTSIDER, ACCREDITED);
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.Supported(decision, ELECTOR);
        accreditBy(ELECTOR, ACCREDITED);
        vm.assertTrue(!registry.isAccredited(OUTSIDER), "accredited");
        vm.assertEq(registry.supporters(decision).length, 1, "supporters");
        vm.assertEq(registry.supporters(decision)[0], ELECTOR, "supporter");
    }

    function test_KeepsEndsApart() external {
        accreditBy(ELECTOR, ACCREDITED);
        accreditBy(SECOND_ELECTOR, ACCREDITED + 1);
        vm.assertTrue(!registry.isAccredited(OUTSIDER), "accredited");
    }

    function test_Accredits() external {
        accreditBy(ELECTOR, ACCREDITED);
        vm.expectEmit(true, true, true, true, address(registry));
        emit VerifierRegistry.Accredited(OUTSIDER, ACCREDITED);
        accreditBy(THIRD_ELECTOR, ACCREDITED);
        vm.assertTrue(registry.isAccredited(OUTSIDER), "accredited");
        vm.assertEq(registry.accreditedUntil(OUTSIDER), ACCREDITED, "until");
    }

    function test_EndsByItself() external {
        vm.warp(ACCREDITED - 1);
        vm.assertTrue(registry.isAccredited(NELL), "last second");
        vm.warp(ACCREDITED);
        vm.assertTrue(!registry.isAccredited(NELL), "ended");
    }

    function test_ReplacesTheEnd() external {
        vm.prank(ELECTOR);
        registry.accredit(NELL, START + 1);
        vm.prank(SECOND_ELECTOR);
        registry.accredit(NELL, START + 1);
        vm.assertEq(registry.accreditedUntil(NELL), START + 1, "until");
    }

    function test_NeedsTheThresholdAgain() external {
        endAccreditation(NELL);
        vm.prank(ELECTOR);
        registry.accredit(NELL, ACCREDITED);
        vm.assertTrue(!registry.isAccredited(NELL), "one elector");
        vm.prank(SECOND_ELECTOR);
        registry.accredit(NELL, ACCREDITED);
        vm.assertTrue(registry.isAccredited(NELL), "two electors");
    }
}
