// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { MilestoneState, MilestoneStatus } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";
import { Parties } from "./Parties.sol";

/// @dev The numbers are those of the list in docs/contracts.md.
contract PerformanceContractInvariants is Agreement {
    address private constant MUNICIPALITY = address(0xC2);

    Parties private parties;

    function setUp() public override {
        super.setUp();
        provide(MUNICIPALITY);
        address[] memory payers = new address[](3);
        (payers[0], payers[1], payers[2]) = (UTILITY, FUND, MUNICIPALITY);
        parties = new Parties(agreement, eas, schema, payers);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(parties);
    }

    /// @dev One campaign for all, since each costs as much as the other.
    function invariant_All() external view {
        balanceCoversCreditsAndOpenMilestones();
        nothingIsCreatedOrLost();
        eachMilestonePaysItsAmountOnce();
        aQuorumOfDifferentVerifiersStandsBehindAnAttestedMilestone();
        oneVerifierIsNeverCountedTwice();
        noStateIsLeftByAForbiddenWay();
        valueLeavesToThePartiesOnly();
    }

    function isFinal(MilestoneState state) private pure returns (bool) {
        return state == MilestoneState.Settled || state == MilestoneState.Expired;
    }

    /// @dev 1. The balance is what parties may withdraw plus what backs the milestones that are not final.
    function balanceCoversCreditsAndOpenMilestones() private view {
        uint256 owed = parties.payersCredits() + agreement.credit(BENEFICIARY);
        for (uint8 i = 0; i < 3; i++) {
            if (!isFinal(agreement.milestone(i).state)) owed += agreement.backing(i);
        }
        vm.assertEq(token.balanceOf(address(agreement)), owed, "balance");
    }

    /// @dev 2. Deposits are what is held plus what was withdrawn.
    function nothingIsCreatedOrLost() private view {
        vm.assertEq(agreement.funded(), token.balanceOf(address(agreement)) + parties.withdrawn(), "conservation");
    }

    /// @dev 3. A final milestone has paid and refunded exactly what backed it, any other nothing.
    function eachMilestonePaysItsAmountOnce() private view {
        for (uint8 i = 0; i < 3; i++) {
            MilestoneStatus memory status = agreement.milestone(i);
            uint256 expected = isFinal(status.state) ? agreement.backing(i) : 0;
            vm.assertEq(status.paid + status.refunded, expected, "paid and refunded");
            vm.assertTrue(status.paid == 0 || status.state == MilestoneState.Settled, "paid only when settled");
        }
    }

    /// @dev 4. An attested milestone has a quorum of different verifiers behind exactly its outcome.
    function aQuorumOfDifferentVerifiersStandsBehindAnAttestedMilestone() private view {
        for (uint8 i = 0; i < 3; i++) {
            MilestoneStatus memory status = agreement.milestone(i);
            if (status.state != MilestoneState.Attested && status.state != MilestoneState.Settled) continue;
            vm.assertEq(parties.distinctVotes(i, status.outcome), agreed().quorum, "quorum");
        }
    }

    /// @dev 5. A tally is the number of different verifiers whose live vote says so.
    function oneVerifierIsNeverCountedTwice() private view {
        for (uint8 i = 0; i < 3; i++) {
            vm.assertEq(parties.tally(i, 0), parties.distinctVotes(i, parties.outcome(0)), "tally of 0");
            vm.assertEq(parties.tally(i, 85), parties.distinctVotes(i, parties.outcome(85)), "tally of 85");
        }
    }

    /// @dev 6, 7, 8. States follow the graph, final ones stay, and an attested outcome never changes.
    function noStateIsLeftByAForbiddenWay() private view {
        vm.assertEq(bytes(parties.violation()).length, 0, parties.violation());
    }

    /// @dev 9. Value reaches the beneficiary and the payers only.
    function valueLeavesToThePartiesOnly() private view {
        uint256 held = token.balanceOf(address(agreement)) + token.balanceOf(BENEFICIARY);
        held += token.balanceOf(UTILITY) + token.balanceOf(FUND) + token.balanceOf(MUNICIPALITY);
        vm.assertEq(held, token.totalSupply(), "supply");
    }
}
