// SPDX-License-Identifier: Apache-2.0
// Writes payout.json: inputs from a fixed seed with the payout in exact integers, for Solidity and Java alike.
// Columns instead of records, as forge reads arrays; all numbers are decimal strings. node payout.mjs > payout.json
import { createHash } from 'node:crypto';

const RANDOM_CASES = 400;
const LEAST = -(2n ** 255n);
const MOST = 2n ** 255n - 1n;

let counter = 0;

function bits(width) {
    const digest = createHash('sha256').update(`headwater payout ${counter++}`).digest('hex');
    return BigInt(`0x${digest}`) >> BigInt(256 - width);
}

function signed(width) {
    return bits(width) - 2n ** BigInt(width - 1);
}

function clamped(value) {
    return value < LEAST ? LEAST : value > MOST ? MOST : value;
}

function payout({ value, lower, upper, amount }) {
    if (lower === upper) return value >= lower ? amount : 0n;
    const within = value < lower ? lower : value > upper ? upper : value;
    return (amount * (within - lower)) / (upper - lower);
}

function corridor(width) {
    const lower = signed(width);
    const upper = clamped(lower + bits(width));
    const span = upper - lower;
    const value = clamped(lower - span / 4n + (span * 3n * bits(32)) / 2n ** 33n);
    return { value, lower, upper, amount: bits(Math.min(width * 2, 256)) };
}

function edges({ lower, upper, amount }) {
    const values = [lower - 1n, lower, lower + 1n, upper - 1n, upper, upper + 1n];
    return values.filter(value => value === clamped(value)).map(value => ({ value, lower, upper, amount }));
}

const cases = [
    ...edges({ lower: 0n, upper: 7n, amount: 900n }),
    ...edges({ lower: 80n, upper: 80n, amount: 600n }),
    ...edges({ lower: -50n, upper: 250n, amount: 1_500_000_000n }),
    ...edges({ lower: LEAST, upper: MOST, amount: 2n ** 256n - 1n }),
    ...edges({ lower: -3n, upper: -3n, amount: 1n }),
    ...Array.from({ length: RANDOM_CASES }, (_, index) => corridor([8, 32, 64, 128, 255][index % 5])),
    ...Array.from({ length: 20 }, () => {
        const threshold = signed(64);
        return { value: threshold + signed(4), lower: threshold, upper: threshold, amount: bits(128) };
    }),
];

const column = read => cases.map(read).map(String);
console.log(JSON.stringify({
    value: column(each => each.value),
    lower: column(each => each.lower),
    upper: column(each => each.upper),
    amount: column(each => each.amount),
    payout: column(payout),
}, null, 1));
