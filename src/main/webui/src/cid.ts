// SPDX-License-Identifier: Apache-2.0
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const rawCodec = 0x55;
const sha256Code = 0x12;

/** RFC 4648 base32 in lower case without padding, as multibase prefix `b` means it. */
export function base32(bytes: Uint8Array): string {
    let text = '';
    let buffer = 0;
    let bits = 0;
    for (const byte of bytes) {
        buffer = ((buffer << 8) | byte) & 0xfff;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += alphabet.charAt((buffer >> bits) & 31);
        }
    }
    return bits > 0 ? text + alphabet.charAt((buffer << (5 - bits)) & 31) : text;
}

/** The CIDv1 (raw codec, sha2-256) of some bytes: what a single-block document is named by. */
export async function rawCid(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return `b${base32(Uint8Array.from([1, rawCodec, sha256Code, digest.length, ...digest]))}`;
}

export type HashCheck =
    | { outcome: 'match'; bytes: number; cid: string }
    | { outcome: 'mismatch'; bytes: number; cid: string }
    | { outcome: 'unavailable'; reason: string };

/** Fetches the bytes behind a CID from the gateway and names them again, without asking the service what they hash to. */
export async function recompute(cid: string): Promise<HashCheck> {
    if (!cid.startsWith('bafkrei')) {
        return { outcome: 'unavailable', reason: 'This file spans several blocks; use “headwater verify” to check it.' };
    }
    const response = await fetch(`/ipfs/${cid}`, { cache: 'no-store' });
    if (!response.ok) {
        return { outcome: 'unavailable', reason: `The gateway answered ${response.status}.` };
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    const found = await rawCid(bytes);
    return { outcome: found === cid ? 'match' : 'mismatch', bytes: bytes.length, cid: found };
}
