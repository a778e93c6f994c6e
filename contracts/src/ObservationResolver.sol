// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS, Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { AttestationResolver } from "./AttestationResolver.sol";
import { Errors } from "./Errors.sol";
import { claimSubject } from "./Types.sol";
import { VerifierRegistry } from "./VerifierRegistry.sol";

/// @notice Admits observations of accredited verifiers who have no conflict of interest on the claim, each said once; they
/// move no funds.
contract ObservationResolver is AttestationResolver {
    string public constant SCHEMA = "uint256 claimId,string observationCid,bytes32 evidenceHash";

    /// @notice Contract that holds the claims which observations are about.
    address public immutable hypercerts;

    mapping(address attester => mapping(bytes32 said => bool)) private _stands;

    constructor(IEAS eas, VerifierRegistry registry, address hypercerts_) AttestationResolver(eas, registry, SCHEMA) {
        require(hypercerts_ != address(0), Errors.ObservationResolver_HypercertsZero());
        hypercerts = hypercerts_;
    }

    function onAttest(Attestation calldata attestation, uint256) internal override returns (bool) {
        _requireAdmissible(attestation);
        (uint256 claimId,,) = abi.decode(attestation.data, (uint256, string, bytes32));
        bytes32[] memory subjects = new bytes32[](1);
        subjects[0] = claimSubject(hypercerts, claimId);
        _requireIndependent(attestation.attester, subjects);
        bytes32 said = keccak256(attestation.data);
        require(
            !_stands[attestation.attester][said],
            Errors.ObservationResolver_AttestedAlready(attestation.attester, said)
        );
        _stands[attestation.attester][said] = true;
        return true;
    }

    function onRevoke(Attestation calldata attestation, uint256) internal override returns (bool) {
        _stands[attestation.attester][keccak256(attestation.data)] = false;
        return true;
    }
}
