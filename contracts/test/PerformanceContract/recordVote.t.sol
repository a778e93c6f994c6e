// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { AttestationRequest } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { Errors } from "../../src/Errors.sol";
import { MilestoneState, MilestoneStatus } from "../../src/Types.sol";
import { Votes } from "../../src/Votes.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract RecordVoteTest is Agreement {
    function saying(bytes32 evidenceHash, string memory document)
        private
        view
        returns (AttestationRequest memory what)
    {
        what = request(address(agreement), 0, 80);
        what.data.data = abi.encode(address(agreement), uint8(0), int256(80), evidenceHash, document);
    }

    function test_RevertWhen_CallerIsNotTheResolver() external {
        fundAndMeasure();
        vm.prank(NELL);
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_NotResolver.selector, NELL));
        agreement.recordVote(0, NELL, keccak256("uid"), 80, EVIDENCE, DOCUMENT);
    }

    function test_RevertWhen_MilestoneIsUnknown() external {
        fundAndMeasure();
        refuse(abi.encodeWithSelector(Errors.PerformanceContract_UnknownMilestone.selector, 3, 3), NELL, 3, 80);
    }

    function test_RevertGiven_MilestoneIsAttested() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(OLEK, 0, 80);
        refuse(
            abi.encodeWithSelector(Errors.PerformanceContract_InvalidState.selector, 0, MilestoneState.Attested),
            PRIYA,
            0,
            80
        );
    }

    function test_RevertWhen_VerifierIsNotNamed() external {
        fundAndMeasure();
        refuse(abi.encodeWithSelector(Errors.PerformanceContract_NotVerifier.selector, UNNAMED), UNNAMED, 0, 80);
    }

    function test_RevertGiven_ContractIsNotFunded() external {
        fund(UTILITY, 2_999);
        vm.warp(MEASURED);
        refuse(abi.encodeWithSelector(Errors.PerformanceContract_NotFunded.selector, 2_999, 3_000), NELL, 0, 80);
    }

    function test_RevertWhen_MeasurementHasNotEnded() external {
        fundAndMeasure();
        vm.warp(MEASURED - 1);
        refuse(abi.encodeWithSelector(Errors.PerformanceContract_MeasurementPending.selector, 0, MEASURED), NELL, 0, 80);
    }

    function test_RevertWhen_DeadlineHasPassed() external {
        fundAndMeasure();
        vm.warp(DEADLINE);
        refuse(abi.encodeWithSelector(Errors.PerformanceContract_DeadlinePassed.selector, 0, DEADLINE), NELL, 0, 80);
    }

    function test_RevertWhen_EvidenceIsMissing() external {
        fundAndMeasure();
        refuse(
            abi.encodeWithSelector(Errors.PerformanceContract_EvidenceMissing.selector, 0), NELL, saying(0, DOCUMENT)
        );
    }

    function test_RevertWhen_VerificationDocumentIsMissing() external {
        fundAndMeasure();
        refuse(
            abi.encodeWithSelector(Errors.PerformanceContract_EvidenceMissing.selector, 0), NELL, saying(EVIDENCE, "")
        );
    }

    function test_CountsTheVote() external {
        fundAndMeasure();
        vm.expectEmit(true, true, true, false, address(agreement));
        emit Votes.VoteRecorded(0, NELL, 0, 80, EVIDENCE, DOCUMENT);
        bytes32 uid = attest(NELL, 0, 80);
        vm.assertEq(votes(0, 80), 1, "votes");
        vm.assertEq(agreement.voteOf(0, NELL).uid, uid, "uid");
        assertState(0, MilestoneState.Open);
    }

    function test_CountsOneVerifierOnce() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        bytes32 second = attest(NELL, 0, 80);
        vm.assertEq(votes(0, 80), 1, "votes");
        vm.assertEq(agreement.voteOf(0, NELL).uid, second, "uid");
        assertState(0, MilestoneState.Open);
    }

    function test_ReplacesTheVote() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(NELL, 0, 81);
        vm.assertEq(votes(0, 80), 0, "old");
        vm.assertEq(votes(0, 81), 1, "new");
    }

    function test_KeepsValuesApart() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(OLEK, 0, 81);
        assertState(0, MilestoneState.Open);
    }

    function test_KeepsEvidenceApart() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(OLEK, saying(keccak256("other"), DOCUMENT));
        assertState(0, MilestoneState.Open);
    }

    function test_KeepsDocumentsApart() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(OLEK, saying(EVIDENCE, "other"));
        assertState(0, MilestoneState.Open);
    }

    function test_KeepsMilestonesApart() external {
        fundAndMeasure();
        attest(NELL, 0, 80);
        attest(OLEK, 1, 80);
        assertState(0, MilestoneState.Open);
        assertState(1, MilestoneState.Open);
    }

    function test_AttestsAtTheQuorum() external {
        fundAndMeasure();
        attest(NELL, 0, 81);
        attest(PRIYA, 0, 80);
        vm.expectEmit(true, true, true, true, address(agreement));
        emit Votes.MilestoneAttested(0, 80, EVIDENCE, DOCUMENT);
        attest(OLEK, 0, 80);
        MilestoneStatus memory status = agreement.milestone(0);
        vm.assertEq(uint256(status.state), uint256(MilestoneState.Attested), "state");
        vm.assertEq(status.value, 80, "value");
        vm.assertEq(status.evidenceHash, EVIDENCE, "evidence");
        vm.assertEq(status.attestedAt, MEASURED + 1 days, "time");
        vm.assertEq(status.outcome, agreement.outcomeOf(80, EVIDENCE, DOCUMENT), "outcome");
    }
}
