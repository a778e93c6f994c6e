// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { RevocationRequest, RevocationRequestData } from
    "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { Errors } from "../../src/Errors.sol";
import { Revising } from "../Revising.sol";
import { vm } from "../Vm.sol";

contract RevisionRevokeTest is Revising {
    bytes32 private first;
    bytes32 private second;

    function setUp() public override {
        super.setUp();
        first = attest(NELL, revision(1, 0));
        second = attest(NELL, revision(2, first));
    }

    function refuseRevocation(address caller, bytes32 uid, bytes4 reason) private {
        vm.prank(caller);
        vm.expectRevert(reason);
        eas.revoke(RevocationRequest(schema, RevocationRequestData(uid, 0)));
    }

    function test_RevertWhen_CallerIsNotTheAttester() external {
        refuseRevocation(OLEK, second, bytes4(keccak256("AccessDenied()")));
    }

    function test_RevokesTheHead() external {
        revoke(NELL, second);
        vm.assertTrue(eas.getAttestation(second).revocationTime > 0, "revoked");
        assertHead(NELL, 2, second);
    }

    function test_NextFollowsARevokedHead() external {
        revoke(NELL, second);
        refuse(
            abi.encodeWithSelector(Errors.RevisionResolver_OutOfSequence.selector, 2, first, 2, second),
            NELL,
            revision(2, first)
        );
        bytes32 third = attest(NELL, revision(3, second));
        assertHead(NELL, 3, third);
    }

    function test_RevokesAnOlderOne() external {
        revoke(NELL, first);
        vm.assertTrue(eas.getAttestation(first).revocationTime > 0, "revoked");
        assertHead(NELL, 2, second);
    }

    function test_RevertWhen_AlreadyRevoked() external {
        revoke(NELL, first);
        refuseRevocation(NELL, first, bytes4(keccak256("AlreadyRevoked()")));
    }
}
