// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {
    AttestationRequest,
    AttestationRequestData,
    IEAS,
    RevocationRequest,
    RevocationRequestData
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { RevisionResolver } from "../../src/RevisionResolver.sol";
import { Head } from "../../src/Types.sol";
import { vm } from "../Vm.sol";

/// @dev Attesters who extend and revoke their sequences on two claims, and try to break them, in any order. Remembers what
/// was admitted, which the resolver itself does not.
contract Revisers {
    address private constant HYPERCERTS = address(0xF0);
    string private constant CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
    uint256 public constant SEQUENCES = 6;

    RevisionResolver private immutable revisions;
    IEAS private immutable eas;
    bytes32 private immutable schema;

    mapping(uint256 sequence => bytes32[]) private _admitted;
    mapping(bytes32 uid => bool) private _revoked;
    string public violation;

    constructor(RevisionResolver revisions_, IEAS eas_) {
        (revisions, eas, schema) = (revisions_, eas_, revisions_.schemaUid());
    }

    function attester(uint256 sequence) public pure returns (address) {
        return address(uint160(0xE0 + sequence % 3));
    }

    function claim(uint256 sequence) public pure returns (uint256) {
        return (sequence / 3 + 1) << 128;
    }

    function admitted(uint256 sequence) external view returns (bytes32[] memory) {
        return _admitted[sequence];
    }

    function head(uint256 sequence) public view returns (Head memory) {
        return revisions.head(HYPERCERTS, claim(sequence), attester(sequence));
    }

    function extend(uint256 sequence, uint8 kind) external {
        sequence %= SEQUENCES;
        Head memory last = head(sequence);
        vm.prank(attester(sequence));
        _admitted[sequence].push(eas.attest(request(sequence, last.revision + 1, kind % 3, last.uid)));
    }

    function jump(uint256 sequence, uint32 number, uint256 which) external {
        sequence %= SEQUENCES;
        Head memory last = head(sequence);
        number %= last.revision + 3;
        bytes32 previous = anyUid(which);
        if (number == last.revision + 1 && previous == last.uid) return;
        vm.prank(attester(sequence));
        try eas.attest(request(sequence, number, 0, previous)) {
            violation = "a revision out of sequence was admitted";
        } catch { }
    }

    function revoke(uint256 sequence, uint256 which) external {
        sequence %= SEQUENCES;
        if (_admitted[sequence].length == 0) return;
        bytes32 uid = _admitted[sequence][which % _admitted[sequence].length];
        if (_revoked[uid]) return;
        _revoked[uid] = true;
        vm.prank(attester(sequence));
        eas.revoke(RevocationRequest(schema, RevocationRequestData(uid, 0)));
    }

    function anyUid(uint256 which) private view returns (bytes32) {
        bytes32[] storage of_ = _admitted[which % SEQUENCES];
        return of_.length == 0 ? bytes32(0) : of_[(which / SEQUENCES) % of_.length];
    }

    function request(uint256 sequence, uint32 number, uint8 kind, bytes32 previous)
        private
        view
        returns (AttestationRequest memory)
    {
        bytes memory data = abi.encode(block.chainid, HYPERCERTS, claim(sequence), number, kind, CID, previous);
        return AttestationRequest(schema, AttestationRequestData(address(0), 0, true, 0, data, 0));
    }
}
