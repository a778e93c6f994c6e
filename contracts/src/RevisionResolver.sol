// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS, Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { Errors } from "./Errors.sol";
import { SingleSchemaResolver } from "./SingleSchemaResolver.sol";
import { Head, RevisionKind } from "./Types.sol";

/// @notice Keeps what is said of a claim after its mint in order: for each claim and attester one sequence of revisions,
/// numbered from 1, each naming the one before. Anybody may begin a sequence, since the hypercerts contract tells nobody who
/// minted; readers choose whom they believe. A revision never expires. It may be revoked at any time, whatever its place: it
/// keeps its number, and the next one still follows it, so that no number is ever given twice and nothing said can be
/// replaced unseen.
contract RevisionResolver is SingleSchemaResolver {
    string public constant SCHEMA =
        "uint256 chainId,address hypercerts,uint256 claimId,uint32 revision,uint8 kind,string documentCid,bytes32 previousUid";

    /// @dev Length in characters of a version 1 content identifier with a SHA-256 digest, in base32.
    uint256 private constant CID_LENGTH = 59;

    /// @dev The low half of a claim's number is zero; in a fraction's it is not.
    uint256 private constant FRACTION_MASK = type(uint128).max;

    /// @notice A sequence has a new head.
    event Revised(
        address indexed hypercerts, uint256 indexed claimId, address indexed attester, uint32 revision, bytes32 uid
    );

    mapping(address hypercerts => mapping(uint256 claimId => mapping(address attester => Head))) private _heads;

    constructor(IEAS eas) SingleSchemaResolver(eas, SCHEMA) { }

    /// @notice The newest revision of a sequence, revoked or not; zero where there is none.
    function head(address hypercerts, uint256 claimId, address attester) external view returns (Head memory) {
        return _heads[hypercerts][claimId][attester];
    }

    function onAttest(Attestation calldata attestation, uint256) internal override returns (bool) {
        _requireForm(attestation);
        (
            uint256 chainId,
            address hypercerts,
            uint256 claimId,
            uint32 revision,
            uint8 kind,
            string memory documentCid,
            bytes32 previousUid
        ) = abi.decode(attestation.data, (uint256, address, uint256, uint32, uint8, string, bytes32));
        require(chainId == block.chainid, Errors.RevisionResolver_WrongChain(chainId, block.chainid));
        require(_isClaim(hypercerts, claimId), Errors.RevisionResolver_NoClaim(hypercerts, claimId));
        require(kind <= uint8(type(RevisionKind).max), Errors.RevisionResolver_UnknownKind(kind));
        require(_isCid(documentCid), Errors.RevisionResolver_NoDocument(documentCid));
        _advance(_heads[hypercerts][claimId][attestation.attester], revision, previousUid, attestation.uid);
        emit Revised(hypercerts, claimId, attestation.attester, revision, attestation.uid);
        return true;
    }

    /// @dev A resolver that kept its attester from taking back a word would uphold what nobody says any more.
    function onRevoke(Attestation calldata, uint256) internal pure override returns (bool) {
        return true;
    }

    /// @dev Both a head's UID and its number are zero before the first revision.
    function _advance(Head storage last, uint32 revision, bytes32 previousUid, bytes32 uid) private {
        require(
            uint256(revision) == uint256(last.revision) + 1 && previousUid == last.uid,
            Errors.RevisionResolver_OutOfSequence(revision, previousUid, last.revision, last.uid)
        );
        (last.revision, last.uid) = (revision, uid);
    }

    function _isClaim(address hypercerts, uint256 claimId) private pure returns (bool) {
        return hypercerts != address(0) && claimId != 0 && claimId & FRACTION_MASK == 0;
    }

    function _isCid(string memory text) private pure returns (bool) {
        return bytes(text).length == CID_LENGTH && bytes(text)[0] == "b";
    }
}
