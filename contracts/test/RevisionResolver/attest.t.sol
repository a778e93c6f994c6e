// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {
    AttestationRequest,
    AttestationRequestData,
    DelegatedAttestationRequest,
    MultiAttestationRequest
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { Signature } from "@ethereum-attestation-service/eas-contracts/contracts/Common.sol";
import { ISchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/ISchemaResolver.sol";
import { Errors } from "../../src/Errors.sol";
import { RevisionResolver } from "../../src/RevisionResolver.sol";
import { Revising } from "../Revising.sol";
import { vm } from "../Vm.sol";

interface IEip712 {
    function getDomainSeparator() external view returns (bytes32);
    function getAttestTypeHash() external view returns (bytes32);
}

contract RevisionAttestTest is Revising {
    uint256 private constant KEY = 0x5EED;

    function outOfSequence(uint32 number, bytes32 previous, uint32 last, bytes32 lastUid)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeWithSelector(Errors.RevisionResolver_OutOfSequence.selector, number, previous, last, lastUid);
    }

    function pointed(uint256 chainId, address hypercerts, uint256 claim, uint8 kind, string memory document)
        private
        view
        returns (AttestationRequest memory)
    {
        return withData(abi.encode(chainId, hypercerts, claim, uint32(1), kind, document, bytes32(0)));
    }

    function test_RevertWhen_SchemaIsAnother() external {
        bytes32 other = schemas.register("uint256 x", ISchemaResolver(address(revisions)), true);
        AttestationRequest memory what = revision(1, 0);
        what.schema = other;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_WrongSchema.selector, other, schema), NELL, what);
    }

    function test_RevertWhen_RevisionIsIrrevocable() external {
        AttestationRequest memory what = revision(1, 0);
        what.data.revocable = false;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_Irrevocable.selector), NELL, what);
    }

    function test_RevertWhen_RevisionExpires() external {
        AttestationRequest memory what = revision(1, 0);
        what.data.expirationTime = DEADLINE;
        refuse(abi.encodeWithSelector(Errors.AttestationResolver_Expiring.selector, DEADLINE), NELL, what);
    }

    function test_RevertWhen_DataAreMalformed() external {
        vm.prank(NELL);
        vm.expectRevert();
        eas.attest(withData(abi.encode(block.chainid, HYPERCERTS)));
    }

    function test_RevertWhen_ClaimIsOnAnotherChain() external {
        uint256 elsewhere = block.chainid + 1;
        refuse(
            abi.encodeWithSelector(Errors.RevisionResolver_WrongChain.selector, elsewhere, block.chainid),
            NELL,
            pointed(elsewhere, HYPERCERTS, CLAIM, 0, CID)
        );
    }

    function test_RevertWhen_ContractIsZero() external {
        refuse(
            abi.encodeWithSelector(Errors.RevisionResolver_NoClaim.selector, address(0), CLAIM),
            NELL,
            pointed(block.chainid, address(0), CLAIM, 0, CID)
        );
    }

    function test_RevertWhen_ClaimIsZero() external {
        refuse(
            abi.encodeWithSelector(Errors.RevisionResolver_NoClaim.selector, HYPERCERTS, 0),
            NELL,
            pointed(block.chainid, HYPERCERTS, 0, 0, CID)
        );
    }

    function testFuzz_RevertWhen_NumberIsOfAFraction(uint128 type_, uint128 fraction) external {
        vm.assume(fraction > 0);
        uint256 number = (uint256(type_) << 128) | fraction;
        refuse(
            abi.encodeWithSelector(Errors.RevisionResolver_NoClaim.selector, HYPERCERTS, number),
            NELL,
            pointed(block.chainid, HYPERCERTS, number, 0, CID)
        );
    }

    function test_RevertWhen_KindIsUnknown() external {
        refuse(
            abi.encodeWithSelector(Errors.RevisionResolver_UnknownKind.selector, uint8(3)),
            NELL,
            pointed(block.chainid, HYPERCERTS, CLAIM, 3, CID)
        );
    }

    function test_RevertWhen_DocumentIsNotNamed() external {
        string[3] memory names = ["", "Qmdfr6chu3fgpregiymsck7e7aqa4s52zyakiscaildcqabsyg3dfr6chux", "bafkrei"];
        for (uint256 i = 0; i < names.length; i++) {
            refuse(
                abi.encodeWithSelector(Errors.RevisionResolver_NoDocument.selector, names[i]),
                NELL,
                pointed(block.chainid, HYPERCERTS, CLAIM, 0, names[i])
            );
        }
    }

    function test_BeginsWithOne() external {
        vm.expectEmit(true, true, true, false, address(revisions));
        emit RevisionResolver.Revised(HYPERCERTS, CLAIM, OUTSIDER, 1, 0);
        bytes32 uid = attest(OUTSIDER, revision(1, 0));
        assertHead(OUTSIDER, 1, uid);
    }

    function test_RevertWhen_FirstNamesAPredecessor() external {
        refuse(outOfSequence(1, EVIDENCE, 0, 0), NELL, revision(1, EVIDENCE));
    }

    function test_RevertWhen_FirstIsNotOne() external {
        refuse(outOfSequence(0, 0, 0, 0), NELL, revision(0, 0));
        refuse(outOfSequence(2, 0, 0, 0), NELL, revision(2, 0));
    }

    function test_Follows() external {
        bytes32 first = attest(NELL, revision(1, 0));
        bytes32 second = attest(NELL, revision(2, first));
        assertHead(NELL, 2, second);
    }

    function testFuzz_RevertWhen_NotTheNext(uint32 number, bytes32 previous, bool real) external {
        bytes32 first = attest(NELL, revision(1, 0));
        bytes32 second = attest(NELL, revision(2, first));
        if (real) previous = number % 2 == 0 ? first : second;
        vm.assume(number != 3 || previous != second);
        refuse(outOfSequence(number, previous, 2, second), NELL, revision(number, previous));
    }

    function test_KeepsAttestersApart() external {
        bytes32 hers = attest(NELL, revision(1, 0));
        refuse(outOfSequence(2, hers, 0, 0), OLEK, revision(2, hers));
        bytes32 his = attest(OLEK, revision(1, 0));
        assertHead(NELL, 1, hers);
        assertHead(OLEK, 1, his);
    }

    function test_KeepsClaimsApart() external {
        bytes32 first = attest(NELL, revision(1, 0));
        refuse(outOfSequence(2, first, 0, 0), NELL, revision(HYPERCERTS, 2 * CLAIM, 2, first));
        bytes32 other = attest(NELL, revision(HYPERCERTS, 2 * CLAIM, 1, 0));
        assertHead(NELL, 1, first);
        assertHead(HYPERCERTS, 2 * CLAIM, NELL, 1, other);
    }

    function test_KeepsContractsApart() external {
        bytes32 first = attest(NELL, revision(1, 0));
        refuse(outOfSequence(2, first, 0, 0), NELL, revision(address(0xF1), CLAIM, 2, first));
        bytes32 other = attest(NELL, revision(address(0xF1), CLAIM, 1, 0));
        assertHead(NELL, 1, first);
        assertHead(address(0xF1), CLAIM, NELL, 1, other);
    }

    function test_RevertWhen_SecondOfABatchDoesNotKnowTheFirst() external {
        MultiAttestationRequest[] memory all = new MultiAttestationRequest[](1);
        all[0] = MultiAttestationRequest(schema, new AttestationRequestData[](2));
        all[0].data[0] = revision(1, 0).data;
        all[0].data[1] = revision(2, 0).data;
        vm.prank(NELL);
        vm.expectRevert();
        eas.multiAttest(all);
        assertHead(NELL, 0, 0);
    }

    function test_ExtendsTheSequenceOfTheSigner() external {
        address signer = vm.addr(KEY);
        AttestationRequestData memory data = revision(1, 0).data;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(signer, data));
        vm.prank(OUTSIDER);
        bytes32 uid = eas.attestByDelegation(
            DelegatedAttestationRequest(schema, data, Signature(v, r, s), signer, DEADLINE)
        );
        assertHead(signer, 1, uid);
        assertHead(OUTSIDER, 0, 0);
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
}
