// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Errors } from "./Errors.sol";

/// @notice Who may attest observations and milestones. The registrar is fixed at deployment; it can admit and remove
/// verifiers, which counts for attestations from then on, and can touch no funds.
contract VerifierRegistry {
    event Accredited(address indexed verifier);
    event AccreditationRemoved(address indexed verifier);

    address public immutable registrar;

    mapping(address verifier => bool) public isAccredited;

    constructor(address registrar_, address[] memory verifiers) {
        registrar = registrar_;
        for (uint256 i = 0; i < verifiers.length; i++) {
            _accredit(verifiers[i]);
        }
    }

    modifier onlyRegistrar() {
        require(msg.sender == registrar, Errors.VerifierRegistry_NotRegistrar(msg.sender));
        _;
    }

    /// @notice Admits a verifier.
    function accredit(address verifier) external onlyRegistrar {
        _accredit(verifier);
    }

    /// @notice Removes a verifier; attestations made before keep their weight.
    function remove(address verifier) external onlyRegistrar {
        require(isAccredited[verifier], Errors.VerifierRegistry_NotAccredited(verifier));
        isAccredited[verifier] = false;
        emit AccreditationRemoved(verifier);
    }

    function _accredit(address verifier) private {
        require(verifier != address(0) && !isAccredited[verifier], Errors.VerifierRegistry_CannotAccredit(verifier));
        isAccredited[verifier] = true;
        emit Accredited(verifier);
    }
}
