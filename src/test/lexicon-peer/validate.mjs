// SPDX-License-Identifier: Apache-2.0
// Judges records by the published lexicons: one JSON record a line on standard input, one answer a line on standard output,
// {error, cid, graphemes}: what the validator objects to or null, the CID of the record as dag-cbor, and for each member
// that is a text how many characters the lexicons count in it.
import { createInterface } from 'node:readline';
import { Lexicons } from '@atproto/lexicon';
import { graphemeLen } from '@atproto/lex-data';
import { HYPERCERTS_SCHEMAS } from '@hypercerts-org/lexicon';
import * as dagCbor from '@ipld/dag-cbor';
import { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';

const lexicons = new Lexicons(HYPERCERTS_SCHEMAS);

function objection(record) {
    try {
        lexicons.assertValidRecord(record.$type, record);
        return null;
    } catch (error) {
        return error.message;
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    const record = JSON.parse(line);
    const digest = await sha256.digest(dagCbor.encode(record));
    const texts = Object.entries(record).filter(([, value]) => typeof value === 'string');
    console.log(JSON.stringify({
        error: objection(record),
        cid: CID.create(1, dagCbor.code, digest).toString(),
        graphemes: Object.fromEntries(texts.map(([name, value]) => [name, graphemeLen(value)])),
    }));
}
