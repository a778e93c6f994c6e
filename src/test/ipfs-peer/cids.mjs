// SPDX-License-Identifier: Apache-2.0
// Names files with ipfs-unixfs-importer. Standard input: for each file 8 bytes of length (big-endian), then its bytes.
// Standard output: one CID a line. Nothing is kept of a file but the chunk at hand.
import { BlackHoleBlockstore } from 'blockstore-core/black-hole';
import { importer } from 'ipfs-unixfs-importer';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';

const input = process.stdin[Symbol.asyncIterator]();
let pending = Buffer.alloc(0);

/** At most `limit` bytes, and none only where the input ends. */
async function some(limit) {
    if (pending.length === 0) {
        const { value, done } = await input.next();
        if (done) {
            return pending;
        }
        pending = value;
    }
    const taken = pending.subarray(0, limit);
    pending = pending.subarray(taken.length);
    return taken;
}

async function* bytes(length) {
    for (let left = length; left > 0;) {
        const taken = await some(left);
        if (taken.length === 0) {
            throw new Error(`the input ends ${left} bytes early`);
        }
        left -= taken.length;
        yield taken;
    }
}

async function length() {
    const parts = [];
    for (let left = 8; left > 0;) {
        const taken = await some(left);
        if (taken.length === 0) {
            return null;
        }
        parts.push(taken);
        left -= taken.length;
    }
    return Number(Buffer.concat(parts).readBigUInt64BE());
}

const options = {
    cidVersion: 1,
    rawLeaves: true,
    chunker: fixedSize({ chunkSize: 262_144 }),
    layout: balanced({ maxChildrenPerNode: 174 }),
};
for (let next = await length(); next !== null; next = await length()) {
    for await (const { cid } of importer({ content: bytes(next) }, new BlackHoleBlockstore(), options)) {
        console.log(cid.toString());
    }
}
