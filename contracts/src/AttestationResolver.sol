// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS, Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { Errors } from "./Errors.sol";
import { SingleSchemaResolver } from "./SingleSchemaResolver.sol";
import { VerifierRegistry } from "./VerifierRegistry.sol";

/// @notice Admits an attestation only if it follows the resolver's one schema, can be revoked, does not expire, and comes
/// from a verifier who is accredited at that moment.
abstract contract AttestationResolver is SingleSchemaResolver {
    VerifierRegistry public immutable registry;

    constructor(IEAS eas, VerifierRegistry registry_, string memory schemaText) SingleSchemaResolver(eas, schemaText) {
        registry = registry_;
    }

    /// @dev Throws unless the attestation is one that may count.
    function _requireAdmissible(Attestation calldata attestation) internal view {
        _requireForm(attestation);
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
