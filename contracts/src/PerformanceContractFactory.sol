// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IEAS } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { Errors } from "./Errors.sol";
import { MilestoneResolver } from "./MilestoneResolver.sol";
import { PerformanceContract } from "./PerformanceContract.sol";
import { MAXIMUM_CHALLENGE_WINDOW, Terms } from "./Types.sol";
import { VerifierRegistry } from "./VerifierRegistry.sol";

/// @notice Creates performance contracts and remembers which are its own. It has no owner.
contract PerformanceContractFactory {
    event PerformanceContractCreated(address indexed performanceContract, address indexed beneficiary, uint256 claimId);

    /// @notice Shortest challenge window, in seconds, that a contract may have.
    uint64 public immutable minimumChallengeWindow;

    /// @notice Receives half of each losing bond.
    address public immutable treasury;

    /// @notice The one resolver whose attestations count as votes.
    MilestoneResolver public immutable milestoneResolver;

    /// @notice Whether this factory created the contract.
    mapping(address performanceContract => bool) public isPerformanceContract;

    constructor(IEAS eas, VerifierRegistry registry, address treasury_, uint64 minimumChallengeWindow_) {
        require(treasury_ != address(0), Errors.PerformanceContractFactory_TreasuryZero());
        require(
            minimumChallengeWindow_ <= MAXIMUM_CHALLENGE_WINDOW,
            Errors.PerformanceContractFactory_MinimumTooLong(minimumChallengeWindow_, MAXIMUM_CHALLENGE_WINDOW)
        );
        minimumChallengeWindow = minimumChallengeWindow_;
        treasury = treasury_;
        milestoneResolver = new MilestoneResolver(eas, registry, this);
    }

    /// @notice Creates a contract under these terms; anyone may, as it binds nobody until it is funded.
    function create(Terms calldata terms) external returns (PerformanceContract performanceContract) {
        require(
            terms.challengeWindow >= minimumChallengeWindow,
            Errors.PerformanceContractFactory_ChallengeWindowTooShort(terms.challengeWindow, minimumChallengeWindow)
        );
        performanceContract = new PerformanceContract(terms, address(milestoneResolver), treasury);
        isPerformanceContract[address(performanceContract)] = true;
        emit PerformanceContractCreated(address(performanceContract), terms.beneficiary, terms.claimId);
    }
}
