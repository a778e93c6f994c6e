// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Deposits } from "../../src/Deposits.sol";
import { Disputes } from "../../src/Disputes.sol";
import { MilestoneState } from "../../src/Types.sol";
import { Votes } from "../../src/Votes.sol";
import { Log } from "../Vm.sol";

/// @dev A contract's books, kept from its events alone.
contract Ledger {
    address private immutable source;

    mapping(address party => uint256) public deposit;
    mapping(address party => uint256) public credit;
    mapping(uint8 milestone => MilestoneState) public state;
    mapping(uint8 milestone => uint256) public paid;
    mapping(uint8 milestone => uint256) public refunded;
    mapping(uint8 milestone => uint256) public bonds;
    mapping(uint8 milestone => uint256) public ends;
    mapping(uint8 milestone => mapping(address verifier => bytes32)) public vote;
    uint256 public heldBack;
    uint256 public received;
    uint256 public withdrawn;

    constructor(address source_) {
        source = source_;
    }

    function read(Log[] calldata logs) external {
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter == source) read(logs[i], logs[i].topics[0]);
        }
    }

    function read(Log calldata log, bytes32 kind) private {
        if (kind == Deposits.Funded.selector) {
            deposit[account(log)] += amount(log);
            received += amount(log);
        } else if (kind == Deposits.Credited.selector) {
            credit[account(log)] += amount(log);
        } else if (kind == Deposits.Withdrawn.selector) {
            credit[account(log)] -= amount(log);
            withdrawn += amount(log);
        } else if (kind == Deposits.HeldBack.selector) {
            heldBack += amount(log);
        } else if (kind == Deposits.HoldBackReleased.selector) {
            heldBack -= amount(log);
        } else {
            readMilestone(log, kind, uint8(uint256(log.topics[1])));
        }
    }

    function readMilestone(Log calldata log, bytes32 kind, uint8 index) private {
        if (kind == Votes.VoteRecorded.selector) {
            vote[index][second(log)] = abi.decode(log.data, (bytes32));
        } else if (kind == Votes.VoteWithdrawn.selector) {
            vote[index][second(log)] = bytes32(0);
        } else if (kind == Votes.MilestoneAttested.selector) {
            state[index] = MilestoneState.Attested;
        } else if (kind == Votes.MilestoneDisputed.selector) {
            state[index] = MilestoneState.Disputed;
        } else if (kind == Disputes.Challenged.selector) {
            (, uint256 bond) = abi.decode(log.data, (int256, uint256));
            state[index] = MilestoneState.Disputed;
            bonds[index] += bond;
            received += bond;
        } else if (kind == Disputes.BondReturned.selector) {
            bonds[index] -= amount(log);
        } else if (kind == Disputes.BondLost.selector) {
            (uint256 toOtherSide, uint256 toTreasury) = abi.decode(log.data, (uint256, uint256));
            bonds[index] -= toOtherSide + toTreasury;
        } else if (kind == Disputes.UndisputedPaid.selector) {
            paid[index] += amount(log);
        } else if (kind == Disputes.MilestoneSettled.selector) {
            (, paid[index], refunded[index]) = abi.decode(log.data, (int256, uint256, uint256));
            state[index] = MilestoneState.Settled;
            ends[index]++;
        } else if (kind == Disputes.MilestoneExpired.selector) {
            refunded[index] = amount(log);
            state[index] = MilestoneState.Expired;
            ends[index]++;
        }
    }

    function account(Log calldata log) private pure returns (address) {
        return address(uint160(uint256(log.topics[1])));
    }

    function second(Log calldata log) private pure returns (address) {
        return address(uint160(uint256(log.topics[2])));
    }

    function amount(Log calldata log) private pure returns (uint256) {
        return abi.decode(log.data, (uint256));
    }
}
