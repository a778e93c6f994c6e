// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { PerformanceContractFactory } from "../../src/PerformanceContractFactory.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract FactoryConstructorTest is Agreement {
    function test_RevertWhen_MinimumIsTooLong() external {
        vm.expectRevert(
            abi.encodeWithSelector(Errors.PerformanceContractFactory_MinimumTooLong.selector, 365 days + 1, 365 days)
        );
        new PerformanceContractFactory(eas, registry, TREASURY, 365 days + 1);
    }

    function test_RevertWhen_TreasuryIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContractFactory_TreasuryZero.selector));
        new PerformanceContractFactory(eas, registry, address(0), 0);
    }

    function test_DeploysItsResolver() external {
        PerformanceContractFactory other = new PerformanceContractFactory(eas, registry, TREASURY, 0);
        vm.assertEq(address(other.milestoneResolver().factory()), address(other), "factory");
        vm.assertEq(address(other.milestoneResolver().registry()), address(registry), "registry");
        vm.assertEq(other.treasury(), TREASURY, "treasury");
        vm.assertTrue(address(other.milestoneResolver()) != address(resolver), "a resolver of its own");
    }
}
