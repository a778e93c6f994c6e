// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "./Errors.sol";
import { PayoutSchedule } from "./PayoutSchedule.sol";
import {
    MAXIMUM_ARBITRATION_PERIOD,
    MAXIMUM_CHALLENGE_WINDOW,
    MAXIMUM_HOLD_BACK,
    Milestone,
    Terms,
    WHOLE_SHARE
} from "./Types.sol";

/// @notice What the parties have agreed on: checked once, when the contract is created, and never changed.
abstract contract FrozenTerms {
    uint256 public constant MAXIMUM_VERIFIERS = 20;
    uint256 public constant MAXIMUM_MILESTONES = 20;

    /// @notice Receives half of each losing bond.
    address public immutable treasury;

    /// @notice Sum of all milestone amounts.
    uint256 public immutable fundingRequired;

    /// @notice First of all deadlines; no deposit is taken from here on.
    uint64 public immutable fundingDeadline;

    Terms internal _terms;
    mapping(address verifier => bool) internal _isVerifier;

    constructor(Terms memory terms_, address treasury_) {
        require(
            terms_.hypercerts != address(0) && terms_.beneficiary != address(0) && terms_.token != address(0)
                && treasury_ != address(0),
            Errors.PerformanceContract_ZeroAddress()
        );
        require(terms_.beneficiary != treasury_, Errors.PerformanceContract_BeneficiaryIsTreasury(treasury_));
        require(
            terms_.challengeWindow <= MAXIMUM_CHALLENGE_WINDOW,
            Errors.PerformanceContract_ChallengeWindowTooLong(terms_.challengeWindow, MAXIMUM_CHALLENGE_WINDOW)
        );
        treasury = treasury_;
        _terms.hypercerts = terms_.hypercerts;
        _terms.claimId = terms_.claimId;
        _terms.beneficiary = terms_.beneficiary;
        _terms.token = terms_.token;
        _terms.challengeWindow = terms_.challengeWindow;
        _adoptVerifiers(terms_.verifiers, terms_.quorum, terms_.beneficiary, treasury_);
        _adoptArbitration(terms_, treasury_);
        uint64 lastDeadline;
        (fundingRequired, fundingDeadline, lastDeadline) = _adoptMilestones(terms_.milestones);
        _adoptHoldBack(terms_.holdBackShare, terms_.holdBackUntil, lastDeadline);
    }

    modifier existing(uint8 index) {
        _requireExisting(index);
        _;
    }

    /// @notice What the parties agreed on.
    function terms() external view returns (Terms memory) {
        return _terms;
    }

    /// @notice What a value is worth to the beneficiary.
    function payoutFor(uint8 index, int256 value) public view existing(index) returns (uint256) {
        Milestone storage agreed = _terms.milestones[index];
        return PayoutSchedule.payout(value, agreed.lower, agreed.upper, agreed.amount);
    }

    function _requireExisting(uint8 index) private view {
        uint256 number = _terms.milestones.length;
        require(index < number, Errors.PerformanceContract_UnknownMilestone(index, number));
    }

    function _adoptVerifiers(address[] memory verifiers, uint8 quorum, address beneficiary, address treasury_) private {
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
                verifier != address(0) && verifier != beneficiary && verifier != treasury_ && !_isVerifier[verifier],
                Errors.PerformanceContract_VerifierInvalid(verifier)
            );
            _isVerifier[verifier] = true;
        }
        _terms.verifiers = verifiers;
        _terms.quorum = quorum;
    }

    function _adoptArbitration(Terms memory terms_, address treasury_) private {
        address arbiter = terms_.arbiter;
        require(
            arbiter != address(0) && arbiter != terms_.beneficiary && arbiter != treasury_ && !_isVerifier[arbiter],
            Errors.PerformanceContract_ArbiterInvalid(arbiter)
        );
        require(
            terms_.arbitrationPeriod > 0 && terms_.arbitrationPeriod <= MAXIMUM_ARBITRATION_PERIOD,
            Errors.PerformanceContract_ArbitrationPeriodOutOfRange(terms_.arbitrationPeriod, MAXIMUM_ARBITRATION_PERIOD)
        );
        require(terms_.challengeBond > 0, Errors.PerformanceContract_ChallengeBondZero());
        _terms.arbiter = arbiter;
        _terms.arbitrationPeriod = terms_.arbitrationPeriod;
        _terms.challengeBond = terms_.challengeBond;
    }

    function _adoptMilestones(Milestone[] memory milestones)
        private
        returns (uint256 required, uint64 firstDeadline, uint64 lastDeadline)
    {
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
            if (milestones[i].deadline > lastDeadline) lastDeadline = milestones[i].deadline;
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

    function _adoptHoldBack(uint16 share, uint64 until, uint64 lastDeadline) private {
        require(share <= WHOLE_SHARE, Errors.PerformanceContract_HoldBackShareTooLarge(share, WHOLE_SHARE));
        uint256 latest = uint256(lastDeadline) + MAXIMUM_HOLD_BACK;
        require(
            share == 0 ? until == 0 : until > block.timestamp && until <= latest,
            Errors.PerformanceContract_HoldBackUntilOutOfRange(share, until, latest)
        );
        _terms.holdBackShare = share;
        _terms.holdBackUntil = until;
    }
}
