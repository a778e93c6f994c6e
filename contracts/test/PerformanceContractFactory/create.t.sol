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

    function test_LargestTermsStayBelowTheGasBound() external {
        Terms memory terms = agreed();
        terms.verifiers = addresses(20);
        terms.quorum = 20;
        terms.milestones = new Milestone[](20);
        for (uint256 i = 0; i < 20; i++) {
            terms.milestones[i] = Milestone("metric", 0, 1_000_000, 1_000_000, START, MEASURED, DEADLINE);
            vm.prank(REGISTRAR);
            registry.accredit(terms.verifiers[i]);
        }
        agreement = factory.create(terms);
        for (uint160 i = 0; i < 20; i++) {
            provide(address(0x2000 + i));
            uint256 before = gasleft();
            fund(address(0x2000 + i), 1_000_000);
            vm.assertTrue(before - gasleft() < 3_000_000, "fund");
        }
        vm.warp(MEASURED);
        for (uint256 i = 0; i < 20; i++) {
            uint256 before = gasleft();
            attest(terms.verifiers[i], 19, 333_333);
            vm.assertTrue(before - gasleft() < 3_000_000, "attest");
        }
        vm.warp(DEADLINE);
        uint256 start = gasleft();
        agreement.settle(19);
        vm.assertTrue(start - gasleft() < 3_000_000, "settle");
        start = gasleft();
        agreement.expire(18);
        vm.assertTrue(start - gasleft() < 3_000_000, "expire");
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
