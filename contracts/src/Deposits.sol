// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuard } from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Errors } from "./Errors.sol";
import { FrozenTerms } from "./FrozenTerms.sol";
import { WHOLE_SHARE, claimSubject, partySubject } from "./Types.sol";

/// @notice What the payers have deposited, what each party may withdraw, and what is held back for the beneficiary.
/// @dev Deposits must cover all milestone amounts before any vote counts. Until then they back the milestones in their
/// order, which decides what is refunded when funding stays incomplete.
abstract contract Deposits is FrozenTerms, ReentrancyGuard {
    using SafeERC20 for IERC20;

    event Funded(address indexed payer, uint256 amount);
    event Credited(address indexed party, uint256 amount);
    event HeldBack(uint256 amount);
    event HoldBackReleased(uint256 amount);
    event Withdrawn(address indexed party, uint256 amount);

    uint256 public constant MAXIMUM_PAYERS = 20;

    /// @notice Sum of all deposits; refunds and payments do not lower it.
    uint256 public funded;

    /// @notice What the contract owes: deposits and bonds, less withdrawals.
    uint256 public liabilities;

    /// @notice The share of the payments that waits for its release.
    uint256 public heldBack;

    /// @notice What each payer has deposited.
    mapping(address payer => uint256) public deposit;

    /// @notice What each party may withdraw.
    mapping(address party => uint256) public credit;

    address[] internal _payers; // Largest deposit first, the earlier payer before the later among equals.

    /// @notice Deposits `amount` of the token, which the caller has approved before. A payer's first deposit is at least
    /// `minimumDeposit()` or all that is still needed, which bounds the number of payers. Verifiers, the arbiter and the
    /// treasury cannot pay.
    function fund(uint256 amount) external nonReentrant {
        uint256 remaining = fundingRequired - funded;
        require(block.timestamp < fundingDeadline, Errors.PerformanceContract_FundingClosed(fundingDeadline));
        require(amount > 0 && amount <= remaining, Errors.PerformanceContract_FundingOutOfRange(amount, remaining));
        require(
            !_isVerifier[msg.sender] && msg.sender != _terms.arbiter && msg.sender != treasury,
            Errors.PerformanceContract_MayNotPay(msg.sender)
        );
        require(
            deposit[msg.sender] > 0 || amount >= minimumDeposit() || amount == remaining,
            Errors.PerformanceContract_DepositTooSmall(amount, minimumDeposit())
        );
        _addDeposit(msg.sender, amount);
        _receiveExactly(msg.sender, amount);
        emit Funded(msg.sender, amount);
    }

    /// @notice Sends a party what it is entitled to; anyone may call.
    function withdraw(address party) external nonReentrant {
        uint256 amount = credit[party];
        require(amount > 0, Errors.PerformanceContract_NothingToWithdraw(party));
        credit[party] = 0;
        liabilities -= amount;
        emit Withdrawn(party, amount);
        IERC20(_terms.token).safeTransfer(party, amount);
    }

    /// @notice Credits the beneficiary with what was held back, once its time has come; anyone may call.
    function releaseHoldBack() external {
        uint64 until = _terms.holdBackUntil;
        require(block.timestamp >= until, Errors.PerformanceContract_HoldBackPending(until));
        uint256 amount = heldBack;
        require(amount > 0, Errors.PerformanceContract_NothingHeldBack());
        heldBack = 0;
        emit HoldBackReleased(amount);
        _credit(_terms.beneficiary, amount);
    }

    /// @notice All payers, the largest deposit first.
    function payers() external view returns (address[] memory) {
        return _payers;
    }

    /// @notice What a verifier of this contract must have no conflict of interest on: claim, beneficiary and payers.
    function subjects() external view returns (bytes32[] memory all) {
        uint256 number = _payers.length;
        all = new bytes32[](2 + number);
        all[0] = claimSubject(_terms.hypercerts, _terms.claimId);
        all[1] = partySubject(_terms.beneficiary);
        for (uint256 i = 0; i < number; i++) {
            all[2 + i] = partySubject(_payers[i]);
        }
    }

    /// @notice The part of the deposits that backs a milestone: its whole amount once the contract is funded.
    function backing(uint8 index) public view existing(index) returns (uint256) {
        uint256 rest = funded;
        for (uint8 i = 0; i < index; i++) {
            rest -= Math.min(rest, _terms.milestones[i].amount);
        }
        return Math.min(rest, _terms.milestones[index].amount);
    }

    /// @notice Smallest first deposit of a payer.
    function minimumDeposit() public view returns (uint256) {
        return Math.ceilDiv(fundingRequired, MAXIMUM_PAYERS);
    }

    /// @dev What the token says was received must be what was sent, and it must not have lost any of what is owed.
    function _receiveExactly(address party, uint256 amount) internal {
        IERC20 token = IERC20(_terms.token);
        uint256 before = token.balanceOf(address(this));
        require(before >= liabilities, Errors.PerformanceContract_TokenShrank(before, liabilities));
        token.safeTransferFrom(party, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        require(received == amount, Errors.PerformanceContract_DepositDiffers(amount, received));
        liabilities += amount;
    }

    function _credit(address party, uint256 amount) internal {
        if (amount == 0) return;
        credit[party] += amount;
        emit Credited(party, amount);
    }

    /// @dev Before its release date the held-back share, rounded down, waits; what comes later is paid whole.
    function _payBeneficiary(uint256 amount) internal {
        uint256 held =
            block.timestamp < _terms.holdBackUntil ? Math.mulDiv(amount, _terms.holdBackShare, WHOLE_SHARE) : 0;
        if (held > 0) {
            heldBack += held;
            emit HeldBack(held);
        }
        _credit(_terms.beneficiary, amount - held);
    }

    /// @dev Pro rata to the deposits, rounded down; the units that remain go to the largest deposits, one each. They are
    /// fewer than the payers, since each payer loses less than one by rounding.
    function _creditPayers(uint256 amount) internal {
        if (amount == 0) return;
        uint256 remainder = amount;
        uint256[] memory shares = new uint256[](_payers.length);
        for (uint256 i = 0; i < shares.length; i++) {
            shares[i] = Math.mulDiv(amount, deposit[_payers[i]], funded);
            remainder -= shares[i];
        }
        for (uint256 i = 0; i < shares.length; i++) {
            _credit(_payers[i], i < remainder ? shares[i] + 1 : shares[i]);
        }
    }

    function _addDeposit(address payer, uint256 amount) private {
        if (deposit[payer] == 0) _payers.push(payer);
        deposit[payer] += amount;
        funded += amount;
        uint256 place = 0;
        while (_payers[place] != payer) place++;
        while (place > 0 && deposit[_payers[place - 1]] < deposit[payer]) {
            _payers[place] = _payers[place - 1];
            _payers[--place] = payer;
        }
    }
}
