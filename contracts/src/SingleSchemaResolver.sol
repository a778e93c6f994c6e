// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS, Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { NO_EXPIRATION_TIME } from "@ethereum-attestation-service/eas-contracts/contracts/Common.sol";
import { SchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/SchemaResolver.sol";
import { Errors } from "./Errors.sol";

/// @notice Serves one schema only, and only attestations that can be revoked and do not lapse by themselves.
abstract contract SingleSchemaResolver is SchemaResolver {
    /// @notice UID of the only schema that counts; register exactly its text, this resolver, revocable.
    bytes32 public immutable schemaUid;

    constructor(IEAS eas, string memory schemaText) SchemaResolver(eas) {
        schemaUid = keccak256(abi.encodePacked(schemaText, address(this), true));
    }

    /// @dev Throws unless schema, revocability and expiry are as they must be.
    function _requireForm(Attestation calldata attestation) internal view {
        require(attestation.schema == schemaUid, Errors.AttestationResolver_WrongSchema(attestation.schema, schemaUid));
        require(attestation.revocable, Errors.AttestationResolver_Irrevocable());
        require(
            attestation.expirationTime == NO_EXPIRATION_TIME,
            Errors.AttestationResolver_Expiring(attestation.expirationTime)
        );
    }
}
