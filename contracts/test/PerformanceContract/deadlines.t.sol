// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract DeadlinesTest is Agreement {
    function test_RevertWhen_MilestoneOfTheWindowIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        agreement.challengeEnd(3);
    }

    function test_RevertWhen_MilestoneOfTheArbiterIsUnknown() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3));
        agreement.arbitrationEnd(3);
    }

    function test_EndsTheChallengeWindow() external {
        attested(1, 100);
        vm.assertEq(agreement.challengeEnd(1), MEASURED + 1 days + WINDOW, "challenge window");
    }

    function test_EndsArbitration() external {
        attested(1, 100);
        vm.assertEq(agreement.arbitrationEnd(1), MEASURED + 1 days + WINDOW + ARBITRATION, "arbitration");
    }
}
