// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { VerifierRegistry } from "../../src/VerifierRegistry.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract RegistryConstructorTest is Agreement {
    function refuseElectors(bytes memory reason, address[] memory electors, uint256 threshold) private {
        vm.expectRevert(reason);
        new VerifierRegistry(electors, threshold);
    }

    function test_RevertWhen_ThereAreNoElectors() external {
        refuseElectors(
            abi.encodeWithSelector(Errors.VerifierRegistry_NumberOfElectors.selector, 0, 20), new address[](0), 1
        );
    }

    function test_RevertWhen_ThereAreTooManyElectors() external {
        refuseElectors(
            abi.encodeWithSelector(Errors.VerifierRegistry_NumberOfElectors.selector, 21, 20), new address[](21), 11
        );
    }

    function test_RevertWhen_ThresholdIsHalf() external {
        address[] memory four = new address[](4);
        refuseElectors(abi.encodeWithSelector(Errors.VerifierRegistry_ThresholdOutOfRange.selector, 2, 4), four, 2);
    }

    function test_RevertWhen_ThresholdIsMoreThanAll() external {
        refuseElectors(
            abi.encodeWithSelector(Errors.VerifierRegistry_ThresholdOutOfRange.selector, 4, 3),
            list(ELECTOR, SECOND_ELECTOR, THIRD_ELECTOR),
            4
        );
    }

    function test_RevertWhen_ElectorIsZero() external {
        refuseElectors(
            abi.encodeWithSelector(Errors.VerifierRegistry_ElectorInvalid.selector, address(0)),
            list(ELECTOR, address(0), THIRD_ELECTOR),
            2
        );
    }

    function test_RevertWhen_ElectorIsNamedTwice() external {
        refuseElectors(
            abi.encodeWithSelector(Errors.VerifierRegistry_ElectorInvalid.selector, ELECTOR),
            list(ELECTOR, SECOND_ELECTOR, ELECTOR),
            2
        );
    }

    function test_FixesElectorsAndThreshold() external view {
        vm.assertEq(registry.threshold(), 2, "threshold");
        vm.assertEq(registry.electors().length, 3, "electors");
        vm.assertEq(registry.electors()[2], THIRD_ELECTOR, "third elector");
        vm.assertTrue(registry.isElector(ELECTOR) && !registry.isElector(OUTSIDER), "is elector");
    }
}
