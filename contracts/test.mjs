// SPDX-License-Identifier: Apache-2.0
// Tests the contracts: trees against tests, the shared vectors against their generator, then forge. Arguments go to forge;
// FOUNDRY_PROFILE=long runs more of everything.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary, ensureModules } from './build.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const tests = join(folder, 'test');
const failures = [];

function names(file, pattern) {
    return existsSync(file) ? [...readFileSync(file, 'utf8').matchAll(pattern)].map(match => match[1]).sort() : [];
}

function checkTrees() {
    const stems = readdirSync(tests, { recursive: true })
        .filter(name => /\.tree$|\.t\.sol$/.test(name) && !name.includes('invariants'))
        .map(name => name.replace(/\.tree$|\.t\.sol$/, ''));
    for (const stem of new Set(stems)) {
        const leaves = names(join(tests, `${stem}.tree`), /it should .*\[(\w+)\]$/gm);
        const written = names(join(tests, `${stem}.t.sol`), /function (test\w+)\(/g);
        const missing = leaves.filter(name => !written.includes(name));
        const unplanned = written.filter(name => !leaves.includes(name));
        for (const name of missing) failures.push(`test/${stem}.tree names ${name}, which ${stem}.t.sol lacks`);
        for (const name of unplanned) failures.push(`test/${stem}.t.sol has ${name}, which ${stem}.tree lacks`);
        const unnamed = names(join(tests, `${stem}.tree`), /(it should [^[]*)$/gm);
        for (const leaf of unnamed) failures.push(`test/${stem}.tree names no test for: ${leaf}`);
    }
}

function checkVectors() {
    const expected = execFileSync(process.execPath, [join(tests, 'vectors', 'payout.mjs')], { encoding: 'utf8' });
    if (readFileSync(join(tests, 'vectors', 'payout.json'), 'utf8') !== expected) {
        failures.push('test/vectors/payout.json is not what payout.mjs writes');
    }
}

ensureModules();
checkTrees();
checkVectors();
const forge = spawnSync(binary('forge'), ['test', ...process.argv.slice(2)], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, FOUNDRY_SOLC: join(folder, 'solc.mjs') },
});
if (forge.error) throw forge.error;
failures.forEach(failure => console.error(`contracts: ${failure}`));
process.exit(failures.length > 0 ? 1 : forge.status ?? 1);
