// SPDX-License-Identifier: Apache-2.0
// Reads an archive from standard input with @ipld/car, hashes each block, and writes the same roots and blocks to
// standard output with the package's own writer. Exit code 1 if a block does not hash to its CID.
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { CarBlockIterator, CarWriter } from '@ipld/car';

const input = await CarBlockIterator.fromIterable(process.stdin);
const { writer, out } = CarWriter.create(await input.getRoots());
const writing = (async () => {
    for await (const chunk of out) {
        if (!process.stdout.write(chunk)) {
            await once(process.stdout, 'drain');
        }
    }
})();
for await (const { cid, bytes } of input) {
    if (!createHash('sha256').update(bytes).digest().equals(Buffer.from(cid.multihash.digest))) {
        console.error(`${cid} is not the hash of its bytes`);
        process.exit(1);
    }
    console.error(cid.toString());
    await writer.put({ cid, bytes });
}
await writer.close();
await writing;
