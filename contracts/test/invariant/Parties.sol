// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { DemonstrationToken } from "../../src/DemonstrationToken.sol";
import {
    AttestationRequest,
    AttestationRequestData,
    IEAS,
    RevocationRequest,
    RevocationRequestData
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { PerformanceContract } from "../../src/PerformanceContract.sol";
import { MilestoneState, MilestoneStatus, Terms } from "../../src/Types.sol";
import { vm } from "../Vm.sol";

/// @dev Everything that parties and strangers can do to one contract, in any order; each call that the contract's rules
/// allow must succeed. Remembers what the contract itself does not: who cast what, and each milestone's last state.
contract Parties {
    bytes32 private constant EVIDENCE = keccak256("evidence");

    PerformanceContract public immutable agreement;
    DemonstrationToken public immutable token;
    IEAS private immutable eas;
    bytes32 private immutable schema;

    struct Cast {
        address verifier;
        uint8 milestone;
        bytes32 uid;
        bool revoked;
    }

    Terms private terms;
    address[] public payers;
    Cast[] private casts;
    MilestoneStatus[3] private last;
    string public violation;
    uint256 public withdrawn;

    /// @dev A campaign waits about fourteen times; this brings it past all deadlines, and not at once.
    uint256 private constant LONGEST_STEP = 60 days;

    constructor(PerformanceContract agreement_, IEAS eas_, bytes32 schema_, address[] memory payers_) {
        agreement = agreement_;
        token = DemonstrationToken(agreement_.terms().token);
        (eas, schema, payers) = (eas_, schema_, payers_);
        Terms memory agreed = agreement_.terms();
        terms.beneficiary = agreed.beneficiary;
        terms.quorum = agreed.quorum;
        terms.verifiers = agreed.verifiers;
        for (uint256 i = 0; i < agreed.milestones.length; i++) {
            terms.milestones.push(agreed.milestones[i]);
        }
    }

    modifier watched() {
        _;
        for (uint8 i = 0; i < 3; i++) {
            watch(i);
        }
    }

    function fund(uint256 whom, uint256 amount) external watched {
        uint256 remaining = agreement.fundingRequired() - agreement.funded();
        if (remaining == 0 || block.timestamp >= agreement.fundingDeadline()) return;
        uint256 least = agreement.minimumDeposit();
        amount = remaining <= least || amount % 2 == 0 ? remaining : least + amount % (remaining - least + 1);
        vm.prank(payers[whom % payers.length]);
        agreement.fund(amount);
    }

    function vote(uint256 who, uint8 index, uint8 choice) external watched {
        index %= 3;
        address verifier = terms.verifiers[who % terms.verifiers.length];
        if (!votable(index)) return;
        int256 value = int256(uint256(choice % 2)) * 85;
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
        Cast storage cast = casts[which % casts.length];
        if (cast.revoked) return;
        cast.revoked = true;
        vm.prank(cast.verifier);
        eas.revoke(RevocationRequest(schema, RevocationRequestData(cast.uid, 0)));
    }

    function settle(uint8 index) external watched {
        index %= 3;
        if (agreement.milestone(index).state != MilestoneState.Attested) return;
        if (block.timestamp < agreement.challengeEnd(index)) return;
        agreement.settle(index);
    }

    function expire(uint8 index) external watched {
        index %= 3;
        MilestoneState state = agreement.milestone(index).state;
        if (state != MilestoneState.Open && state != MilestoneState.Disputed) return;
        if (block.timestamp < terms.milestones[index].deadline) return;
        agreement.expire(index);
    }

    function withdraw(uint256 whom) external watched {
        address party = whom % 4 == 3 ? terms.beneficiary : payers[whom % payers.length];
        uint256 credit = agreement.credit(party);
        if (credit == 0) return;
        withdrawn += credit;
        agreement.withdraw(party);
    }

    function wait(uint256 time) external watched {
        vm.warp(block.timestamp + time % LONGEST_STEP);
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

    function payersCredits() external view returns (uint256 sum) {
        for (uint256 i = 0; i < payers.length; i++) {
            sum += agreement.credit(payers[i]);
        }
    }

    function votable(uint8 index) private view returns (bool) {
        return agreement.milestone(index).state == MilestoneState.Open
            && agreement.funded() == agreement.fundingRequired()
            && block.timestamp >= terms.milestones[index].measurementEnd
            && block.timestamp < terms.milestones[index].deadline;
    }

    function watch(uint8 index) private {
        MilestoneStatus memory now_ = agreement.milestone(index);
        MilestoneStatus memory before = last[index];
        if (!allowed(before.state, now_.state)) violation = "a state was left that must not be, or by a forbidden way";
        bool final_ = before.state == MilestoneState.Settled || before.state == MilestoneState.Expired;
        if (final_ && (now_.paid != before.paid || now_.refunded != before.refunded)) {
            violation = "a final milestone changed what it paid";
        }
        if (before.attestedAt > 0 && now_.outcome != before.outcome) violation = "an attested outcome changed";
        last[index] = now_;
    }

    function allowed(MilestoneState from, MilestoneState to) private pure returns (bool) {
        if (from == to) return true;
        if (from == MilestoneState.Open) return to == MilestoneState.Attested || to == MilestoneState.Expired;
        if (from == MilestoneState.Attested) return to == MilestoneState.Disputed || to == MilestoneState.Settled;
        return from == MilestoneState.Disputed && to == MilestoneState.Expired;
    }
}
