// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.16;

import { HypercertMinter } from "@hypercerts-org/contracts/contracts/HypercertMinter.sol";
import { IHypercertToken } from "@hypercerts-org/contracts/contracts/interfaces/IHypercertToken.sol";
import { ERC1967Proxy } from "openzeppelin-contracts-4/proxy/ERC1967/ERC1967Proxy.sol";

interface Vm {
    function assertEq(uint256 left, uint256 right, string calldata message) external pure;
    function expectRevert(bytes4 selector) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @dev Holds fractions, and may split one again while it receives others.
contract Holder {
    HypercertMinter private immutable minter;
    uint256 private again;

    constructor(HypercertMinter minter_) {
        minter = minter_;
    }

    function mint(uint256 units) external {
        minter.mintClaim(address(this), units, "ipfs://claim", IHypercertToken.TransferRestrictions.AllowAll);
    }

    function split(uint256 fraction, uint256[] calldata values) external {
        minter.splitFraction(address(this), fraction, values);
    }

    function splitAgainOnce(uint256 fraction) external {
        again = fraction;
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        return this.onERC1155Received.selector;
    }

    function onERC1155BatchReceived(address, address, uint256[] calldata, uint256[] calldata, bytes calldata)
        external
        returns (bytes4)
    {
        uint256 fraction = again;
        again = 0;
        if (fraction > 0) {
            uint256[] memory halves = new uint256[](2);
            halves[0] = minter.unitsOf(fraction) / 2;
            halves[1] = minter.unitsOf(fraction) - halves[0];
            minter.splitFraction(address(this), fraction, halves);
        }
        return this.onERC1155BatchReceived.selector;
    }
}

/// @dev The properties that the audit of 2023 found broken (its C-01 and H-01), of the release that the product deploys.
contract SplitTest {
    uint256 private constant FIRST = 1 << 128;
    uint256 private constant SECOND = 2 << 128;
    uint256 private constant UNITS = 100_000;

    HypercertMinter private minter;
    Holder private holder;
    Holder private other;

    error NotAllowed();

    function setUp() external {
        bytes memory initialize = abi.encodeWithSelector(HypercertMinter.initialize.selector);
        minter = HypercertMinter(address(new ERC1967Proxy(address(new HypercertMinter()), initialize)));
        holder = new Holder(minter);
        other = new Holder(minter);
        holder.mint(UNITS);
        other.mint(UNITS);
    }

    function parts(uint256 whole, uint256 number) private pure returns (uint256[] memory values) {
        values = new uint256[](number);
        uint256 rest = whole;
        for (uint256 i = 0; i < number - 1; i++) {
            values[i] = 1 + (i * 13) % 7;
            rest -= values[i];
        }
        values[number - 1] = rest;
    }

    function sumOf(uint256 claim) private view returns (uint256 sum) {
        for (uint256 i = 1; i < 40; i++) {
            sum += minter.unitsOf(claim + i);
        }
    }

    function test_RevertWhen_ValuesDoNotSum() external {
        vm.expectRevert(NotAllowed.selector);
        holder.split(FIRST + 1, parts(UNITS + 1, 2));
    }

    /// @dev A weakness of the release, stated so that it is known, and seen when a later release has it no more.
    function test_LetsAnybodyTakeTheUnits() external {
        holder.split(SECOND + 1, parts(UNITS, 2));
        vm.assertEq(minter.unitsOf(address(other), SECOND + 1), 1, "left to the owner");
        vm.assertEq(minter.unitsOf(address(holder), SECOND + 2), UNITS - 1, "taken");
    }

    function testFuzz_ConservesUnits(uint8 first, uint8 which, uint8 second) external {
        uint256 number = 2 + first % 9;
        holder.split(FIRST + 1, parts(UNITS, number));
        uint256 fraction = FIRST + 1 + which % number;
        if (minter.unitsOf(fraction) < 100) fraction = FIRST + 2; // the one that got the last value
        holder.split(fraction, parts(minter.unitsOf(fraction), 2 + second % 9));
        vm.assertEq(sumOf(FIRST), UNITS, "units");
        vm.assertEq(minter.unitsOf(FIRST), UNITS, "claim");
    }

    function testFuzz_TouchesNothingElse(uint8 first, uint8 second) external {
        uint256 number = 2 + first % 9;
        holder.split(FIRST + 1, parts(UNITS, number));
        uint256[] memory before = new uint256[](number);
        for (uint256 i = 0; i < number; i++) {
            before[i] = minter.unitsOf(FIRST + 1 + i);
        }
        holder.split(FIRST + 2, parts(before[1], 2 + second % 9));
        for (uint256 i = 0; i < number; i++) {
            if (i != 1) vm.assertEq(minter.unitsOf(FIRST + 1 + i), before[i], "another fraction");
            vm.assertEq(minter.balanceOf(address(holder), FIRST + 1 + i), 1, "one token each");
        }
        vm.assertEq(minter.unitsOf(SECOND + 1), UNITS, "another claim's fraction");
        vm.assertEq(sumOf(SECOND), UNITS, "another claim");
    }

    function test_ConservesUnitsWhenReentered() external {
        uint256[] memory halves = new uint256[](2);
        (halves[0], halves[1]) = (UNITS / 2, UNITS / 2);
        holder.splitAgainOnce(FIRST + 1);
        holder.split(FIRST + 1, halves);
        vm.assertEq(sumOf(FIRST), UNITS, "units");
    }
}
