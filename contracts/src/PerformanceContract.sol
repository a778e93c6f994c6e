// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Disputes } from "./Disputes.sol";
import { Errors } from "./Errors.sol";
import { FrozenTerms } from "./FrozenTerms.sol";
import { MilestoneState, Terms } from "./Types.sol";
import { Votes } from "./Votes.sol";

/// @notice Holds what payers have promised for measured results and pays it on the identical word of a quorum of named
/// verifiers. Terms never change, nobody owns the contract, and value leaves only to the beneficiary, the payers, and, of
/// losing bonds, the treasury.
contract PerformanceContract is Disputes {
    constructor(Terms memory terms_, address milestoneResolver_, address treasury_)
        FrozenTerms(terms_, treasury_)
        Votes(milestoneResolver_)
    { }

    /// @notice Pays the beneficiary what the attested value is worth and the payers the rest, if nobody has contested it
    /// within the challenge window; anyone may call.
    function settle(uint8 index) external existing(index) {
        _requireState(index, MilestoneState.Attested);
        _requireWindowClosed(index);
        _close(index, _status[index].value, claimed(index));
    }

    /// @notice Credits the payers with what backs a milestone that no quorum has attested by its deadline; anyone may call.
    function expire(uint8 index) external existing(index) {
        _requireState(index, MilestoneState.Open);
        uint64 deadline = _terms.milestones[index].deadline;
        require(block.timestamp >= deadline, Errors.PerformanceContract_DeadlinePending(index, deadline));
        _expire(index);
    }
}
