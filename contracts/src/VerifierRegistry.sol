// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "./Errors.sol";

/// @notice Who may attest observations and milestones, until when, and on what not. More than half of the electors, named
/// at deployment for good, decide each admission and removal with the identical word; they can touch no funds. What is
/// decided counts for attestations from then on.
contract VerifierRegistry {
    event Supported(bytes32 indexed decision, address indexed elector);
    event SupportRetracted(bytes32 indexed decision, address indexed elector);
    event Accredited(address indexed verifier, uint64 until);
    event AccreditationRemoved(address indexed verifier);
    event ConflictDeclared(address indexed verifier, bytes32 indexed subject);
    event ConflictCleared(address indexed verifier, bytes32 indexed subject);

    uint256 public constant MAXIMUM_ELECTORS = 20;

    /// @notice Electors that must say the same.
    uint256 public immutable threshold;

    /// @notice Whether an address is an elector.
    mapping(address elector => bool) public isElector;

    /// @notice First second at which a verifier is no longer accredited (Unix time); zero if it never was or was removed.
    mapping(address verifier => uint64) public accreditedUntil;

    /// @notice Whether a verifier has a conflict of interest on a subject, see `claimSubject` and `partySubject`.
    mapping(address verifier => mapping(bytes32 subject => bool)) public inConflict;

    address[] private _electors;
    mapping(bytes32 decision => address[]) private _supporters;

    /// @param electors_ 1 to 20 different addresses
    /// @param threshold_ more than half of them, at most all
    constructor(address[] memory electors_, uint256 threshold_) {
        uint256 number = electors_.length;
        require(
            number > 0 && number <= MAXIMUM_ELECTORS,
            Errors.VerifierRegistry_NumberOfElectors(number, MAXIMUM_ELECTORS)
        );
        require(
            threshold_ > number / 2 && threshold_ <= number,
            Errors.VerifierRegistry_ThresholdOutOfRange(threshold_, number)
        );
        for (uint256 i = 0; i < number; i++) {
            require(
                electors_[i] != address(0) && !isElector[electors_[i]],
                Errors.VerifierRegistry_ElectorInvalid(electors_[i])
            );
            isElector[electors_[i]] = true;
        }
        _electors = electors_;
        threshold = threshold_;
    }

    /// @notice Supports that a verifier is accredited until a time, in place of any other; the last elector needed makes
    /// it so.
    /// @param until Unix time, in the future
    function accredit(address verifier, uint64 until) external {
        require(
            verifier != address(0) && until > block.timestamp, Errors.VerifierRegistry_CannotAccredit(verifier, until)
        );
        if (!_decided(accreditation(verifier, until))) return;
        accreditedUntil[verifier] = until;
        emit Accredited(verifier, until);
    }

    /// @notice Supports that a verifier's accreditation ends now; attestations made before keep their weight.
    function remove(address verifier) external {
        require(isAccredited(verifier), Errors.VerifierRegistry_NotAccredited(verifier));
        if (!_decided(removal(verifier))) return;
        accreditedUntil[verifier] = 0;
        emit AccreditationRemoved(verifier);
    }

    /// @notice Declares the caller's own conflict of interest; from now on its attestations on the subject are refused.
    function declareConflict(bytes32 subject) external {
        _declare(msg.sender, subject);
    }

    /// @notice Supports that a verifier has a conflict of interest.
    function declareConflictOf(address verifier, bytes32 subject) external {
        if (_decided(conflict(verifier, subject))) _declare(verifier, subject);
    }

    /// @notice Supports that a conflict of interest is over; the verifier alone cannot end one.
    function clearConflict(address verifier, bytes32 subject) external {
        require(inConflict[verifier][subject], Errors.VerifierRegistry_NoConflict(verifier, subject));
        if (!_decided(clearance(verifier, subject))) return;
        inConflict[verifier][subject] = false;
        emit ConflictCleared(verifier, subject);
    }

    /// @notice Takes the caller's support of a decision back that is not made yet.
    function retract(bytes32 decision) external {
        address[] storage supporting = _supporters[decision];
        for (uint256 i = 0; i < supporting.length; i++) {
            if (supporting[i] != msg.sender) continue;
            supporting[i] = supporting[supporting.length - 1];
            supporting.pop();
            emit SupportRetracted(decision, msg.sender);
            return;
        }
        revert Errors.VerifierRegistry_NotSupported(decision, msg.sender);
    }

    /// @notice Whether a verifier is accredited now.
    function isAccredited(address verifier) public view returns (bool) {
        return block.timestamp < accreditedUntil[verifier];
    }

    /// @notice The first of the subjects on which a verifier has a conflict of interest; zero if there is none.
    function firstConflict(address verifier, bytes32[] calldata subjects) external view returns (bytes32) {
        for (uint256 i = 0; i < subjects.length; i++) {
            if (inConflict[verifier][subjects[i]]) return subjects[i];
        }
        return bytes32(0);
    }

    /// @notice All electors.
    function electors() external view returns (address[] memory) {
        return _electors;
    }

    /// @notice Electors that support a decision which is not made yet.
    function supporters(bytes32 decision) external view returns (address[] memory) {
        return _supporters[decision];
    }

    /// @notice Identifies the decision that a verifier is accredited until a time.
    function accreditation(address verifier, uint64 until) public pure returns (bytes32) {
        return keccak256(abi.encode("accreditation", verifier, until));
    }

    /// @notice Identifies the decision that a verifier's accreditation ends.
    function removal(address verifier) public pure returns (bytes32) {
        return keccak256(abi.encode("removal", verifier));
    }

    /// @notice Identifies the decision that a verifier has a conflict of interest.
    function conflict(address verifier, bytes32 subject) public pure returns (bytes32) {
        return keccak256(abi.encode("conflict", verifier, subject));
    }

    /// @notice Identifies the decision that a verifier's conflict of interest is over.
    function clearance(address verifier, bytes32 subject) public pure returns (bytes32) {
        return keccak256(abi.encode("clearance", verifier, subject));
    }

    /// @dev Adds the caller's support, and says whether it was the last one needed. What is decided is forgotten, so that
    /// it can be decided again.
    function _decided(bytes32 decision) private returns (bool) {
        require(isElector[msg.sender], Errors.VerifierRegistry_NotElector(msg.sender));
        address[] storage supporting = _supporters[decision];
        for (uint256 i = 0; i < supporting.length; i++) {
            require(supporting[i] != msg.sender, Errors.VerifierRegistry_SupportedAlready(decision, msg.sender));
        }
        supporting.push(msg.sender);
        emit Supported(decision, msg.sender);
        if (supporting.length < threshold) return false;
        delete _supporters[decision];
        return true;
    }

    function _declare(address verifier, bytes32 subject) private {
        require(!inConflict[verifier][subject], Errors.VerifierRegistry_ConflictStands(verifier, subject));
        inConflict[verifier][subject] = true;
        emit ConflictDeclared(verifier, subject);
    }
}
