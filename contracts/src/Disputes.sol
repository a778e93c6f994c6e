// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "./Errors.sol";
import { Challenge, Dispute, MilestoneState, MilestoneStatus, Offer } from "./Types.sol";
import { Votes } from "./Votes.sol";

/// @notice What happens when an attested value is contested: each side states a counter-value and backs it with a bond, the
/// part that nobody contests is paid, and the rest waits for the parties' agreement or the arbiter's decision. If the
/// arbiter stays silent, the uncontested part is all.
abstract contract Disputes is Votes {
    event Challenged(uint8 indexed milestone, address indexed challenger, int256 value, uint256 bond);
    event BondReturned(uint8 indexed milestone, address indexed challenger, uint256 bond);
    event BondLost(uint8 indexed milestone, address indexed challenger, uint256 toOtherSide, uint256 toTreasury);
    event UndisputedPaid(uint8 indexed milestone, uint256 amount);
    event Offered(uint8 indexed milestone, address indexed party, uint256 amount);
    event Agreed(uint8 indexed milestone, uint256 amount);
    event Decided(uint8 indexed milestone, int256 value);
    event MilestoneSettled(uint8 indexed milestone, int256 value, uint256 paid, uint256 refunded);
    event MilestoneExpired(uint8 indexed milestone, uint256 refunded);

    mapping(uint8 milestone => mapping(address party => Offer)) private _offers;

    /// @notice Contests the attested value within the challenge window, with a bond that the caller has approved before. A
    /// payer states a value that is worth less than what is uncontested so far; the lowest stands, and the bond of the one
    /// before goes back. The beneficiary states, once, a value that is worth more than the attested one.
    /// @dev What a sole payer concedes is paid at once, since no other payer can contest it; else `payUndisputed` after the
    /// window. A payer in league with the beneficiary could otherwise take the right to challenge from the others.
    function challenge(uint8 index, int256 value, uint256 bond) external existing(index) nonReentrant {
        MilestoneStatus storage status = _status[index];
        Dispute storage dispute_ = _disputes[index];
        require(_isContestable(index), Errors.PerformanceContract_NotContestable(index, status.state));
        require(bond >= _terms.challengeBond, Errors.PerformanceContract_BondTooSmall(bond, _terms.challengeBond));
        uint256 worth = payoutFor(index, value);
        bool lower = deposit[msg.sender] > 0 && worth < undisputed(index) && worth >= status.paid;
        bool higher = msg.sender == _terms.beneficiary && dispute_.beneficiary.challenger == address(0)
            && worth > claimed(index);
        require(lower || higher, Errors.PerformanceContract_CannotChallenge(index, msg.sender, worth));
        status.state = MilestoneState.Disputed;
        emit Challenged(index, msg.sender, value, bond);
        if (lower) {
            _returnBond(index, dispute_.payers);
            dispute_.payers = Challenge({ challenger: msg.sender, bond: bond, value: value });
            if (_payers.length == 1) _payUndisputed(index);
        } else {
            dispute_.beneficiary = Challenge({ challenger: msg.sender, bond: bond, value: value });
        }
        _receiveExactly(msg.sender, bond);
    }

    /// @notice Pays what nobody has contested within the challenge window; anyone may call.
    function payUndisputed(uint8 index) external existing(index) {
        _requireState(index, MilestoneState.Disputed);
        _requireWindowClosed(index);
        require(undisputed(index) > _status[index].paid, Errors.PerformanceContract_NothingUndisputed(index));
        _payUndisputed(index);
    }

    /// @notice Offers to settle a disputed milestone for `amount` to the beneficiary in all, in place of an earlier offer.
    /// When the beneficiary and every payer offer the same, it is settled so, and all bonds go back.
    function offer(uint8 index, uint256 amount) external existing(index) {
        _requireState(index, MilestoneState.Disputed);
        require(_isParty(msg.sender), Errors.PerformanceContract_NotParty(msg.sender));
        uint256 paid = _status[index].paid;
        uint256 most = _terms.milestones[index].amount;
        require(amount >= paid && amount <= most, Errors.PerformanceContract_OfferOutOfRange(amount, paid, most));
        _offers[index][msg.sender] = Offer({ made: true, amount: amount });
        emit Offered(index, msg.sender, amount);
        if (!_allOffer(index, amount)) return;
        emit Agreed(index, amount);
        _returnBonds(index);
        _close(index, _status[index].value, amount);
    }

    /// @notice Lets the arbiter decide, after the challenge window and before its deadline, on a value that is worth at
    /// least what is uncontested and at most what is claimed.
    function decide(uint8 index, int256 value) external existing(index) {
        require(msg.sender == _terms.arbiter, Errors.PerformanceContract_NotArbiter(msg.sender));
        _requireState(index, MilestoneState.Disputed);
        _requireWindowClosed(index);
        uint256 end = arbitrationEnd(index);
        require(block.timestamp < end, Errors.PerformanceContract_ArbitrationOver(index, end));
        uint256 worth = payoutFor(index, value);
        require(
            worth >= undisputed(index) && worth <= claimed(index),
            Errors.PerformanceContract_DecisionOutOfRange(index, worth, undisputed(index), claimed(index))
        );
        emit Decided(index, value);
        _judgeBonds(index, worth);
        _close(index, value, worth);
    }

    /// @notice Ends a dispute on which the arbiter was silent until its deadline: what is uncontested is all that is paid,
    /// and all bonds go back; anyone may call.
    function conclude(uint8 index) external existing(index) {
        _requireState(index, MilestoneState.Disputed);
        uint256 end = arbitrationEnd(index);
        require(block.timestamp >= end, Errors.PerformanceContract_ArbitrationPending(index, end));
        _returnBonds(index);
        uint256 due = undisputed(index);
        if (due == 0 && _disputes[index].revoked) _expire(index);
        else _close(index, _uncontestedValue(index), due);
    }

    /// @notice What is said against the attested value of a milestone.
    function dispute(uint8 index) external view existing(index) returns (Dispute memory) {
        return _disputes[index];
    }

    /// @notice A party's standing offer.
    function offerOf(uint8 index, address party) external view existing(index) returns (Offer memory) {
        return _offers[index][party];
    }

    /// @notice First second at which the arbiter can no longer decide on a disputed milestone.
    function arbitrationEnd(uint8 index) public view returns (uint256) {
        return challengeEnd(index) + _terms.arbitrationPeriod;
    }

    /// @notice What nobody contests of an attested or disputed milestone, in the token's smallest unit. A revocation
    /// contests all that is not paid yet.
    function undisputed(uint8 index) public view returns (uint256) {
        if (_disputes[index].revoked) return _status[index].paid;
        return payoutFor(index, _uncontestedValue(index));
    }

    /// @notice The most that anybody claims of an attested or disputed milestone, in the token's smallest unit.
    function claimed(uint8 index) public view returns (uint256) {
        Challenge storage higher = _disputes[index].beneficiary;
        return payoutFor(index, higher.challenger == address(0) ? _status[index].value : higher.value);
    }

    function _uncontestedValue(uint8 index) private view returns (int256) {
        Challenge storage lower = _disputes[index].payers;
        return lower.challenger == address(0) ? _status[index].value : lower.value;
    }

    function _requireWindowClosed(uint8 index) internal view {
        uint256 end = challengeEnd(index);
        require(block.timestamp >= end, Errors.PerformanceContract_ChallengeWindowOpen(index, end));
    }

    /// @dev Ends a milestone for good: the beneficiary gets what it has not got yet of `paid`, the payers the rest.
    function _close(uint8 index, int256 value, uint256 paid) internal {
        MilestoneStatus storage status = _status[index];
        uint256 due = paid - status.paid;
        status.state = MilestoneState.Settled;
        status.paid = paid;
        status.refunded = _terms.milestones[index].amount - paid;
        emit MilestoneSettled(index, value, paid, status.refunded);
        _payBeneficiary(due);
        _creditPayers(status.refunded);
    }

    /// @dev Ends a milestone for good: the payers get all that backs it.
    function _expire(uint8 index) internal {
        MilestoneStatus storage status = _status[index];
        status.state = MilestoneState.Expired;
        status.refunded = backing(index);
        emit MilestoneExpired(index, status.refunded);
        _creditPayers(status.refunded);
    }

    function _payUndisputed(uint8 index) private {
        uint256 amount = undisputed(index) - _status[index].paid;
        if (amount == 0) return;
        _status[index].paid += amount;
        emit UndisputedPaid(index, amount);
        _payBeneficiary(amount);
    }

    function _isParty(address who) private view returns (bool) {
        return who == _terms.beneficiary || deposit[who] > 0;
    }

    function _allOffer(uint8 index, uint256 amount) private view returns (bool) {
        if (!_hasOffered(index, _terms.beneficiary, amount)) return false;
        uint256 number = _payers.length;
        for (uint256 i = 0; i < number; i++) {
            if (!_hasOffered(index, _payers[i], amount)) return false;
        }
        return true;
    }

    function _hasOffered(uint8 index, address party, uint256 amount) private view returns (bool) {
        Offer storage made = _offers[index][party];
        return made.made && made.amount == amount;
    }

    function _judgeBonds(uint8 index, uint256 decided) private {
        _credit(_terms.beneficiary, _judgeBond(index, _disputes[index].payers, decided));
        _creditPayers(_judgeBond(index, _disputes[index].beneficiary, decided));
    }

    /// @dev A bond is lost if the decision is nearer to the attested value than to the counter-value, counted in what they
    /// are worth. Half of it, rounded down, goes to the other side and the rest to the treasury, so that a party that
    /// challenges itself always loses.
    function _judgeBond(uint8 index, Challenge storage said, uint256 decided) private returns (uint256 toOtherSide) {
        uint256 bond = said.bond;
        uint256 fromAttested = _distance(decided, payoutFor(index, _status[index].value));
        if (bond == 0 || fromAttested >= _distance(decided, payoutFor(index, said.value))) {
            _returnBond(index, said);
            return 0;
        }
        toOtherSide = bond / 2;
        said.bond = 0;
        emit BondLost(index, said.challenger, toOtherSide, bond - toOtherSide);
        _credit(treasury, bond - toOtherSide);
    }

    function _distance(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? b - a : a - b;
    }

    function _returnBonds(uint8 index) private {
        _returnBond(index, _disputes[index].payers);
        _returnBond(index, _disputes[index].beneficiary);
    }

    function _returnBond(uint8 index, Challenge storage back) private {
        uint256 bond = back.bond;
        if (bond == 0) return;
        back.bond = 0;
        emit BondReturned(index, back.challenger, bond);
        _credit(back.challenger, bond);
    }
}
