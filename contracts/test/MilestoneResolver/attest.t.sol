// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {
    Attestation,
    AttestationRequest,
    DelegatedAttestationRequest,
    MultiAttestationRequest,
    AttestationRequestData
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { AccessDenied, Signature } from "@ethereum-attestation-service/eas-contracts/contracts/Common.sol";
import { ISchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/ISchemaResolver.sol";
import { Errors } from "../../src/Errors.sol";
import { PerformanceContract } from "../../src/PerformanceContract.sol";
import { Terms, claimSubject, partySubject } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

interface IEip712 {
    function getDomainSeparator() external view returns (bytes32);
    function getAttestTypeHash() external view returns (bytes32);
}

contract MilestoneAttestTest is Agreement {
    uint256 private constant KEY = 0x5EED;

    function delegated() private returns (DelegatedAttestationRequest memory) {
        address signer = vm.addr(KEY);
        accredit(signer);
        Terms memory terms = agreed();
        terms.verifiers[0] = signer;
        agreement = factory.create(terms);
        vm.prank(UTILITY);
        token.approve(address(agreement), 3_000);
        fund(UTILITY, 3_000);
        vm.warp(MEASURED);
        AttestationRequestData memory data = request(address(agreement), 0, 80).data;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(signer, data));
        return DelegatedAttestationRequest(schema, data, Signature(v, r, s), signer, DEADLINE);
    }

    function digest(address signer, AttestationRequestData memory data) private view returns (bytes32) {
        bytes memory head = abi.encode(
            IEip712(address(eas)).getAttestTypeHash(), signer, schema, data.recipient, data.expirationTime
        );
        bytes memory tail =
            abi.encode(data.revocable, data.refUID, keccak256(data.data), data.value, uint256(0), DEADLINE);
        bytes32 separator = IEip712(address(eas)).getDomainSeparator();
        return keccak256(abi.encodePacked("\x19\x01", separator, keccak256(bytes.concat(head, tail))));
    }

    function test_RevertWhen_CallerIsNotEas() external {
        fundAndMeasure();
        Attestation memory forged;
        forged.attester = NELL;
        vm.prank(NELL);
        vm.expectRevert(abi.encodeWithSelector(AccessDenied.selector));
        resolver.attest(forged);
    }

    function test_RevertWhen_SchemaIsAnother() external {
        fundAndMeasure();
        bytes32 other = schemas.register("address x", ISchemaResolver(address(resolver)), true);
        AttestationRequest memory what = request(address(agreement), 0, 80);
        what.schema = other;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_WrongSchema.selector, other, schema), NELL, what);
    }

    function test_RevertWhen_AttestationIsIrrevocable() external {
        fundAndMeasure();
        AttestationRequest memory what = request(address(agreement), 0, 80);
        what.data.revocable = false;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_Irrevocable.selector), NELL, what);
    }

    function test_RevertWhen_AttestationExpires() external {
        fundAndMeasure();
        AttestationRequest memory what = request(address(agreement), 0, 80);
        what.data.expirationTime = DEADLINE;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_Expiring.selector, DEADLINE), NELL, what);
    }

    function test_RevertWhen_AttesterIsNotAccredited() external {
        fundAndMeasure();
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_NotAccredited.selector, OUTSIDER), OUTSIDER, 0, 80);
    }

    function test_RevertWhen_AccreditationWasRemoved() external {
        fundAndMeasure();
        endAccreditation(NELL);
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_NotAccredited.selector, NELL), NELL, 0, 80);
    }

    function test_RevertWhen_AccreditationHasEnded() external {
        fundAndMeasure();
        vm.prank(ELECTOR);
        registry.accredit(NELL, MEASURED + 1 days + 1);
        vm.prank(SECOND_ELECTOR);
        registry.accredit(NELL, MEASURED + 1 days + 1);
        vm.warp(MEASURED + 1 days + 1);
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_NotAccredited.selector, NELL), NELL, 0, 80);
    }

    function refuseInConflict(bytes32 subject) private {
        fundAndMeasure();
        vm.prank(NELL);
        registry.declareConflict(subject);
        refuse(
            abi.encodeWithSelector(Errors.AttestationResolver_ConflictOfInterest.selector, NELL, subject), NELL, 0, 80
        );
        attest(OLEK, 0, 80);
    }

    function test_RevertWhen_ConflictIsOnTheClaim() external {
        refuseInConflict(claimSubject(agreed().hypercerts, CLAIM));
    }

    function test_RevertWhen_ConflictIsWithTheBeneficiary() external {
        refuseInConflict(partySubject(BENEFICIARY));
    }

    function test_RevertWhen_ConflictIsWithAPayer() external {
        refuseInConflict(partySubject(FUND));
    }

    function test_AdmitsAConflictElsewhere() external {
        fundAndMeasure();
        vm.prank(NELL);
        registry.declareConflict(partySubject(OUTSIDER));
        attest(NELL, 0, 80);
        vm.assertEq(votes(0, 80), 1, "votes");
    }

    function test_RevertWhen_ContractIsUnknown() external {
        fundAndMeasure();
        PerformanceContract forged = new PerformanceContract(agreed(), address(resolver), TREASURY);
        refuse(
            abi.encodeWithSelector(Errors.MilestoneResolver_UnknownPerformanceContract.selector, forged),
            NELL,
            request(address(forged), 0, 80)
        );
    }

    function test_CountsEachOfSeveral() external {
        fundAndMeasure();
        MultiAttestationRequest[] memory all = new MultiAttestationRequest[](1);
        all[0] = MultiAttestationRequest(schema, new AttestationRequestData[](2));
        all[0].data[0] = request(address(agreement), 0, 80).data;
        all[0].data[1] = request(address(agreement), 1, 5).data;
        vm.prank(NELL);
        eas.multiAttest(all);
        vm.assertEq(votes(0, 80), 1, "first");
        vm.assertEq(votes(1, 5), 1, "second");
    }

    function test_CountsTheSignerOfADelegatedAttestation() external {
        DelegatedAttestationRequest memory signed = delegated();
        vm.prank(OUTSIDER);
        bytes32 uid = eas.attestByDelegation(signed);
        vm.assertEq(agreement.voteOf(0, signed.attester).uid, uid, "signer");
        vm.assertEq(agreement.voteOf(0, OUTSIDER).uid, bytes32(0), "relayer");
    }

    function test_RevertWhen_SignatureIsReplayed() external {
        DelegatedAttestationRequest memory signed = delegated();
        eas.attestByDelegation(signed);
        vm.expectRevert(bytes4(keccak256("InvalidSignature()")));
        eas.attestByDelegation(signed);
    }
}
