// SPDX-License-Identifier: Apache-2.0
// Reads one JSON object a line from a file and answers one JSON line each: {metadata} is judged by the official SDK, {entries}
// becomes an OpenZeppelin tree, {dump} is loaded as one, and every proof of it is verified.
import { readFileSync } from 'node:fs';
import { StandardMerkleTree } from '@openzeppelin/merkle-tree';
import { ValidatorFactory } from '@hypercerts-org/sdk';

const encoding = ['address', 'uint256'];
const validator = ValidatorFactory.createMetadataValidator();

/** The official schema, then the SDK's own rules; what makes the validator itself stumble is not accepted either. */
function judge(metadata) {
    try {
        const { isValid, errors } = validator.validate(metadata);
        return { valid: isValid, errors: errors.map(({ field, message }) => `${field}: ${message}`) };
    } catch (stumbled) {
        return { valid: false, errors: [String(stumbled)] };
    }
}

function build(entries) {
    const tree = StandardMerkleTree.of(entries, encoding);
    return { dump: tree.dump(), root: tree.root };
}

function load(dump) {
    const tree = StandardMerkleTree.load(dump);
    tree.validate();
    const proofs = [...tree.entries()].map(([index, value]) => ({ value, proof: tree.getProof(index) }));
    const verified = proofs.every(({ value, proof }) => StandardMerkleTree.verify(tree.root, encoding, value, proof));
    return { root: tree.root, proofs, verified };
}

function verify({ root, value, proof }) {
    return { verified: StandardMerkleTree.verify(root, encoding, value, proof) };
}

function answer({ metadata, entries, dump, proof }) {
    if (metadata !== undefined) return judge(metadata);
    if (entries) return build(entries);
    if (dump) return load(dump);
    return verify(proof);
}

for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
    if (line) {
        console.log(JSON.stringify(answer(JSON.parse(line))));
    }
}
