// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { AttestationRequest } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { ISchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/ISchemaResolver.sol";
import { Errors } from "../../src/Errors.sol";
import { ObservationResolver } from "../../src/ObservationResolver.sol";
import { claimSubject } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract ObservationAttestTest is Agreement {
    function setUp() public override {
        super.setUp();
        ObservationResolver observations = new ObservationResolver(eas, registry, agreed().hypercerts);
        schema = schemas.register(observations.SCHEMA(), ISchemaResolver(address(observations)), true);
        vm.assertEq(schema, observations.schemaUid(), "schema");
    }

    function observation() private view returns (AttestationRequest memory what) {
        what = request(address(0), 0, 0);
        what.data.data = abi.encode(CLAIM, "bafkreiobservation", EVIDENCE);
    }

    function test_RevertWhen_HypercertsIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.ObservationResolver_HypercertsZero.selector));
        new ObservationResolver(eas, registry, address(0));
    }

    function test_RevertWhen_AttesterIsNotAccredited() external {
        refuse(
            abi.encodeWithSelector(Errors.AttestationResolver_NotAccredited.selector, OUTSIDER), OUTSIDER, observation()
        );
    }

    function test_RevertWhen_AttestationIsIrrevocable() external {
        AttestationRequest memory what = observation();
        what.data.revocable = false;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_Irrevocable.selector), NELL, what);
    }

    function test_RevertWhen_AttestationExpires() external {
        AttestationRequest memory what = observation();
        what.data.expirationTime = DEADLINE;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_Expiring.selector, DEADLINE), NELL, what);
    }

    function test_RevertWhen_AttesterHasAConflict() external {
        bytes32 claim = claimSubject(agreed().hypercerts, CLAIM);
        vm.prank(NELL);
        registry.declareConflict(claim);
        refuse(
            abi.encodeWithSelector(Errors.AttestationResolver_ConflictOfInterest.selector, NELL, claim),
            NELL,
            observation()
        );
    }

    function test_RevertWhen_AttestedAlready() external {
        attest(NELL, observation());
        refuse(
            abi.encodeWithSelector(
                Errors.ObservationResolver_AttestedAlready.selector, NELL, keccak256(observation().data.data)
            ),
            NELL,
            observation()
        );
        attest(OLEK, observation());
    }

    function test_CanBeAttestedAgainOnceRevoked() external {
        revoke(NELL, attest(NELL, observation()));
        bytes32 uid = attest(NELL, observation());
        vm.assertEq(uint256(eas.getAttestation(uid).revocationTime), 0, "stands");
    }

    function test_AdmitsAnAccreditedVerifier() external {
        bytes32 uid = attest(UNNAMED, observation());
        vm.assertEq(eas.getAttestation(uid).attester, UNNAMED, "attester");
    }

    function test_CanBeRevoked() external {
        bytes32 uid = attest(NELL, observation());
        endAccreditation(NELL);
        revoke(NELL, uid);
        vm.assertTrue(eas.getAttestation(uid).revocationTime > 0, "revoked");
    }
}
