// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @dev No agreement may keep funds longer than this, in seconds, after a quorum.
uint64 constant MAXIMUM_CHALLENGE_WINDOW = 365 days;

/// @dev No dispute may wait longer than this, in seconds, for its arbiter.
uint64 constant MAXIMUM_ARBITRATION_PERIOD = 365 days;

/// @dev Nothing may be held back longer than this, in seconds, after the last deadline.
uint64 constant MAXIMUM_HOLD_BACK = 3650 days;

/// @dev A hold-back share of this is the whole payment.
uint16 constant WHOLE_SHARE = 10_000;

/// @notice One measurable result and what is paid for it. Values are signed integers in the scale and unit that the
/// metric's document states, and more is better.
struct Milestone {
    string metric; // Content identifier or name of the metric; never empty.
    int256 lower; // Value at and below which a corridor pays nothing.
    int256 upper; // Value from which the whole amount is paid; equal to lower for an all-or-nothing threshold.
    uint256 amount; // Most that is paid, in the token's smallest unit.
    uint64 measurementStart; // First second of the measurement period (Unix time).
    uint64 measurementEnd; // End of the measurement period; verifiers may vote from here on.
    uint64 deadline; // First second at which no vote counts any more and an undecided milestone is refunded.
}

/// @notice Everything the parties agree on; frozen when the contract is created.
struct Terms {
    address hypercerts; // Contract that holds the claim.
    uint256 claimId; // Claim whose outcome is paid for.
    address beneficiary; // Party that is paid.
    address token; // ERC-20 token of the payment; neither fee-on-transfer nor rebasing.
    address[] verifiers; // Named verifiers, at most 20, all different.
    uint8 quorum; // Identical votes needed; more than half of the verifiers.
    uint64 challengeWindow; // Seconds between a quorum and the earliest settlement, at most 365 days.
    address arbiter; // Decides what stays disputed; no payer, verifier, beneficiary or treasury.
    uint256 challengeBond; // Smallest bond of a challenge, in the token's smallest unit; above zero.
    uint64 arbitrationPeriod; // Seconds after the challenge window in which the arbiter may decide, 1 to 365 days.
    uint16 holdBackShare; // Share of each payment that is held back, in ten-thousandths.
    uint64 holdBackUntil; // First second at which that share is released; zero exactly where nothing is held back.
    Milestone[] milestones; // At most 20.
}

/// @notice Open to votes; Attested by a quorum; Disputed by a challenge or a revocation within the challenge window;
/// Settled, paid and refunded in full; Expired, refunded in full. Settled and Expired are final.
enum MilestoneState {
    Open,
    Attested,
    Disputed,
    Settled,
    Expired
}

/// @notice What has happened to a milestone so far; zero where nothing has.
struct MilestoneStatus {
    MilestoneState state;
    uint64 attestedAt; // When the quorum was reached (Unix time).
    int256 value; // Value that the quorum attested.
    bytes32 evidenceHash; // Evidence that the quorum attested.
    bytes32 outcome; // Hash of the attested (value, evidence hash, verification document).
    uint256 paid; // Due to the beneficiary so far, what is held back included.
    uint256 refunded; // Credited to the payers.
}

/// @notice The live vote of one verifier on one milestone; zero where there is none.
struct Vote {
    bytes32 uid; // EAS attestation that carries the vote.
    bytes32 outcome; // Hash of (value, evidence hash, verification document).
}

/// @notice What a revision of a claim tells: a forecast, something observed, or something verified.
enum RevisionKind {
    Projected,
    Observed,
    Verified
}

/// @notice The newest revision of one claim by one attester; zero where there is none.
struct Head {
    bytes32 uid; // EAS attestation that carries it.
    uint32 revision; // Its number, from 1.
}

/// @notice One side's word against the attested value; zero where there is none.
struct Challenge {
    address challenger;
    uint256 bond; // In the token's smallest unit.
    int256 value; // Counter-value.
}

/// @notice What is said against an attested value.
struct Dispute {
    Challenge payers; // A payer's, with the lowest counter-value so far.
    Challenge beneficiary; // The beneficiary's, with a higher value.
    bool revoked; // Whether a verifier of the quorum has revoked within the challenge window.
}

/// @notice A party's standing offer to settle a disputed milestone.
struct Offer {
    bool made;
    uint256 amount; // To the beneficiary in all, in the token's smallest unit.
}

/// @notice Names a claim as the subject of a conflict of interest; a project is named by its claim.
function claimSubject(address hypercerts, uint256 claimId) pure returns (bytes32) {
    return keccak256(abi.encode(hypercerts, claimId));
}

/// @notice Names a party as the subject of a conflict of interest.
function partySubject(address party) pure returns (bytes32) {
    return bytes32(uint256(uint160(party)));
}
