// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.29;

import { Attestation, IEAS } from "@ethereum-attestation-service/eas-contracts/contracts/IEAS.sol";
import { ISchemaResolver } from "@ethereum-attestation-service/eas-contracts/contracts/resolver/ISchemaResolver.sol";
import { PerformanceContract } from "../../src/PerformanceContract.sol";
import { MilestoneState } from "../../src/Types.sol";
import { vm } from "../Vm.sol";
import { Parties } from "./Parties.sol";

/// @dev Besides what the parties do by the rules, whatever anybody may send: any bytes from any account, ether, tokens without
/// a deposit, and forged votes. None of these calls has to succeed, and the invariants hold whether it does or not. Not among
/// the callers is the resolver, which calls only on the word of the attestation service, nor that service towards the
/// resolver.
contract AnyCaller is Parties {
    ISchemaResolver private immutable resolver;
    address[] private callers;

    /// @notice Tokens that were sent to the contract without a deposit; they stay there.
    uint256 public donated;

    constructor(PerformanceContract agreement_, IEAS eas_, bytes32 schema_, address[] memory payers_, address stranger_)
        Parties(agreement_, eas_, schema_, payers_, stranger_)
    {
        resolver = ISchemaResolver(agreement_.milestoneResolver());
        callers = payers_;
        callers.push(stranger_);
        callers.push(terms.beneficiary);
        callers.push(terms.arbiter);
        callers.push(agreement_.treasury());
        callers.push(address(eas_));
        callers.push(address(token));
        for (uint256 i = 0; i < terms.verifiers.length; i++) {
            callers.push(terms.verifiers[i]);
        }
    }

    /// @dev Any bytes at all.
    function callAnything(uint256 who, bytes calldata data, uint96 ether_) external watched {
        send(caller(who), ether_ % 3 == 0 ? ether_ : 0, data);
    }

    /// @dev One of the contract's own functions with arguments of any kind, small numbers and known accounts more often.
    function callFunction(uint256 who, uint256 which, uint256[3] calldata seeds) external watched {
        bytes4[12] memory functions = [
            agreement.fund.selector,
            agreement.withdraw.selector,
            agreement.releaseHoldBack.selector,
            agreement.recordVote.selector,
            agreement.withdrawVote.selector,
            agreement.challenge.selector,
            agreement.payUndisputed.selector,
            agreement.offer.selector,
            agreement.decide.selector,
            agreement.conclude.selector,
            agreement.settle.selector,
            agreement.expire.selector
        ];
        bytes4 function_ = functions[which % 12];
        bytes memory arguments = abi.encode(word(seeds[0]), word(seeds[1]), word(seeds[2]));
        if (send(caller(who), 0, bytes.concat(function_, arguments))) {
            vm.assertTrue(mayCall(caller(who), function_), "somebody did what another may do");
        }
    }

    /// @dev A decision at the time and within the bounds of one, by whomever.
    function decideAsAnybody(uint256 who, uint8 index) external watched {
        index %= 3;
        if (stateOf(index) != MilestoneState.Disputed) return;
        if (block.timestamp < agreement.challengeEnd(index)) vm.warp(agreement.challengeEnd(index));
        int256 value = agreement.milestone(index).value;
        if (send(caller(who), 0, abi.encodeCall(agreement.decide, (index, value)))) {
            vm.assertTrue(caller(who) == terms.arbiter, "somebody decided in the arbiter's place");
        }
    }

    /// @dev A vote that no attestation carries, told to the contract itself or to the resolver.
    function forgeVote(uint256 who, uint256 verifier, uint8 index, bytes32 uid) external watched {
        address named = terms.verifiers[verifier % terms.verifiers.length];
        index %= 3;
        bool counted = send(
            caller(who),
            0,
            abi.encodeCall(agreement.recordVote, (index, named, uid, int256(85), EVIDENCE, "document"))
        );
        vm.assertTrue(!counted, "the contract takes votes from others than the resolver");
        if (caller(who) == address(eas)) return;
        Attestation memory forged;
        (forged.uid, forged.schema, forged.attester, forged.revocable) = (uid, schema, named, true);
        forged.recipient = address(agreement);
        forged.data = abi.encode(address(agreement), index, int256(85), EVIDENCE, "document");
        vm.prank(caller(who));
        (bool taken,) = address(resolver).call(abi.encodeCall(resolver.attest, (forged)));
        vm.assertTrue(!taken, "the resolver takes votes from others than the attestation service");
    }

    /// @dev Takes back a vote that its verifier has not revoked.
    function forgeRevocation(uint256 who, uint256 verifier, uint8 index) external watched {
        address named = terms.verifiers[verifier % terms.verifiers.length];
        index %= 3;
        bytes32 uid = agreement.voteOf(index, named).uid;
        bool taken = send(caller(who), 0, abi.encodeCall(agreement.withdrawVote, (index, named, uid)));
        vm.assertTrue(!taken, "the contract takes votes back for others than the resolver");
    }

    function donate(uint16 amount) external watched {
        token.transfer(address(agreement), amount);
        donated += amount;
    }

    function send(address from, uint256 ether_, bytes memory data) private returns (bool taken) {
        vm.deal(from, ether_);
        vm.prank(from);
        (taken,) = address(agreement).call{ value: ether_ }(data);
        vm.assertTrue(!taken || ether_ == 0, "ether was taken");
    }

    /// @dev Who may do what, as docs/contracts.md says; what is not named here anyone may.
    function mayCall(address who, bytes4 function_) private view returns (bool) {
        if (function_ == agreement.decide.selector) return who == terms.arbiter;
        if (function_ == agreement.challenge.selector || function_ == agreement.offer.selector) {
            return who == terms.beneficiary || agreement.deposit(who) > 0;
        }
        return function_ != agreement.recordVote.selector && function_ != agreement.withdrawVote.selector;
    }

    function caller(uint256 who) private view returns (address) {
        return callers[who % callers.length];
    }

    function word(uint256 seed) private view returns (uint256) {
        uint256 rest = seed / 4;
        if (seed % 4 == 0) return rest % 4;
        if (seed % 4 == 1) return rest % 4_000;
        if (seed % 4 == 2) return uint160(caller(rest));
        return rest;
    }
}
