// SPDX-License-Identifier: Apache-2.0
// node coverage.mjs: line and branch coverage of the contracts by their tests; fails below 100 %.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary, ensureModules } from './build.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'coverage-'));
const records = join(work, 'lcov.info');

function uncovered() {
    const lines = [];
    let file = '';
    for (const line of readFileSync(records, 'utf8').split('\n')) {
        if (line.startsWith('SF:')) file = line.slice(3);
        if (file.startsWith('src/') && /^(DA:\d+,0|BRDA:.*,(0|-)|FNDA:0,.*)$/.test(line)) lines.push(`${file} ${line}`);
    }
    return lines;
}

ensureModules();
const forge = spawnSync(
    binary('forge'),
    ['coverage', '--report', 'summary', '--report', 'lcov', '--report-file', records, '--no-match-coverage', '^test/'],
    {
        cwd: folder,
        stdio: 'inherit',
        env: { ...process.env, FOUNDRY_SOLC: join(folder, 'solc.mjs'), FOUNDRY_INVARIANT_RUNS: '4' },
    },
);
if (forge.error) throw forge.error;
const missing = forge.status === 0 ? uncovered() : [`forge coverage ended with code ${forge.status}`];
rmSync(work, { recursive: true });
missing.forEach(line => console.error(`contracts: not covered: ${line}`));
process.exit(missing.length > 0 ? 1 : 0);
