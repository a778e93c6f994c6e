// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS, Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { NO_EXPIRATION_TIME } from "@ethereum-attestation-service/eas-contracts/contracts/Common.sol";
import { SchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/SchemaResolver.sol";
import { Errors } from "./Errors.sol";
import { VerifierRegistry } from "./VerifierRegistry.sol";

/// @notice Admits an attestation only if it follows the resolver's one schema, can be revoked, does not expire, and comes
/// from a verifier who is accredited at that moment.
abstract contract AttestationResolver is SchemaResolver {
    VerifierRegistry public immutable registry;

    /// @notice UID of the only schema that counts; register exactly its text, this resolver, revocable.
    bytes32 public immutable schemaUid;

    constructor(IEAS eas, VerifierRegistry registry_, string memory schemaText) SchemaResolver(eas) {
        registry = registry_;
        schemaUid = keccak256(abi.encodePacked(schemaText, address(this), true));
    }

    /// @dev Throws unless the attestation is one that may count.
    function _requireAdmissible(Attestation calldata attestation) internal view {
        require(attestation.schema == schemaUid, Errors.AttestationResolver_WrongSchema(attestation.schema, schemaUid));
        require(attestation.revocable, Errors.AttestationResolver_Irrevocable());
        require(
            attestation.expirationTime == NO_EXPIRATION_TIME,
            Errors.AttestationResolver_Expiring(attestation.expirationTime)
        );
        require(
            registry.isAccredited(attestation.attester), Errors.AttestationResolver_NotAccredited(attestation.attester)
        );
    }

    /// @dev Throws if the attester has declared, or was found to have, a conflict of interest on one of the subjects.
    function _requireIndependent(address attester, bytes32[] memory subjects) internal view {
        bytes32 found = registry.firstConflict(attester, subjects);
        require(found == bytes32(0), Errors.AttestationResolver_ConflictOfInterest(attester, found));
    }
}
