// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { MilestoneState } from "./Types.sol";

/// @notice Every reason for which one of our contracts refuses a call.
library Errors {
    /// @notice Thrown when an attester has a conflict of interest on what is attested.
    error AttestationResolver_ConflictOfInterest(address attester, bytes32 subject);

    /// @notice Thrown when an attestation would lapse by itself.
    error AttestationResolver_Expiring(uint64 expirationTime);

    /// @notice Thrown when an attestation could not be revoked.
    error AttestationResolver_Irrevocable();

    /// @notice Thrown when the attester is not accredited.
    error AttestationResolver_NotAccredited(address attester);

    /// @notice Thrown when an attestation follows another schema than the resolver's own.
    error AttestationResolver_WrongSchema(bytes32 schema, bytes32 expected);

    /// @notice Thrown when somebody other than the token's minter mints.
    error DemonstrationToken_NotMinter(address caller);

    /// @notice Thrown when an attestation names a contract that the factory did not create.
    error MilestoneResolver_UnknownPerformanceContract(address performanceContract);

    /// @notice Thrown when an attester attests an observation that it has attested already.
    error ObservationResolver_AttestedAlready(address attester, bytes32 said);

    /// @notice Thrown when the contract that holds the claims is the zero address.
    error ObservationResolver_HypercertsZero();

    /// @notice Thrown when a challenge window is shorter than the factory's minimum.
    error PerformanceContractFactory_ChallengeWindowTooShort(uint64 challengeWindow, uint64 minimum);

    /// @notice Thrown when the minimum challenge window is longer than any contract's may be.
    error PerformanceContractFactory_MinimumTooLong(uint64 minimum, uint64 maximum);

    /// @notice Thrown when the treasury is the zero address.
    error PerformanceContractFactory_TreasuryZero();

    /// @notice Thrown when a milestone pays nothing.
    error PerformanceContract_AmountZero(uint256 milestone);

    /// @notice Thrown when an address cannot be the arbiter: zero, beneficiary, treasury, or a named verifier.
    error PerformanceContract_ArbiterInvalid(address arbiter);

    /// @notice Thrown when the arbiter decides at or after its deadline.
    error PerformanceContract_ArbitrationOver(uint8 milestone, uint256 end);

    /// @notice Thrown when a dispute is concluded before the arbiter's deadline.
    error PerformanceContract_ArbitrationPending(uint8 milestone, uint256 end);

    /// @notice Thrown when the arbiter would have no time to decide, or more than any contract may give.
    error PerformanceContract_ArbitrationPeriodOutOfRange(uint64 arbitrationPeriod, uint64 maximum);

    /// @notice Thrown when the beneficiary would earn from losing bonds as the treasury.
    error PerformanceContract_BeneficiaryIsTreasury(address treasury);

    /// @notice Thrown when a challenge has less than the bond that the terms fix.
    error PerformanceContract_BondTooSmall(uint256 bond, uint256 minimum);

    /// @notice Thrown when a caller cannot challenge with this value: a payer's must be worth less than what is uncontested,
    /// the beneficiary's, once, more than what was attested, and nobody else can.
    error PerformanceContract_CannotChallenge(uint8 milestone, address challenger, uint256 worth);

    /// @notice Thrown when the terms fix no bond.
    error PerformanceContract_ChallengeBondZero();

    /// @notice Thrown when a milestone is settled before its challenge window has passed.
    error PerformanceContract_ChallengeWindowOpen(uint8 milestone, uint256 until);

    /// @notice Thrown when a challenge window would keep funds longer than any contract may.
    error PerformanceContract_ChallengeWindowTooLong(uint64 challengeWindow, uint64 maximum);

    /// @notice Thrown when a milestone's corridor has its upper end below its lower one.
    error PerformanceContract_CorridorReversed(uint256 milestone, int256 lower, int256 upper);

    /// @notice Thrown when a vote comes at or after the deadline.
    error PerformanceContract_DeadlinePassed(uint8 milestone, uint64 deadline);

    /// @notice Thrown when a refund is asked for before the deadline.
    error PerformanceContract_DeadlinePending(uint8 milestone, uint64 deadline);

    /// @notice Thrown when a decision is worth less than what is uncontested or more than what is claimed.
    error PerformanceContract_DecisionOutOfRange(uint8 milestone, uint256 worth, uint256 undisputed, uint256 claimed);

    /// @notice Thrown when the token delivers another amount than was sent.
    error PerformanceContract_DepositDiffers(uint256 expected, uint256 received);

    /// @notice Thrown when a first deposit is below the smallest one that keeps the number of payers bounded.
    error PerformanceContract_DepositTooSmall(uint256 amount, uint256 minimum);

    /// @notice Thrown when a vote names no evidence or no verification document.
    error PerformanceContract_EvidenceMissing(uint8 milestone);

    /// @notice Thrown when a deposit comes at or after the first deadline.
    error PerformanceContract_FundingClosed(uint64 since);

    /// @notice Thrown when a deposit is zero or more than what is still needed.
    error PerformanceContract_FundingOutOfRange(uint256 amount, uint256 remaining);

    /// @notice Thrown when what is held back is asked for before its release date.
    error PerformanceContract_HoldBackPending(uint64 until);

    /// @notice Thrown when more than the whole payment would be held back.
    error PerformanceContract_HoldBackShareTooLarge(uint16 share, uint16 whole);

    /// @notice Thrown when the release date has passed, is later than any contract may have, or is set without a share.
    error PerformanceContract_HoldBackUntilOutOfRange(uint16 share, uint64 until, uint256 latest);

    /// @notice Thrown when a milestone is in another state than the call needs.
    error PerformanceContract_InvalidState(uint8 milestone, MilestoneState state);

    /// @notice Thrown when an address cannot be a payer: a named verifier, the arbiter, or the treasury.
    error PerformanceContract_MayNotPay(address caller);

    /// @notice Thrown when a vote comes before the measurement period has ended.
    error PerformanceContract_MeasurementPending(uint8 milestone, uint64 measurementEnd);

    /// @notice Thrown when a milestone names no metric.
    error PerformanceContract_MetricEmpty(uint256 milestone);

    /// @notice Thrown when somebody other than the arbiter decides.
    error PerformanceContract_NotArbiter(address caller);

    /// @notice Thrown when a milestone is challenged that is not attested, or whose challenge window has passed.
    error PerformanceContract_NotContestable(uint8 milestone, MilestoneState state);

    /// @notice Thrown when a vote comes before the contract holds all milestone amounts.
    error PerformanceContract_NotFunded(uint256 funded, uint256 required);

    /// @notice Thrown when somebody other than the beneficiary and the payers makes an offer.
    error PerformanceContract_NotParty(address caller);

    /// @notice Thrown when a vote does not come through the resolver.
    error PerformanceContract_NotResolver(address caller);

    /// @notice Thrown when a vote comes from an address that the terms do not name.
    error PerformanceContract_NotVerifier(address verifier);

    /// @notice Thrown when nothing is held back.
    error PerformanceContract_NothingHeldBack();

    /// @notice Thrown when there is nothing to withdraw for a party.
    error PerformanceContract_NothingToWithdraw(address party);

    /// @notice Thrown when all that is uncontested has been paid.
    error PerformanceContract_NothingUndisputed(uint8 milestone);

    /// @notice Thrown when there are no milestones or too many.
    error PerformanceContract_NumberOfMilestones(uint256 number, uint256 maximum);

    /// @notice Thrown when there are no verifiers or too many.
    error PerformanceContract_NumberOfVerifiers(uint256 number, uint256 maximum);

    /// @notice Thrown when an offer is below what is paid already or above the milestone's amount.
    error PerformanceContract_OfferOutOfRange(uint256 amount, uint256 least, uint256 most);

    /// @notice Thrown when measurement start, measurement end, deadline do not follow each other, or the deadline has
    /// passed already.
    error PerformanceContract_PeriodInvalid(
        uint256 milestone, uint64 measurementStart, uint64 measurementEnd, uint64 deadline
    );

    /// @notice Thrown when the quorum is not more than half of the verifiers and at most all of them.
    error PerformanceContract_QuorumOutOfRange(uint8 quorum, uint256 verifiers);

    /// @notice Thrown when the contract holds less of the token than it owes, as with a token that rebases.
    error PerformanceContract_TokenShrank(uint256 balance, uint256 liabilities);

    /// @notice Thrown when the terms do not have this milestone.
    error PerformanceContract_UnknownMilestone(uint8 milestone, uint256 number);

    /// @notice Thrown when an address cannot be a verifier: zero, named twice, the beneficiary, or the treasury.
    error PerformanceContract_VerifierInvalid(address verifier);

    /// @notice Thrown when hypercerts contract, beneficiary, token, treasury or resolver is the zero address.
    error PerformanceContract_ZeroAddress();

    /// @notice Thrown when a revision points to no claim: no contract, no number, or the number of a fraction.
    error RevisionResolver_NoClaim(address hypercerts, uint256 claimId);

    /// @notice Thrown when a revision names no document by its content identifier.
    error RevisionResolver_NoDocument(string documentCid);

    /// @notice Thrown when a revision does not follow its attester's newest one on the claim.
    error RevisionResolver_OutOfSequence(uint32 revision, bytes32 previousUid, uint32 last, bytes32 lastUid);

    /// @notice Thrown when a revision is of none of the three kinds.
    error RevisionResolver_UnknownKind(uint8 kind);

    /// @notice Thrown when a revision points to a claim on another chain.
    error RevisionResolver_WrongChain(uint256 chainId, uint256 expected);

    /// @notice Thrown when the zero address is accredited, or an accreditation would have ended already.
    error VerifierRegistry_CannotAccredit(address verifier, uint64 until);

    /// @notice Thrown when a conflict of interest is declared that stands already.
    error VerifierRegistry_ConflictStands(address verifier, bytes32 subject);

    /// @notice Thrown when an elector is the zero address or named twice.
    error VerifierRegistry_ElectorInvalid(address elector);

    /// @notice Thrown when a conflict of interest that does not stand is cleared.
    error VerifierRegistry_NoConflict(address verifier, bytes32 subject);

    /// @notice Thrown when an accreditation that does not stand is removed.
    error VerifierRegistry_NotAccredited(address verifier);

    /// @notice Thrown when somebody other than an elector decides.
    error VerifierRegistry_NotElector(address caller);

    /// @notice Thrown when support is retracted that the caller has not given, or that has been decided on.
    error VerifierRegistry_NotSupported(bytes32 decision, address caller);

    /// @notice Thrown when there are no electors or too many.
    error VerifierRegistry_NumberOfElectors(uint256 number, uint256 maximum);

    /// @notice Thrown when an elector supports a decision a second time.
    error VerifierRegistry_SupportedAlready(bytes32 decision, address elector);

    /// @notice Thrown when the threshold is not more than half of the electors and at most all of them.
    error VerifierRegistry_ThresholdOutOfRange(uint256 threshold, uint256 electors);
}
