// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import {
    AttestationRequest,
    AttestationRequestData,
    IEAS,
    RevocationRequest,
    RevocationRequestData
} from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { ISchemaRegistry } from "@ethereum-attestation-service/eas-contracts/contracts/ISchemaRegistry.sol";
import { ISchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/ISchemaResolver.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { DemonstrationToken } from "../src/DemonstrationToken.sol";
import { MilestoneResolver } from "../src/MilestoneResolver.sol";
import { PerformanceContract } from "../src/PerformanceContract.sol";
import { PerformanceContractFactory } from "../src/PerformanceContractFactory.sol";
import { Milestone, MilestoneState, Terms } from "../src/Types.sol";
import { VerifierRegistry } from "../src/VerifierRegistry.sol";
import { vm } from "./Vm.sol";

/// @dev One agreement over the real EAS: two payers who promise 3,000 for three milestones, three of four accredited
/// verifiers named, two of them a quorum.
abstract contract Agreement {
    uint256 internal constant CLAIM = 1 << 128;
    uint64 internal constant START = 1_000_000;
    uint64 internal constant MEASURED = START + 100 days;
    uint64 internal constant DEADLINE = START + 400 days;
    uint64 internal constant WINDOW = 7 days;
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    string internal constant DOCUMENT = "bafkreiverification";

    uint64 internal constant ACCREDITED = START + 3650 days;
    uint64 internal constant ARBITRATION = 30 days;
    uint256 internal constant BOND = 100;

    address internal constant ELECTOR = address(0xA0);
    address internal constant SECOND_ELECTOR = address(0xA1);
    address internal constant THIRD_ELECTOR = address(0xA2);
    address internal constant TREASURY = address(0xA8);
    address internal constant ARBITER = address(0xA9);
    address internal constant BENEFICIARY = address(0xB0);
    address internal constant UTILITY = address(0xC0);
    address internal constant FUND = address(0xC1);
    address internal constant OUTSIDER = address(0xD0);
    address internal constant NELL = address(0xE0);
    address internal constant OLEK = address(0xE1);
    address internal constant PRIYA = address(0xE2);
    address internal constant UNNAMED = address(0xE3);

    ISchemaRegistry internal schemas;
    IEAS internal eas;
    VerifierRegistry internal registry;
    PerformanceContractFactory internal factory;
    MilestoneResolver internal resolver;
    DemonstrationToken internal token;
    PerformanceContract internal agreement;
    bytes32 internal schema;

    function setUp() public virtual {
        vm.warp(START);
        schemas = ISchemaRegistry(published("SchemaRegistry", ""));
        eas = IEAS(published("EAS", abi.encode(schemas)));
        registry = new VerifierRegistry(list(ELECTOR, SECOND_ELECTOR, THIRD_ELECTOR), 2);
        accredit(NELL);
        accredit(OLEK);
        accredit(PRIYA);
        accredit(UNNAMED);
        factory = new PerformanceContractFactory(eas, registry, TREASURY, 1 days);
        resolver = factory.milestoneResolver();
        schema = schemas.register(resolver.SCHEMA(), ISchemaResolver(address(resolver)), true);
        token = new DemonstrationToken();
        agreement = factory.create(agreed());
        provide(UTILITY);
        provide(FUND);
        provide(BENEFICIARY);
    }

    /// @dev Deploys the bytecode that a published package ships.
    function published(string memory name, bytes memory arguments) internal returns (address deployed) {
        string memory path = string.concat(
            "node_modules/@ethereum-attestation-service/eas-contracts/artifacts/contracts/",
            name,
            ".sol/",
            name,
            ".json"
        );
        bytes memory code = bytes.concat(vm.parseJsonBytes(vm.readFile(path), ".bytecode"), arguments);
        assembly {
            deployed := create(0, add(code, 0x20), mload(code))
        }
        vm.assertTrue(deployed != address(0), name);
    }

    function agreed() internal view returns (Terms memory) {
        Milestone[] memory milestones = new Milestone[](3);
        milestones[0] = Milestone("survival", 80, 80, 600, START, MEASURED, DEADLINE);
        milestones[1] = Milestone("sediment", -50, 250, 1_500, START, MEASURED, DEADLINE + 1 days);
        milestones[2] = Milestone("flow", 0, 7, 900, START, MEASURED + 1 days, DEADLINE + 2 days);
        return Terms({
            hypercerts: address(0xF0),
            claimId: CLAIM,
            beneficiary: BENEFICIARY,
            token: address(token),
            verifiers: list(NELL, OLEK, PRIYA),
            quorum: 2,
            challengeWindow: WINDOW,
            arbiter: ARBITER,
            challengeBond: BOND,
            arbitrationPeriod: ARBITRATION,
            holdBackShare: 0,
            holdBackUntil: 0,
            milestones: milestones
        });
    }

    function list(address a, address b, address c) internal pure returns (address[] memory all) {
        all = new address[](3);
        (all[0], all[1], all[2]) = (a, b, c);
    }

    /// @dev Puts other terms in the place of the agreement's.
    function agreeOn(Terms memory terms) internal {
        agreement = factory.create(terms);
        provide(UTILITY);
        provide(FUND);
        provide(BENEFICIARY);
    }

    function accredit(address verifier) internal {
        vm.prank(ELECTOR);
        registry.accredit(verifier, ACCREDITED);
        vm.prank(SECOND_ELECTOR);
        registry.accredit(verifier, ACCREDITED);
    }

    function endAccreditation(address verifier) internal {
        vm.prank(ELECTOR);
        registry.remove(verifier);
        vm.prank(THIRD_ELECTOR);
        registry.remove(verifier);
    }

    /// @dev Gives a payer tokens and lets the agreement take them.
    function provide(address payer) internal {
        token.mint(payer, 1_000_000);
        vm.prank(payer);
        token.approve(address(agreement), type(uint256).max);
    }

    function fund(address payer, uint256 amount) internal {
        vm.prank(payer);
        agreement.fund(amount);
    }

    /// @dev Funded in full, 2,000 by the utility and 1,000 by the fund, and measured.
    function fundAndMeasure() internal {
        fund(FUND, 1_000);
        fund(UTILITY, 2_000);
        vm.warp(MEASURED + 1 days);
    }

    /// @dev Funded by two payers, measured, and attested by a quorum at MEASURED + 1 day.
    function attested(uint8 index, int256 value) internal {
        fundAndMeasure();
        attest(NELL, index, value);
        attest(OLEK, index, value);
    }

    /// @dev The same with the utility alone as payer.
    function attestedForSolePayer(uint8 index, int256 value) internal {
        fund(UTILITY, 3_000);
        vm.warp(MEASURED + 1 days);
        attest(NELL, index, value);
        attest(OLEK, index, value);
    }

    function afterWindow() internal {
        vm.warp(MEASURED + 1 days + WINDOW);
    }

    function afterArbitration() internal {
        vm.warp(MEASURED + 1 days + WINDOW + ARBITRATION);
    }

    function challenge(address who, uint8 index, int256 value) internal {
        vm.prank(who);
        agreement.challenge(index, value, BOND);
    }

    function offer(address who, uint8 index, uint256 amount) internal {
        vm.prank(who);
        agreement.offer(index, amount);
    }

    function decide(uint8 index, int256 value) internal {
        vm.prank(ARBITER);
        agreement.decide(index, value);
    }

    function request(address target, uint8 index, int256 value) internal view returns (AttestationRequest memory) {
        return AttestationRequest({
            schema: schema,
            data: AttestationRequestData({
                recipient: target,
                expirationTime: 0,
                revocable: true,
                refUID: 0,
                data: abi.encode(target, index, value, EVIDENCE, DOCUMENT),
                value: 0
            })
        });
    }

    function attest(address verifier, AttestationRequest memory what) internal returns (bytes32) {
        vm.prank(verifier);
        return eas.attest(what);
    }

    function attest(address verifier, uint8 index, int256 value) internal returns (bytes32) {
        return attest(verifier, request(address(agreement), index, value));
    }

    function refuse(bytes memory reason, address verifier, AttestationRequest memory what) internal {
        vm.prank(verifier);
        vm.expectRevert(reason);
        eas.attest(what);
    }

    function refuse(bytes memory reason, address verifier, uint8 index, int256 value) internal {
        refuse(reason, verifier, request(address(agreement), index, value));
    }

    function revoke(address verifier, bytes32 uid) internal {
        vm.prank(verifier);
        eas.revoke(RevocationRequest({ schema: schema, data: RevocationRequestData({ uid: uid, value: 0 }) }));
    }

    function votes(uint8 index, int256 value) internal view returns (uint256) {
        return agreement.tally(index, value, EVIDENCE, DOCUMENT);
    }

    function assertCredits(uint256 beneficiary, uint256 utility, uint256 fund_, uint256 treasury) internal view {
        vm.assertEq(agreement.credit(BENEFICIARY), beneficiary, "beneficiary");
        vm.assertEq(agreement.credit(UTILITY), utility, "utility");
        vm.assertEq(agreement.credit(FUND), fund_, "fund");
        vm.assertEq(agreement.credit(TREASURY), treasury, "treasury");
    }

    /// @dev What the milestone has paid and refunded so far.
    function assertPaid(uint8 index, uint256 paid, uint256 refunded) internal view {
        vm.assertEq(agreement.milestone(index).paid, paid, "paid");
        vm.assertEq(agreement.milestone(index).refunded, refunded, "refunded");
    }

    function assertState(uint8 index, MilestoneState expected) internal view {
        vm.assertEq(uint256(agreement.milestone(index).state), uint256(expected), "state");
    }
}
