// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * The Merkle tree of OpenZeppelin's {@code StandardMerkleTree} over leaves {@code (address, uint256)}, as one array: the
 * children of node {@code i} are {@code 2i + 1} and {@code 2i + 2}, the root is node 0. Leaves are hashed twice and pairs are
 * sorted, as {@code AllowlistMinter} of the hypercerts contract verifies them.
 *
 * @see <a href="https://github.com/OpenZeppelin/merkle-tree">OpenZeppelin merkle-tree</a>
 */
final class StandardMerkleTree {

    private final byte[][] nodes;
    private final int[] nodeOfLeaf;

    private StandardMerkleTree(byte[][] nodes, int[] nodeOfLeaf) {
        this.nodes = nodes;
        this.nodeOfLeaf = nodeOfLeaf;
    }

    /** The tree over leaves in any order; at least one. */
    static StandardMerkleTree of(List<byte[]> leaves) {
        List<Integer> sorted = IntStream.range(0, leaves.size())
                .boxed()
                .sorted(Comparator.comparing(leaves::get, Arrays::compareUnsigned))
                .toList();
        byte[][] nodes = new byte[2 * leaves.size() - 1][];
        int[] nodeOfLeaf = new int[leaves.size()];
        for (int i = 0; i < sorted.size(); i++) {
            nodeOfLeaf[sorted.get(i)] = nodes.length - 1 - i;
            nodes[nodes.length - 1 - i] = leaves.get(sorted.get(i));
        }
        for (int node = leaves.size() - 2; node >= 0; node--) {
            nodes[node] = parent(nodes[2 * node + 1], nodes[2 * node + 2]);
        }
        return new StandardMerkleTree(nodes, nodeOfLeaf);
    }

    /** Keccak-256, twice, of the ABI encoding. */
    static byte[] leaf(String address, BigInteger units) {
        String encoded = TypeEncoder.encode(new Address(address)) + TypeEncoder.encode(new Uint256(units));
        return Hash.sha3(Hash.sha3(Numeric.hexStringToByteArray(encoded)));
    }

    byte[] root() {
        return nodes[0].clone();
    }

    /** All nodes from the root on, 0x and 64 hexadecimal digits each. */
    List<String> hex() {
        return Arrays.stream(nodes).map(Numeric::toHexString).toList();
    }

    /** Where a leaf, counted as they were given, stands among the nodes. */
    int node(int leaf) {
        return nodeOfLeaf[leaf];
    }

    /** The siblings from a leaf up to below the root. */
    List<byte[]> proof(int leaf) {
        List<byte[]> proof = new ArrayList<>();
        for (int node = nodeOfLeaf[leaf]; node > 0; node = (node - 1) / 2) {
            proof.add(nodes[node % 2 == 0 ? node - 1 : node + 1].clone());
        }
        return proof;
    }

    private static byte[] parent(byte[] one, byte[] other) {
        boolean inOrder = Arrays.compareUnsigned(one, other) <= 0;
        byte[] both = new byte[one.length + other.length];
        System.arraycopy(inOrder ? one : other, 0, both, 0, one.length);
        System.arraycopy(inOrder ? other : one, 0, both, one.length, other.length);
        return Hash.sha3(both);
    }
}
