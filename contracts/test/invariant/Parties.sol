// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {
    AttestationRequest,
    AttestationRequestData,
    IEAS,
    RevocationRequest,
    RevocationRequestData
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { DemonstrationToken } from "../../src/DemonstrationToken.sol";
import { PerformanceContract } from "../../src/PerformanceContract.sol";
import { Challenge, MilestoneState, MilestoneStatus, Terms } from "../../src/Types.sol";
import { vm } from "../Vm.sol";
import { Ledger } from "./Ledger.sol";

/// @dev Everything that parties and strangers can do to one contract, in any order; each call that the contract's rules
/// allow must succeed. Remembers what the contract itself does not: who cast what, and each milestone's last state.
contract Parties {
    bytes32 internal constant EVIDENCE = keccak256("evidence");

    PerformanceContract public immutable agreement;
    DemonstrationToken public immutable token;
    Ledger public immutable ledger;
    IEAS internal immutable eas;
    bytes32 internal immutable schema;
    address private immutable stranger;

    struct Cast {
        address verifier;
        uint8 milestone;
        bytes32 uid;
        bool revoked;
    }

    Terms internal terms;
    address[] public payers;
    Cast[] private casts;
    MilestoneStatus[3] private last;
    string public violation;

    constructor(PerformanceContract agreement_, IEAS eas_, bytes32 schema_, address[] memory payers_, address stranger_) {
        agreement = agreement_;
        token = DemonstrationToken(agreement_.terms().token);
        ledger = new Ledger(address(agreement_));
        (eas, schema, payers, stranger) = (eas_, schema_, payers_, stranger_);
        Terms memory agreed = agreement_.terms();
        (terms.beneficiary, terms.quorum, terms.arbiter) = (agreed.beneficiary, agreed.quorum, agreed.arbiter);
        (terms.challengeBond, terms.holdBackUntil) = (agreed.challengeBond, agreed.holdBackUntil);
        terms.verifiers = agreed.verifiers;
        for (uint256 i = 0; i < agreed.milestones.length; i++) {
            terms.milestones.push(agreed.milestones[i]);
        }
    }

    modifier watched() {
        vm.recordLogs();
        _;
        ledger.read(vm.getRecordedLogs());
        for (uint8 i = 0; i < 3; i++) {
            watch(i);
        }
    }

    function fund(uint256 whom, uint256 amount) external watched {
        uint256 remaining = agreement.fundingRequired() - agreement.funded();
        if (remaining == 0 || block.timestamp >= agreement.fundingDeadline()) return;
        uint256 least = agreement.minimumDeposit();
        amount = remaining <= least || amount % 4 > 0 ? remaining : least + amount % (remaining - least + 1);
        vm.prank(payers[whom % payers.length]);
        agreement.fund(amount);
    }

    function vote(uint256 who, uint8 index, uint8 choice) external watched {
        index %= 3;
        if (votable(index)) cast(terms.verifiers[who % terms.verifiers.length], index, choice % 4 == 0 ? int256(0) : int256(85));
    }

    /// @dev A quorum at once, which single votes reach too seldom.
    function attest(uint8 index) external watched {
        index %= 3;
        for (uint256 i = 0; i < terms.verifiers.length; i++) {
            if (votable(index)) cast(terms.verifiers[i], index, 85);
        }
    }

    function cast(address verifier, uint8 index, int256 value) private {
        vm.prank(verifier);
        bytes32 uid = eas.attest(
            AttestationRequest(
                schema,
                AttestationRequestData({
                    recipient: address(agreement),
                    expirationTime: 0,
                    revocable: true,
                    refUID: 0,
                    data: abi.encode(address(agreement), index, value, EVIDENCE, "document"),
                    value: 0
                })
            )
        );
        casts.push(Cast(verifier, index, uid, false));
    }

    function revoke(uint256 which) external watched {
        if (casts.length == 0) return;
        Cast storage chosen = casts[which % casts.length];
        if (chosen.revoked || which % 4 > 0) return;
        chosen.revoked = true;
        vm.prank(chosen.verifier);
        eas.revoke(RevocationRequest(schema, RevocationRequestData(chosen.uid, 0)));
    }

    /// @dev What anyone may do about a milestone at its time.
    function proceed(uint8 index) external watched {
        index %= 3;
        MilestoneState state = stateOf(index);
        if (state == MilestoneState.Open && block.timestamp >= terms.milestones[index].deadline) {
            agreement.expire(index);
        } else if (state == MilestoneState.Attested && block.timestamp >= agreement.challengeEnd(index)) {
            agreement.settle(index);
        } else if (state == MilestoneState.Disputed && block.timestamp >= agreement.arbitrationEnd(index)) {
            agreement.conclude(index);
        } else if (state == MilestoneState.Disputed && block.timestamp >= agreement.challengeEnd(index)) {
            if (agreement.undisputed(index) > agreement.milestone(index).paid) agreement.payUndisputed(index);
        }
    }

    function challengeAsPayer(uint256 whom, uint8 index, uint256 counter) external watched {
        index %= 3;
        address payer = payers[whom % payers.length];
        if (!contestable(index) || agreement.deposit(payer) == 0) return;
        int256 value = between(terms.milestones[index].lower - 1, uncontested(index), counter);
        uint256 worth = agreement.payoutFor(index, value);
        if (worth >= agreement.undisputed(index) || worth < agreement.milestone(index).paid) return;
        vm.prank(payer);
        agreement.challenge(index, value, terms.challengeBond + counter % 10);
    }

    function challengeAsBeneficiary(uint8 index, uint256 counter) external watched {
        index %= 3;
        if (!contestable(index) || agreement.dispute(index).beneficiary.challenger != address(0)) return;
        int256 value = between(agreement.milestone(index).value, 300, counter);
        if (agreement.payoutFor(index, value) <= agreement.claimed(index)) return;
        vm.prank(terms.beneficiary);
        agreement.challenge(index, value, terms.challengeBond + counter % 10);
    }

    function decide(uint8 index, uint256 counter) external watched {
        index %= 3;
        if (stateOf(index) != MilestoneState.Disputed || block.timestamp < agreement.challengeEnd(index)) return;
        if (block.timestamp >= agreement.arbitrationEnd(index)) return;
        int256 value = between(uncontested(index), 300, counter);
        uint256 worth = agreement.payoutFor(index, value);
        if (worth < agreement.undisputed(index) || worth > agreement.claimed(index)) value = uncontested(index);
        vm.prank(terms.arbiter);
        agreement.decide(index, value);
    }

    function offer(uint256 whom, uint8 index, uint8 choice) external watched {
        index %= 3;
        if (stateOf(index) != MilestoneState.Disputed) return;
        address who = whom % 4 == 3 ? terms.beneficiary : payers[whom % payers.length];
        if (who != terms.beneficiary && agreement.deposit(who) == 0) return;
        uint256 paid = agreement.milestone(index).paid;
        vm.prank(who);
        agreement.offer(index, choice % 4 == 0 ? terms.milestones[index].amount : paid);
    }

    /// @dev All parties offer the same, which single offers reach too seldom.
    function agree(uint8 index, uint256 amount) external watched {
        index %= 3;
        if (stateOf(index) != MilestoneState.Disputed || amount % 3 > 0) return;
        uint256 paid = agreement.milestone(index).paid;
        amount = paid + amount % (terms.milestones[index].amount - paid + 1);
        for (uint256 i = 0; i <= payers.length; i++) {
            if (i < payers.length && agreement.deposit(party(i)) == 0) continue;
            vm.prank(party(i));
            agreement.offer(index, amount);
        }
    }

    function releaseHoldBack() external watched {
        if (block.timestamp < terms.holdBackUntil || agreement.heldBack() == 0) return;
        agreement.releaseHoldBack();
    }

    function withdraw(uint256 whom) external watched {
        withdrawFor(party(whom % (payers.length + 2)));
    }

    function wait(uint256 time) external watched {
        uint256 longest = [uint256(1 days), 10 days, 40 days, 100 days][time % 4];
        vm.warp(block.timestamp + (time / 4) % longest);
    }

    /// @dev What a stranger alone can do once all deadlines have passed.
    function finish() external watched {
        vm.warp(block.timestamp + 40 * 365 days);
        for (uint8 i = 0; i < 3; i++) {
            MilestoneState state = stateOf(i);
            vm.prank(stranger);
            if (state == MilestoneState.Open) agreement.expire(i);
            else if (state == MilestoneState.Attested) agreement.settle(i);
            else if (state == MilestoneState.Disputed) agreement.conclude(i);
        }
        if (agreement.heldBack() > 0) agreement.releaseHoldBack();
        for (uint256 i = 0; i < payers.length + 2; i++) {
            withdrawFor(party(i));
        }
    }

    /// @dev Payers first, then the beneficiary, then the treasury.
    function party(uint256 index) public view returns (address) {
        if (index < payers.length) return payers[index];
        return index == payers.length ? terms.beneficiary : agreement.treasury();
    }

    function numberOfParties() external view returns (uint256) {
        return payers.length + 2;
    }

    /// @dev Number of different verifiers whose live vote says so.
    function distinctVotes(uint8 index, bytes32 said) external view returns (uint256 count) {
        for (uint256 i = 0; i < terms.verifiers.length; i++) {
            if (agreement.voteOf(index, terms.verifiers[i]).outcome == said) count++;
        }
    }

    function outcome(int256 value) external view returns (bytes32) {
        return agreement.outcomeOf(value, EVIDENCE, "document");
    }

    function tally(uint8 index, int256 value) external view returns (uint256) {
        return agreement.tally(index, value, EVIDENCE, "document");
    }

    function standingBonds(uint8 index) external view returns (uint256) {
        return agreement.dispute(index).payers.bond + agreement.dispute(index).beneficiary.bond;
    }

    function stateOf(uint8 index) public view returns (MilestoneState) {
        return agreement.milestone(index).state;
    }

    function withdrawFor(address whom) private {
        if (agreement.credit(whom) == 0) return;
        vm.prank(stranger);
        agreement.withdraw(whom);
    }

    function votable(uint8 index) private view returns (bool) {
        return stateOf(index) == MilestoneState.Open && agreement.funded() == agreement.fundingRequired()
            && block.timestamp >= terms.milestones[index].measurementEnd
            && block.timestamp < terms.milestones[index].deadline;
    }

    /// @dev A value from `least` to below `most`, which may be as far apart as there are numbers.
    function between(int256 least, int256 most, uint256 choice) private pure returns (int256) {
        unchecked {
            return most <= least ? least : least + int256(choice % uint256(most - least));
        }
    }

    function uncontested(uint8 index) private view returns (int256) {
        Challenge memory lower = agreement.dispute(index).payers;
        return lower.challenger == address(0) ? agreement.milestone(index).value : lower.value;
    }

    function contestable(uint8 index) private view returns (bool) {
        MilestoneState state = stateOf(index);
        return (state == MilestoneState.Attested || state == MilestoneState.Disputed)
            && block.timestamp < agreement.challengeEnd(index);
    }

    function watch(uint8 index) private {
        MilestoneStatus memory now_ = agreement.milestone(index);
        MilestoneStatus memory before = last[index];
        if (!allowed(before.state, now_.state)) violation = "a state was left that must not be, or by a forbidden way";
        bool final_ = before.state == MilestoneState.Settled || before.state == MilestoneState.Expired;
        if (final_ && (now_.paid != before.paid || now_.refunded != before.refunded)) {
            violation = "a final milestone changed what it paid";
        }
        if (now_.paid < before.paid) violation = "a payment was taken back";
        if (before.attestedAt > 0 && (now_.outcome != before.outcome || now_.value != before.value)) {
            violation = "an attested outcome changed";
        }
        last[index] = now_;
    }

    function allowed(MilestoneState from, MilestoneState to) private pure returns (bool) {
        if (from == to) return true;
        if (from == MilestoneState.Open) return to == MilestoneState.Attested || to == MilestoneState.Expired;
        if (from == MilestoneState.Attested) return to == MilestoneState.Disputed || to == MilestoneState.Settled;
        return from == MilestoneState.Disputed && (to == MilestoneState.Settled || to == MilestoneState.Expired);
    }
}
