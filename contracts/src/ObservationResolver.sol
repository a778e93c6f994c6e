// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS, Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { AttestationResolver } from "./AttestationResolver.sol";
import { VerifierRegistry } from "./VerifierRegistry.sol";

/// @notice Admits observations of accredited verifiers; they move no funds.
contract ObservationResolver is AttestationResolver {
    string public constant SCHEMA = "uint256 claimId,string observationCid,bytes32 evidenceHash";

    constructor(IEAS eas, VerifierRegistry registry) AttestationResolver(eas, registry, SCHEMA) { }

    function onAttest(Attestation calldata attestation, uint256) internal view override returns (bool) {
        _requireAdmissible(attestation);
        return true;
    }

    function onRevoke(Attestation calldata, uint256) internal pure override returns (bool) {
        return true;
    }
}
