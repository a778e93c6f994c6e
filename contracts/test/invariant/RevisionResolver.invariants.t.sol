// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { Head } from "../../src/Types.sol";
import { Revising } from "../Revising.sol";
import { vm } from "../Vm.sol";
import { Revisers } from "./Revisers.sol";

/// @dev The letters are those of the list in docs/updates.md.
contract RevisionResolverInvariants is Revising {
    Revisers private revisers;

    function setUp() public override {
        super.setUp();
        revisers = new Revisers(revisions, eas);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(revisers);
    }

    /// forge-config: default.invariant.depth = 40
    function invariant_All() external view {
        vm.assertEq(bytes(revisers.violation()).length, 0, revisers.violation());
        for (uint256 i = 0; i < revisers.SEQUENCES(); i++) {
            headIsTheNewestAdmitted(i);
            eachNamesTheOneBefore(i);
        }
    }

    /// @dev A. The head is the last revision admitted, and its number is how many there were; a revocation changes neither.
    function headIsTheNewestAdmitted(uint256 sequence) private view {
        bytes32[] memory admitted = revisers.admitted(sequence);
        Head memory head = revisers.head(sequence);
        vm.assertEq(uint256(head.revision), admitted.length, "number of the head");
        vm.assertEq(head.uid, admitted.length == 0 ? bytes32(0) : admitted[admitted.length - 1], "UID of the head");
    }

    /// @dev B. Walked back from the head, each has the number below and the same claim and attester, down to 1.
    function eachNamesTheOneBefore(uint256 sequence) private view {
        Head memory head = revisers.head(sequence);
        bytes32 uid = head.uid;
        for (uint256 number = head.revision; number > 0; number--) {
            Attestation memory attestation = eas.getAttestation(uid);
            (,, uint256 claim, uint32 revision,,, bytes32 previous) =
                abi.decode(attestation.data, (uint256, address, uint256, uint32, uint8, string, bytes32));
            vm.assertEq(attestation.attester, revisers.attester(sequence), "attester");
            vm.assertEq(claim, revisers.claim(sequence), "claim");
            vm.assertEq(uint256(revision), number, "number");
            uid = previous;
        }
        vm.assertEq(uid, bytes32(0), "the first has no predecessor");
    }
}
