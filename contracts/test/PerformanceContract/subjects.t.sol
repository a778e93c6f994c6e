// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { claimSubject, partySubject } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract SubjectsTest is Agreement {
    function test_NamesClaimAndBeneficiary() external view {
        bytes32[] memory subjects = agreement.subjects();
        vm.assertEq(subjects.length, 2, "number");
        vm.assertEq(subjects[0], claimSubject(address(0xF0), CLAIM), "claim");
        vm.assertEq(subjects[1], partySubject(BENEFICIARY), "beneficiary");
    }

    function test_NamesThePayers() external {
        fund(FUND, 1_000);
        fund(UTILITY, 2_000);
        bytes32[] memory subjects = agreement.subjects();
        vm.assertEq(subjects.length, 4, "number");
        vm.assertEq(subjects[2], partySubject(UTILITY), "larger payer");
        vm.assertEq(subjects[3], partySubject(FUND), "smaller payer");
    }
}
