// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {
    AttestationRequest,
    AttestationRequestData
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { ISchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/ISchemaResolver.sol";
import { RevisionResolver } from "../src/RevisionResolver.sol";
import { Head } from "../src/Types.sol";
import { Agreement } from "./Agreement.sol";
import { vm } from "./Vm.sol";

/// @dev The revision resolver with its schema, beside the agreement's contracts.
abstract contract Revising is Agreement {
    address internal constant HYPERCERTS = address(0xF0);
    string internal constant CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";

    RevisionResolver internal revisions;

    function setUp() public virtual override {
        super.setUp();
        revisions = new RevisionResolver(eas);
        schema = schemas.register(revisions.SCHEMA(), ISchemaResolver(address(revisions)), true);
        vm.assertEq(schema, revisions.schemaUid(), "schema");
    }

    function withData(bytes memory data) internal view returns (AttestationRequest memory what) {
        what = AttestationRequest(schema, AttestationRequestData(address(0), 0, true, 0, data, 0));
    }

    function revision(address hypercerts, uint256 claim, uint32 number, bytes32 previous)
        internal
        view
        returns (AttestationRequest memory)
    {
        return withData(abi.encode(block.chainid, hypercerts, claim, number, uint8(1), CID, previous));
    }

    function revision(uint32 number, bytes32 previous) internal view returns (AttestationRequest memory) {
        return revision(HYPERCERTS, CLAIM, number, previous);
    }

    function assertHead(address hypercerts, uint256 claim, address attester, uint32 number, bytes32 uid) internal view {
        Head memory head = revisions.head(hypercerts, claim, attester);
        vm.assertEq(uint256(head.revision), number, "number of the head");
        vm.assertEq(head.uid, uid, "UID of the head");
    }

    function assertHead(address attester, uint32 number, bytes32 uid) internal view {
        assertHead(HYPERCERTS, CLAIM, attester, number, uid);
    }
}
