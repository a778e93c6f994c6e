// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS, Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { AttestationResolver } from "./AttestationResolver.sol";
import { Errors } from "./Errors.sol";
import { PerformanceContract } from "./PerformanceContract.sol";
import { PerformanceContractFactory } from "./PerformanceContractFactory.sol";
import { VerifierRegistry } from "./VerifierRegistry.sol";

/// @notice Turns milestone attestations into votes, and their revocations into withdrawn votes. The factory deploys it in
/// its own constructor, so that each knows the other from the start and neither can be exchanged.
contract MilestoneResolver is AttestationResolver {
    string public constant SCHEMA =
        "address performanceContract,uint8 milestone,int256 value,bytes32 evidenceHash,string verificationCid";

    PerformanceContractFactory public immutable factory;

    constructor(IEAS eas, VerifierRegistry registry, PerformanceContractFactory factory_)
        AttestationResolver(eas, registry, SCHEMA)
    {
        factory = factory_;
    }

    function onAttest(Attestation calldata attestation, uint256) internal override returns (bool) {
        _requireAdmissible(attestation);
        (address target, uint8 milestone, int256 value, bytes32 evidenceHash, string memory verificationCid) =
            abi.decode(attestation.data, (address, uint8, int256, bytes32, string));
        require(factory.isPerformanceContract(target), Errors.MilestoneResolver_UnknownPerformanceContract(target));
        _requireIndependent(attestation.attester, PerformanceContract(target).subjects());
        PerformanceContract(target)
            .recordVote(milestone, attestation.attester, attestation.uid, value, evidenceHash, verificationCid);
        return true;
    }

    function onRevoke(Attestation calldata attestation, uint256) internal override returns (bool) {
        // Only attestations that onAttest admitted can be revoked, so that the data is known to name one of our contracts.
        // A foreign schema may name this resolver too, but none of its attestations was ever admitted.
        (address target, uint8 milestone,,,) = abi.decode(attestation.data, (address, uint8, int256, bytes32, string));
        PerformanceContract(target).withdrawVote(milestone, attestation.attester, attestation.uid);
        return true;
    }
}
