// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Attestation } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { MilestoneState, MilestoneStatus, Terms, Vote } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";
import { AnyCaller } from "./AnyCaller.sol";
import { Ledger } from "./Ledger.sol";

/// @dev The numbers are those of the list in docs/contracts.md.
contract PerformanceContractInvariants is Agreement {
    address private constant MUNICIPALITY = address(0xC2);

    AnyCaller private parties;
    Ledger private ledger;
    bytes32 private frozen;

    function setUp() public override {
        super.setUp();
        Terms memory terms = agreed();
        (terms.challengeWindow, terms.holdBackShare, terms.holdBackUntil) = (30 days, 1_250, DEADLINE - 60 days);
        agreeOn(terms);
        provide(MUNICIPALITY);
        address[] memory payers = new address[](3);
        (payers[0], payers[1], payers[2]) = (UTILITY, FUND, MUNICIPALITY);
        parties = new AnyCaller(agreement, eas, schema, payers, OUTSIDER);
        token.mint(address(parties), type(uint128).max);
        ledger = parties.ledger();
        vm.warp(MEASURED - 20 days);
        frozen = keccak256(abi.encode(agreement.terms()));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(parties);
    }

    /// @dev All but the end of a campaign, which is no step of one.
    function excludeSelectors() external view returns (Excluded[] memory excluded) {
        excluded = new Excluded[](1);
        excluded[0].target = address(parties);
        excluded[0].selectors = new bytes4[](1);
        excluded[0].selectors[0] = parties.finish.selector;
    }

    struct Excluded {
        address target;
        bytes4[] selectors;
    }

    /// @dev One campaign for all, since each costs as much as the other.
    function invariant_All() external view {
        balanceIsWhatIsOwed();
        nothingIsCreatedOrLost();
        milestonesPayTheirAmountOnce();
        aQuorumOfDifferentVerifiersStandsBehindAnAttestedMilestone();
        oneVerifierIsNeverCountedTwice();
        countedVotesStandInTheAttestationService();
        verifiersArbiterAndTreasuryDoNotPay();
        termsAreFrozen();
        noStateIsLeftByAForbiddenWay();
        valueLeavesToThePartiesOnly();
        eventsTellEverything();
    }

    /// @dev 10. Strangers alone bring everything to its end.
    function afterInvariant() external {
        parties.finish();
        vm.assertEq(token.balanceOf(address(agreement)), parties.donated(), "stuck");
        vm.assertEq(agreement.liabilities(), 0, "liabilities");
        vm.assertEq(ledger.received(), ledger.withdrawn(), "withdrawn");
    }

    function isFinal(MilestoneState state) private pure returns (bool) {
        return state == MilestoneState.Settled || state == MilestoneState.Expired;
    }

    /// @dev 1. The balance is what parties may withdraw, what is held back, the bonds that stand, and what backs the
    /// milestones that are not final, less what they have paid; and what was sent to it without a deposit.
    function balanceIsWhatIsOwed() private view {
        uint256 owed = agreement.heldBack();
        for (uint256 i = 0; i < parties.numberOfParties(); i++) {
            owed += agreement.credit(parties.party(i));
        }
        for (uint8 i = 0; i < 3; i++) {
            MilestoneStatus memory status = agreement.milestone(i);
            owed += parties.standingBonds(i);
            if (!isFinal(status.state)) owed += agreement.backing(i) - status.paid;
        }
        vm.assertEq(token.balanceOf(address(agreement)), owed + parties.donated(), "balance");
        vm.assertEq(agreement.liabilities(), owed, "liabilities");
    }

    /// @dev 2. Deposits and bonds are what is held plus what was withdrawn.
    function nothingIsCreatedOrLost() private view {
        uint256 held = token.balanceOf(address(agreement)) - parties.donated();
        vm.assertEq(ledger.received(), held + ledger.withdrawn(), "conservation");
    }

    /// @dev 3. A final milestone has paid and refunded exactly what backed it and ended once; before, none has refunded
    /// anything, and only a disputed one has paid, at most what nobody contests.
    function milestonesPayTheirAmountOnce() private view {
        for (uint8 i = 0; i < 3; i++) {
            MilestoneStatus memory status = agreement.milestone(i);
            vm.assertEq(ledger.ends(i), isFinal(status.state) ? 1 : 0, "ends");
            if (isFinal(status.state)) {
                vm.assertEq(status.paid + status.refunded, agreement.backing(i), "paid and refunded");
                vm.assertTrue(status.paid == 0 || status.state == MilestoneState.Settled, "paid only when settled");
                vm.assertEq(parties.standingBonds(i), 0, "bonds");
            } else {
                vm.assertEq(status.refunded, 0, "no refund before the end");
                bool disputed = status.state == MilestoneState.Disputed;
                vm.assertTrue(status.paid == 0 || disputed && status.paid <= agreement.undisputed(i), "uncontested");
            }
        }
    }

    /// @dev 4. Behind an attested milestone, and a disputed one that nobody revoked, stands a quorum of different verifiers
    /// with exactly its outcome.
    function aQuorumOfDifferentVerifiersStandsBehindAnAttestedMilestone() private view {
        for (uint8 i = 0; i < 3; i++) {
            MilestoneStatus memory status = agreement.milestone(i);
            if (status.attestedAt == 0 || agreement.dispute(i).revoked) continue;
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

    /// @dev 6. A vote that counts for an open milestone is a live attestation of its verifier under the one schema.
    function countedVotesStandInTheAttestationService() private view {
        address[] memory verifiers = agreed().verifiers;
        for (uint8 i = 0; i < 3; i++) {
            if (agreement.milestone(i).state != MilestoneState.Open) continue;
            for (uint256 v = 0; v < verifiers.length; v++) {
                Vote memory vote = agreement.voteOf(i, verifiers[v]);
                if (vote.uid == bytes32(0)) continue;
                Attestation memory held = eas.getAttestation(vote.uid);
                vm.assertEq(held.attester, verifiers[v], "attester");
                vm.assertEq(held.schema, schema, "schema");
                vm.assertEq(uint256(held.revocationTime) + held.expirationTime, 0, "revoked or expiring");
            }
        }
    }

    /// @dev 7. No verifier, nor arbiter, nor treasury is a payer.
    function verifiersArbiterAndTreasuryDoNotPay() private view {
        address[] memory verifiers = agreed().verifiers;
        uint256 paid = agreement.deposit(ARBITER) + agreement.deposit(TREASURY);
        for (uint256 v = 0; v < verifiers.length; v++) {
            paid += agreement.deposit(verifiers[v]);
        }
        vm.assertEq(paid, 0, "independence");
    }

    /// @dev 8. The terms never change.
    function termsAreFrozen() private view {
        vm.assertEq(keccak256(abi.encode(agreement.terms())), frozen, "terms");
    }

    /// @dev 9. States follow the graph, final ones stay, and neither an attested outcome nor a payment is taken back.
    function noStateIsLeftByAForbiddenWay() private view {
        vm.assertEq(bytes(parties.violation()).length, 0, parties.violation());
    }

    /// @dev 11. Value reaches the beneficiary, the payers and the treasury only.
    function valueLeavesToThePartiesOnly() private view {
        uint256 held = token.balanceOf(address(agreement)) + token.balanceOf(address(parties));
        for (uint256 i = 0; i < parties.numberOfParties(); i++) {
            held += token.balanceOf(parties.party(i));
        }
        vm.assertEq(held, token.totalSupply(), "supply");
        vm.assertTrue(ledger.withdrawn() <= ledger.received(), "no more than came in");
    }

    /// @dev 12. The books kept from the events are the contract's own.
    function eventsTellEverything() private view {
        vm.assertEq(ledger.heldBack(), agreement.heldBack(), "held back");
        for (uint256 i = 0; i < parties.numberOfParties(); i++) {
            address party = parties.party(i);
            vm.assertEq(ledger.credit(party), agreement.credit(party), "credit");
            vm.assertEq(ledger.deposit(party), agreement.deposit(party), "deposit");
        }
        address[] memory verifiers = agreed().verifiers;
        for (uint8 i = 0; i < 3; i++) {
            MilestoneStatus memory status = agreement.milestone(i);
            vm.assertEq(uint256(ledger.state(i)), uint256(status.state), "state");
            vm.assertEq(ledger.paid(i), status.paid, "paid");
            vm.assertEq(ledger.refunded(i), status.refunded, "refunded");
            vm.assertEq(ledger.bonds(i), parties.standingBonds(i), "bonds");
            for (uint256 v = 0; v < verifiers.length; v++) {
                vm.assertEq(ledger.vote(i, verifiers[v]), agreement.voteOf(i, verifiers[v]).uid, "vote");
            }
        }
    }
}
