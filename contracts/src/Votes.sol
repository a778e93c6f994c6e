// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Deposits } from "./Deposits.sol";
import { Errors } from "./Errors.sol";
import { Dispute, Milestone, MilestoneState, MilestoneStatus, Vote } from "./Types.sol";

/// @notice What the named verifiers have said of each milestone, and what came of it.
abstract contract Votes is Deposits {
    event VoteRecorded(
        uint8 indexed milestone,
        address indexed verifier,
        bytes32 uid,
        int256 value,
        bytes32 evidenceHash,
        string verificationCid
    );
    event VoteWithdrawn(uint8 indexed milestone, address indexed verifier, bytes32 uid);
    event MilestoneAttested(uint8 indexed milestone, int256 value, bytes32 evidenceHash, string verificationCid);
    event MilestoneDisputed(uint8 indexed milestone, address indexed verifier, bytes32 uid);

    /// @notice The only address that votes come through.
    address public immutable milestoneResolver;

    mapping(uint8 milestone => MilestoneStatus) internal _status;
    mapping(uint8 milestone => Dispute) internal _disputes;
    mapping(uint8 milestone => mapping(address verifier => Vote)) private _votes;
    mapping(uint8 milestone => mapping(bytes32 outcome => uint256)) private _tally;

    constructor(address milestoneResolver_) {
        require(milestoneResolver_ != address(0), Errors.PerformanceContract_ZeroAddress());
        milestoneResolver = milestoneResolver_;
    }

    modifier onlyResolver() {
        require(msg.sender == milestoneResolver, Errors.PerformanceContract_NotResolver(msg.sender));
        _;
    }

    /// @notice Counts a verifier's vote in place of an earlier one; with enough identical votes the milestone is attested.
    function recordVote(
        uint8 index,
        address verifier,
        bytes32 uid,
        int256 value,
        bytes32 evidenceHash,
        string calldata verificationCid
    ) external onlyResolver existing(index) {
        _requireVotable(index, verifier);
        require(
            evidenceHash != bytes32(0) && bytes(verificationCid).length > 0,
            Errors.PerformanceContract_EvidenceMissing(index)
        );
        _discardVote(index, verifier);
        bytes32 outcome = outcomeOf(value, evidenceHash, verificationCid);
        _votes[index][verifier] = Vote({ uid: uid, outcome: outcome });
        uint256 votes = ++_tally[index][outcome];
        emit VoteRecorded(index, verifier, uid, value, evidenceHash, verificationCid);
        if (votes == _terms.quorum) {
            MilestoneStatus storage status = _status[index];
            status.state = MilestoneState.Attested;
            status.attestedAt = uint64(block.timestamp);
            status.value = value;
            status.evidenceHash = evidenceHash;
            status.outcome = outcome;
            emit MilestoneAttested(index, value, evidenceHash, verificationCid);
        }
    }

    /// @notice Takes a revoked vote back: before the quorum it no longer counts; within the challenge window, if it was one
    /// of the quorum's, it makes the milestone disputed; later, or if the vote was replaced or lost, it changes nothing.
    /// Never throws for the resolver, so that a verifier can always revoke.
    function withdrawVote(uint8 index, address verifier, bytes32 uid) external onlyResolver {
        Vote storage vote = _votes[index][verifier];
        if (vote.uid != uid) return;
        MilestoneStatus storage status = _status[index];
        if (status.state == MilestoneState.Open) {
            _discardVote(index, verifier);
            emit VoteWithdrawn(index, verifier, uid);
        } else if (_isContestable(index) && vote.outcome == status.outcome) {
            _discardVote(index, verifier);
            status.state = MilestoneState.Disputed;
            _disputes[index].revoked = true;
            emit VoteWithdrawn(index, verifier, uid);
            emit MilestoneDisputed(index, verifier, uid);
        }
    }

    /// @notice State and outcome of a milestone.
    function milestone(uint8 index) external view existing(index) returns (MilestoneStatus memory) {
        return _status[index];
    }

    /// @notice The live vote of a verifier.
    function voteOf(uint8 index, address verifier) external view existing(index) returns (Vote memory) {
        return _votes[index][verifier];
    }

    /// @notice Number of live votes for exactly this outcome.
    function tally(uint8 index, int256 value, bytes32 evidenceHash, string calldata verificationCid)
        external
        view
        existing(index)
        returns (uint256)
    {
        return _tally[index][outcomeOf(value, evidenceHash, verificationCid)];
    }

    /// @notice First second after the challenge window of an attested milestone.
    function challengeEnd(uint8 index) public view existing(index) returns (uint256) {
        return uint256(_status[index].attestedAt) + _terms.challengeWindow;
    }

    /// @notice Identifies what a vote says; votes count together only if all three parts are equal.
    function outcomeOf(int256 value, bytes32 evidenceHash, string calldata verificationCid)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(value, evidenceHash, verificationCid));
    }

    /// @dev Whether the attested value may still be contested, by whatever means.
    function _isContestable(uint8 index) internal view returns (bool) {
        MilestoneState state = _status[index].state;
        return (state == MilestoneState.Attested || state == MilestoneState.Disputed)
            && block.timestamp < challengeEnd(index);
    }

    function _requireState(uint8 index, MilestoneState needed) internal view {
        MilestoneState state = _status[index].state;
        require(state == needed, Errors.PerformanceContract_InvalidState(index, state));
    }

    function _requireVotable(uint8 index, address verifier) private view {
        Milestone storage agreed = _terms.milestones[index];
        _requireState(index, MilestoneState.Open);
        require(_isVerifier[verifier], Errors.PerformanceContract_NotVerifier(verifier));
        require(funded == fundingRequired, Errors.PerformanceContract_NotFunded(funded, fundingRequired));
        require(
            block.timestamp >= agreed.measurementEnd,
            Errors.PerformanceContract_MeasurementPending(index, agreed.measurementEnd)
        );
        require(block.timestamp < agreed.deadline, Errors.PerformanceContract_DeadlinePassed(index, agreed.deadline));
    }

    function _discardVote(uint8 index, address verifier) private {
        Vote storage vote = _votes[index][verifier];
        if (vote.uid == bytes32(0)) return;
        _tally[index][vote.outcome]--;
        delete _votes[index][verifier];
    }
}
