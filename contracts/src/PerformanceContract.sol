// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuard } from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Errors } from "./Errors.sol";
import { PayoutSchedule } from "./PayoutSchedule.sol";
import { MAXIMUM_CHALLENGE_WINDOW, Milestone, MilestoneState, MilestoneStatus, Terms, Vote } from "./Types.sol";

/// @notice Holds what payers have promised for measured results and pays it on the identical word of a quorum of named
/// verifiers. Terms never change, nobody owns the contract, and value leaves only to the beneficiary and the payers.
/// @dev Deposits must cover all milestone amounts before any vote counts. Until then they back the milestones in their
/// order, which decides what is refunded when funding stays incomplete.
contract PerformanceContract is ReentrancyGuard {
    using SafeERC20 for IERC20;

    event Funded(address indexed payer, uint256 amount);
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
    event MilestoneSettled(uint8 indexed milestone, int256 value, uint256 paid, uint256 refunded);
    event MilestoneExpired(uint8 indexed milestone, uint256 refunded);
    event Withdrawn(address indexed party, uint256 amount);

    uint256 public constant MAXIMUM_VERIFIERS = 20;
    uint256 public constant MAXIMUM_MILESTONES = 20;
    uint256 public constant MAXIMUM_PAYERS = 20;

    /// @notice The only address that votes come through.
    address public immutable milestoneResolver;

    /// @notice Sum of all milestone amounts.
    uint256 public immutable fundingRequired;

    /// @notice First of all deadlines; no deposit is taken from here on.
    uint64 public immutable fundingDeadline;

    /// @notice Sum of all deposits; refunds and payments do not lower it.
    uint256 public funded;

    /// @notice What each payer has deposited.
    mapping(address payer => uint256) public deposit;

    /// @notice What each party may withdraw.
    mapping(address party => uint256) public credit;

    Terms private _terms;
    address[] private _payers; // Largest deposit first, the earlier payer before the later among equals.
    mapping(address verifier => bool) private _isVerifier;
    mapping(uint8 milestone => MilestoneStatus) private _status;
    mapping(uint8 milestone => mapping(address verifier => Vote)) private _votes;
    mapping(uint8 milestone => mapping(bytes32 outcome => uint256)) private _tally;

    constructor(Terms memory terms_, address milestoneResolver_) {
        require(
            terms_.hypercerts != address(0) && terms_.beneficiary != address(0) && terms_.token != address(0)
                && milestoneResolver_ != address(0),
            Errors.PerformanceContract_ZeroAddress()
        );
        require(
            terms_.challengeWindow <= MAXIMUM_CHALLENGE_WINDOW,
            Errors.PerformanceContract_ChallengeWindowTooLong(terms_.challengeWindow, MAXIMUM_CHALLENGE_WINDOW)
        );
        milestoneResolver = milestoneResolver_;
        _terms.hypercerts = terms_.hypercerts;
        _terms.claimId = terms_.claimId;
        _terms.beneficiary = terms_.beneficiary;
        _terms.token = terms_.token;
        _terms.challengeWindow = terms_.challengeWindow;
        _adoptVerifiers(terms_.verifiers, terms_.quorum, terms_.beneficiary);
        (fundingRequired, fundingDeadline) = _adoptMilestones(terms_.milestones);
    }

    modifier onlyResolver() {
        require(msg.sender == milestoneResolver, Errors.PerformanceContract_NotResolver(msg.sender));
        _;
    }

    modifier existing(uint8 index) {
        require(
            index < _terms.milestones.length,
            Errors.PerformanceContract_UnknownMilestone(index, _terms.milestones.length)
        );
        _;
    }

    /// @notice Deposits `amount` of the token, which the caller has approved before. A payer's first deposit is at least
    /// `minimumDeposit()` or all that is still needed, which bounds the number of payers.
    function fund(uint256 amount) external nonReentrant {
        uint256 remaining = fundingRequired - funded;
        require(block.timestamp < fundingDeadline, Errors.PerformanceContract_FundingClosed(fundingDeadline));
        require(amount > 0 && amount <= remaining, Errors.PerformanceContract_FundingOutOfRange(amount, remaining));
        require(!_isVerifier[msg.sender], Errors.PerformanceContract_VerifierMayNotPay(msg.sender));
        require(
            deposit[msg.sender] > 0 || amount >= minimumDeposit() || amount == remaining,
            Errors.PerformanceContract_DepositTooSmall(amount, minimumDeposit())
        );
        _addDeposit(msg.sender, amount);
        _receiveExactly(msg.sender, amount);
        emit Funded(msg.sender, amount);
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

    /// @notice Takes a revoked vote back: before the quorum it no longer counts; within the challenge window it makes an
    /// attested milestone disputed; later, or if the vote was replaced or lost, it changes nothing. Never throws for the
    /// resolver, so that a verifier can always revoke.
    function withdrawVote(uint8 index, address verifier, bytes32 uid) external onlyResolver {
        Vote storage vote = _votes[index][verifier];
        if (vote.uid != uid) return;
        MilestoneStatus storage status = _status[index];
        if (status.state == MilestoneState.Open) {
            _discardVote(index, verifier);
            emit VoteWithdrawn(index, verifier, uid);
        } else if (
            status.state == MilestoneState.Attested && vote.outcome == status.outcome
                && block.timestamp < challengeEnd(index)
        ) {
            _discardVote(index, verifier);
            status.state = MilestoneState.Disputed;
            emit VoteWithdrawn(index, verifier, uid);
            emit MilestoneDisputed(index, verifier, uid);
        }
    }

    /// @notice Credits the beneficiary with what the attested value is worth and the payers with the rest; anyone may call.
    function settle(uint8 index) external existing(index) {
        MilestoneStatus storage status = _status[index];
        require(status.state == MilestoneState.Attested, Errors.PerformanceContract_InvalidState(index, status.state));
        require(
            block.timestamp >= challengeEnd(index),
            Errors.PerformanceContract_ChallengeWindowOpen(index, challengeEnd(index))
        );
        status.state = MilestoneState.Settled;
        status.paid = payoutFor(index, status.value);
        status.refunded = _terms.milestones[index].amount - status.paid;
        credit[_terms.beneficiary] += status.paid;
        _creditPayers(status.refunded);
        emit MilestoneSettled(index, status.value, status.paid, status.refunded);
    }

    /// @notice Credits the payers with what backs a milestone that was undecided or disputed at its deadline; anyone may
    /// call.
    function expire(uint8 index) external existing(index) {
        MilestoneStatus storage status = _status[index];
        require(
            status.state == MilestoneState.Open || status.state == MilestoneState.Disputed,
            Errors.PerformanceContract_InvalidState(index, status.state)
        );
        uint64 deadline = _terms.milestones[index].deadline;
        require(block.timestamp >= deadline, Errors.PerformanceContract_DeadlinePending(index, deadline));
        status.state = MilestoneState.Expired;
        status.refunded = backing(index);
        _creditPayers(status.refunded);
        emit MilestoneExpired(index, status.refunded);
    }

    /// @notice Sends a party what it is entitled to; anyone may call.
    function withdraw(address party) external nonReentrant {
        uint256 amount = credit[party];
        require(amount > 0, Errors.PerformanceContract_NothingToWithdraw(party));
        credit[party] = 0;
        emit Withdrawn(party, amount);
        IERC20(_terms.token).safeTransfer(party, amount);
    }

    /// @notice What the parties agreed on.
    function terms() external view returns (Terms memory) {
        return _terms;
    }

    /// @notice All payers, the largest deposit first.
    function payers() external view returns (address[] memory) {
        return _payers;
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

    /// @notice What the beneficiary would be paid for this value.
    function payoutFor(uint8 index, int256 value) public view existing(index) returns (uint256) {
        Milestone storage agreed = _terms.milestones[index];
        return PayoutSchedule.payout(value, agreed.lower, agreed.upper, agreed.amount);
    }

    /// @notice The part of the deposits that backs a milestone: its whole amount once the contract is funded.
    function backing(uint8 index) public view existing(index) returns (uint256) {
        uint256 rest = funded;
        for (uint8 i = 0; i < index; i++) {
            rest -= Math.min(rest, _terms.milestones[i].amount);
        }
        return Math.min(rest, _terms.milestones[index].amount);
    }

    /// @notice First second at which an attested milestone may be settled and a revocation no longer disputes it.
    function challengeEnd(uint8 index) public view existing(index) returns (uint256) {
        return uint256(_status[index].attestedAt) + _terms.challengeWindow;
    }

    /// @notice Smallest first deposit of a payer.
    function minimumDeposit() public view returns (uint256) {
        return Math.ceilDiv(fundingRequired, MAXIMUM_PAYERS);
    }

    /// @notice Identifies what a vote says; votes count together only if all three parts are equal.
    function outcomeOf(int256 value, bytes32 evidenceHash, string calldata verificationCid)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(value, evidenceHash, verificationCid));
    }

    function _adoptVerifiers(address[] memory verifiers, uint8 quorum, address beneficiary) private {
        uint256 number = verifiers.length;
        require(
            number > 0 && number <= MAXIMUM_VERIFIERS,
            Errors.PerformanceContract_NumberOfVerifiers(number, MAXIMUM_VERIFIERS)
        );
        require(
            2 * uint256(quorum) > number && quorum <= number,
            Errors.PerformanceContract_QuorumOutOfRange(quorum, number)
        );
        for (uint256 i = 0; i < number; i++) {
            address verifier = verifiers[i];
            require(
                verifier != address(0) && verifier != beneficiary && !_isVerifier[verifier],
                Errors.PerformanceContract_VerifierInvalid(verifier)
            );
            _isVerifier[verifier] = true;
        }
        _terms.verifiers = verifiers;
        _terms.quorum = quorum;
    }

    function _adoptMilestones(Milestone[] memory milestones) private returns (uint256 required, uint64 firstDeadline) {
        uint256 number = milestones.length;
        require(
            number > 0 && number <= MAXIMUM_MILESTONES,
            Errors.PerformanceContract_NumberOfMilestones(number, MAXIMUM_MILESTONES)
        );
        firstDeadline = type(uint64).max;
        for (uint256 i = 0; i < number; i++) {
            _requireConsistent(i, milestones[i]);
            _terms.milestones.push(milestones[i]);
            required += milestones[i].amount;
            if (milestones[i].deadline < firstDeadline) firstDeadline = milestones[i].deadline;
        }
    }

    function _requireConsistent(uint256 index, Milestone memory agreed) private view {
        require(bytes(agreed.metric).length > 0, Errors.PerformanceContract_MetricEmpty(index));
        require(
            agreed.lower <= agreed.upper, Errors.PerformanceContract_CorridorReversed(index, agreed.lower, agreed.upper)
        );
        require(agreed.amount > 0, Errors.PerformanceContract_AmountZero(index));
        require(
            agreed.measurementStart < agreed.measurementEnd && agreed.measurementEnd < agreed.deadline
                && agreed.deadline > block.timestamp,
            Errors.PerformanceContract_PeriodInvalid(
                index, agreed.measurementStart, agreed.measurementEnd, agreed.deadline
            )
        );
    }

    function _requireVotable(uint8 index, address verifier) private view {
        Milestone storage agreed = _terms.milestones[index];
        MilestoneState state = _status[index].state;
        require(state == MilestoneState.Open, Errors.PerformanceContract_InvalidState(index, state));
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

    function _addDeposit(address payer, uint256 amount) private {
        if (deposit[payer] == 0) _payers.push(payer);
        deposit[payer] += amount;
        funded += amount;
        uint256 place = 0;
        while (_payers[place] != payer) place++;
        while (place > 0 && deposit[_payers[place - 1]] < deposit[payer]) {
            _payers[place] = _payers[place - 1];
            _payers[--place] = payer;
        }
    }

    function _receiveExactly(address payer, uint256 amount) private {
        IERC20 token = IERC20(_terms.token);
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(payer, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        require(received == amount, Errors.PerformanceContract_DepositDiffers(amount, received));
    }

    /// @dev Pro rata to the deposits, rounded down; the units that remain go to the largest deposits, one each. They are
    /// fewer than the payers, since each payer loses less than one by rounding.
    function _creditPayers(uint256 amount) private {
        uint256 remainder = amount;
        for (uint256 i = 0; i < _payers.length; i++) {
            uint256 share = Math.mulDiv(amount, deposit[_payers[i]], funded);
            credit[_payers[i]] += share;
            remainder -= share;
        }
        for (uint256 i = 0; i < remainder; i++) {
            credit[_payers[i]]++;
        }
    }
}
