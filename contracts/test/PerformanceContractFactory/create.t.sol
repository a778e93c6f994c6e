// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "../../src/Errors.sol";
import { PerformanceContract } from "../../src/PerformanceContract.sol";
import { PerformanceContractFactory } from "../../src/PerformanceContractFactory.sol";
import { Milestone, Terms } from "../../src/Types.sol";
import { Agreement } from "../Agreement.sol";
import { vm } from "../Vm.sol";

contract CreateTest is Agreement {
    function refuseTerms(bytes memory reason, Terms memory terms) private {
        vm.expectRevert(reason);
        factory.create(terms);
    }

    function addresses(uint256 number) private pure returns (address[] memory all) {
        all = new address[](number);
        for (uint256 i = 0; i < number; i++) {
            all[i] = address(uint160(0x1000 + i));
        }
    }

    function periodInvalid(uint64 start, uint64 end, uint64 deadline) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Errors.PerformanceContract_PeriodInvalid.selector, 1, start, end, deadline);
    }

    function test_RevertWhen_ChallengeWindowIsBelowTheMinimum() external {
        Terms memory terms = agreed();
        terms.challengeWindow = 1 days - 1;
        refuseTerms(
            abi.encodeWithSelector(
                Errors.PerformanceContractFactory_ChallengeWindowTooShort.selector, 1 days - 1, 1 days
            ),
            terms
        );
    }

    function test_RevertWhen_ChallengeWindowIsTooLong() external {
        Terms memory terms = agreed();
        terms.challengeWindow = 365 days + 1;
        refuseTerms(
            abi.encodeWithSelector(Errors.PerformanceContract_ChallengeWindowTooLong.selector, 365 days + 1, 365 days),
            terms
        );
    }

    function test_RevertWhen_HypercertsIsZero() external {
        Terms memory terms = agreed();
        terms.hypercerts = address(0);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_ZeroAddress.selector), terms);
    }

    function test_RevertWhen_BeneficiaryIsZero() external {
        Terms memory terms = agreed();
        terms.beneficiary = address(0);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_ZeroAddress.selector), terms);
    }

    function test_RevertWhen_TokenIsZero() external {
        Terms memory terms = agreed();
        terms.token = address(0);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_ZeroAddress.selector), terms);
    }

    function test_RevertWhen_ResolverIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_ZeroAddress.selector));
        new PerformanceContract(agreed(), address(0), TREASURY);
    }

    function test_RevertWhen_TreasuryIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.PerformanceContract_ZeroAddress.selector));
        new PerformanceContract(agreed(), address(resolver), address(0));
    }

    function test_RevertWhen_BeneficiaryIsTheTreasury() external {
        Terms memory terms = agreed();
        terms.beneficiary = TREASURY;
        refuseTerms(
            abi.encodeWithSelector(Errors.PerformanceContract_BeneficiaryIsTreasury.selector, TREASURY), terms
        );
    }

    function test_RevertWhen_ThereAreNoVerifiers() external {
        Terms memory terms = agreed();
        terms.verifiers = addresses(0);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_NumberOfVerifiers.selector, 0, 20), terms);
    }

    function test_RevertWhen_ThereAreTooManyVerifiers() external {
        Terms memory terms = agreed();
        terms.verifiers = addresses(21);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_NumberOfVerifiers.selector, 21, 20), terms);
    }

    function test_RevertWhen_QuorumIsHalf() external {
        Terms memory terms = agreed();
        terms.verifiers = addresses(4);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_QuorumOutOfRange.selector, 2, 4), terms);
    }

    function test_RevertWhen_QuorumIsMoreThanAll() external {
        Terms memory terms = agreed();
        terms.quorum = 4;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_QuorumOutOfRange.selector, 4, 3), terms);
    }

    function test_RevertWhen_VerifierIsZero() external {
        Terms memory terms = agreed();
        terms.verifiers[1] = address(0);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_VerifierInvalid.selector, address(0)), terms);
    }

    function test_RevertWhen_VerifierIsNamedTwice() external {
        Terms memory terms = agreed();
        terms.verifiers[1] = NELL;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_VerifierInvalid.selector, NELL), terms);
    }

    function test_RevertWhen_VerifierIsBeneficiary() external {
        Terms memory terms = agreed();
        terms.verifiers[1] = BENEFICIARY;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_VerifierInvalid.selector, BENEFICIARY), terms);
    }

    function test_RevertWhen_VerifierIsTheTreasury() external {
        Terms memory terms = agreed();
        terms.verifiers[1] = TREASURY;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_VerifierInvalid.selector, TREASURY), terms);
    }

    function refuseArbiter(address arbiter) private {
        Terms memory terms = agreed();
        terms.arbiter = arbiter;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_ArbiterInvalid.selector, arbiter), terms);
    }

    function test_RevertWhen_ArbiterIsZero() external {
        refuseArbiter(address(0));
    }

    function test_RevertWhen_ArbiterIsTheBeneficiary() external {
        refuseArbiter(BENEFICIARY);
    }

    function test_RevertWhen_ArbiterIsTheTreasury() external {
        refuseArbiter(TREASURY);
    }

    function test_RevertWhen_ArbiterIsAVerifier() external {
        refuseArbiter(OLEK);
    }

    function refuseArbitrationPeriod(uint64 period) private {
        Terms memory terms = agreed();
        terms.arbitrationPeriod = period;
        refuseTerms(
            abi.encodeWithSelector(
                Errors.PerformanceContract_ArbitrationPeriodOutOfRange.selector, period, 365 days
            ),
            terms
        );
    }

    function test_RevertWhen_ArbitrationPeriodIsZero() external {
        refuseArbitrationPeriod(0);
    }

    function test_RevertWhen_ArbitrationPeriodIsTooLong() external {
        refuseArbitrationPeriod(365 days + 1);
    }

    function test_RevertWhen_ChallengeBondIsZero() external {
        Terms memory terms = agreed();
        terms.challengeBond = 0;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_ChallengeBondZero.selector), terms);
    }

    function test_RevertWhen_HoldBackShareIsTooLarge() external {
        Terms memory terms = agreed();
        (terms.holdBackShare, terms.holdBackUntil) = (10_001, DEADLINE);
        refuseTerms(
            abi.encodeWithSelector(Errors.PerformanceContract_HoldBackShareTooLarge.selector, 10_001, 10_000), terms
        );
    }

    function refuseHoldBackUntil(uint16 share, uint64 until) private {
        Terms memory terms = agreed();
        (terms.holdBackShare, terms.holdBackUntil) = (share, until);
        refuseTerms(
            abi.encodeWithSelector(
                Errors.PerformanceContract_HoldBackUntilOutOfRange.selector, share, until, DEADLINE + 3_652 days
            ),
            terms
        );
    }

    function test_RevertWhen_ReleaseDateHasNoShare() external {
        refuseHoldBackUntil(0, DEADLINE);
    }

    function test_RevertWhen_ReleaseDateHasPassed() external {
        refuseHoldBackUntil(1, START);
    }

    function test_RevertWhen_ReleaseDateIsTooLate() external {
        refuseHoldBackUntil(1, DEADLINE + 3_652 days + 1);
    }

    function test_RevertWhen_ThereAreNoMilestones() external {
        Terms memory terms = agreed();
        terms.milestones = new Milestone[](0);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_NumberOfMilestones.selector, 0, 20), terms);
    }

    function test_RevertWhen_ThereAreTooManyMilestones() external {
        Terms memory terms = agreed();
        terms.milestones = new Milestone[](21);
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_NumberOfMilestones.selector, 21, 20), terms);
    }

    function test_RevertWhen_MetricIsEmpty() external {
        Terms memory terms = agreed();
        terms.milestones[1].metric = "";
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_MetricEmpty.selector, 1), terms);
    }

    function test_RevertWhen_CorridorIsReversed() external {
        Terms memory terms = agreed();
        terms.milestones[1].upper = -51;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_CorridorReversed.selector, 1, -50, -51), terms);
    }

    function test_RevertWhen_AmountIsZero() external {
        Terms memory terms = agreed();
        terms.milestones[1].amount = 0;
        refuseTerms(abi.encodeWithSelector(Errors.PerformanceContract_AmountZero.selector, 1), terms);
    }

    function test_RevertWhen_MeasurementEndsBeforeItStarts() external {
        Terms memory terms = agreed();
        terms.milestones[1].measurementStart = MEASURED;
        refuseTerms(periodInvalid(MEASURED, MEASURED, DEADLINE + 1 days), terms);
    }

    function test_RevertWhen_DeadlineIsNotAfterTheMeasurement() external {
        Terms memory terms = agreed();
        terms.milestones[1].deadline = MEASURED;
        refuseTerms(periodInvalid(START, MEASURED, MEASURED), terms);
    }

    function test_RevertWhen_DeadlineHasPassed() external {
        Terms memory terms = agreed();
        terms.milestones[0].deadline = DEADLINE + 2 days;
        vm.warp(DEADLINE + 1 days);
        refuseTerms(periodInvalid(START, MEASURED, DEADLINE + 1 days), terms);
    }

    function largest() private returns (Terms memory terms) {
        terms = agreed();
        terms.verifiers = addresses(20);
        terms.quorum = 20;
        terms.milestones = new Milestone[](20);
        for (uint256 i = 0; i < 20; i++) {
            terms.milestones[i] = Milestone("metric", 0, 1_000_000, 1_000_000, START, MEASURED, DEADLINE);
            accredit(terms.verifiers[i]);
        }
    }

    function payer(uint160 index) private pure returns (address) {
        return address(0x2000 + index);
    }

    /// @dev Twenty payers, twenty verifiers, and the last of twenty milestones attested.
    function attestedLargest() private {
        Terms memory terms = largest();
        uint256 before = gasleft();
        agreement = factory.create(terms);
        assertBelow(before, 12_000_000, "create");
        for (uint160 i = 0; i < 20; i++) {
            provide(payer(i));
            before = gasleft();
            fund(payer(i), 1_000_000);
            assertBelow(before, 3_000_000, "fund");
        }
        vm.warp(MEASURED);
        for (uint256 i = 0; i < 20; i++) {
            before = gasleft();
            attest(terms.verifiers[i], 19, 333_333);
            assertBelow(before, 3_000_000, "attest");
        }
    }

    function assertBelow(uint256 before, uint256 bound, string memory what) private view {
        vm.assertTrue(before - gasleft() < bound, what);
    }

    function test_LargestTermsStayBelowTheGasBound() external {
        attestedLargest();
        vm.warp(DEADLINE);
        uint256 before = gasleft();
        agreement.settle(19);
        assertBelow(before, 3_000_000, "settle");
        before = gasleft();
        agreement.expire(18);
        assertBelow(before, 3_000_000, "expire");
        before = gasleft();
        agreement.withdraw(payer(0));
        assertBelow(before, 3_000_000, "withdraw");
    }

    function test_LargestDisputeStaysBelowTheGasBound() external {
        attestedLargest();
        provide(payer(0));
        uint256 before = gasleft();
        challenge(payer(0), 19, 0);
        assertBelow(before, 3_000_000, "challenge by a payer");
        provide(BENEFICIARY);
        before = gasleft();
        challenge(BENEFICIARY, 19, 500_000);
        assertBelow(before, 3_000_000, "challenge by the beneficiary");
        for (uint160 i = 0; i < 20; i++) {
            before = gasleft();
            offer(payer(i), 19, 100_000);
            assertBelow(before, 3_000_000, "offer");
        }
        vm.warp(MEASURED + WINDOW);
        before = gasleft();
        decide(19, 333_333);
        assertBelow(before, 3_000_000, "decide");
    }

    function test_CreatesAContract() external {
        vm.expectEmit(false, true, true, true, address(factory));
        emit PerformanceContractFactory.PerformanceContractCreated(address(0), BENEFICIARY, CLAIM);
        PerformanceContract created = factory.create(agreed());
        vm.assertTrue(factory.isPerformanceContract(address(created)), "known");
        vm.assertTrue(!factory.isPerformanceContract(OUTSIDER), "others are not");
        vm.assertEq(created.milestoneResolver(), address(resolver), "resolver");
        vm.assertEq(address(resolver.factory()), address(factory), "factory");
    }

    function test_FreezesTheTerms() external view {
        vm.assertEq(keccak256(abi.encode(agreement.terms())), keccak256(abi.encode(agreed())), "terms");
        vm.assertEq(agreement.fundingRequired(), 3_000, "sum of the amounts");
        vm.assertEq(agreement.fundingDeadline(), DEADLINE, "first deadline");
        vm.assertEq(agreement.minimumDeposit(), 150, "a twentieth");
    }
}
