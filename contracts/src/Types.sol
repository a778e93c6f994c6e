// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

/// @dev No agreement may keep funds longer than this, in seconds, after a quorum.
uint64 constant MAXIMUM_CHALLENGE_WINDOW = 365 days;

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
    Milestone[] milestones; // At most 20.
}

/// @notice Open to votes; Attested by a quorum; Disputed by a revocation within the challenge window; Settled, paid and
/// refunded in full; Expired, refunded in full. Settled and Expired are final.
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
    uint256 paid; // Credited to the beneficiary.
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
