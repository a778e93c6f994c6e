// SPDX-License-Identifier: Apache-2.0
// node report.mjs > ../docs/contracts-report.md: gas of each function in the unit tests, code sizes and storage layouts.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary, ensureModules } from './build.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const target = join(folder, '..', 'target', 'report'); // of its own, since other runs leave no storage layouts
const CONTRACTS = ['PerformanceContract', 'PerformanceContractFactory', 'MilestoneResolver', 'ObservationResolver', 'VerifierRegistry'];

function forge(...options) {
    const { error, status, stdout, stderr } = spawnSync(binary('forge'), options, {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        env: {
            ...process.env,
            FOUNDRY_SOLC: join(folder, 'solc.mjs'),
            FOUNDRY_OUT: join(target, 'out'),
            FOUNDRY_CACHE_PATH: join(target, 'cache'),
            FOUNDRY_EXTRA_OUTPUT: '["storageLayout"]',
        },
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`forge ${options.join(' ')}: ${stderr}${stdout.slice(-2000)}`);
    return stdout;
}

const json = (...options) => JSON.parse(forge(...options, '--json'));
const row = cells => `| ${cells.join(' | ')} |`;
const number = value => Number(value).toLocaleString('en');

function gas() {
    const used = json('test', '--gas-report', '--no-match-path', 'test/invariant/*');
    for (const name of CONTRACTS) {
        const found = used.find(({ contract }) => contract.endsWith(`:${name}`));
        console.log(`\n### ${name}\n`);
        console.log(`Deployment ${number(found.deployment.gas)} gas.\n`);
        console.log(row(['function', 'least', 'median', 'most', 'calls']));
        console.log(row(['---', '---:', '---:', '---:', '---:']));
        for (const [signature, { calls, min, median, max }] of Object.entries(found.functions).sort()) {
            console.log(row([`\`${signature.replace(/\(\(.*\)\)/, '(Terms)')}\``, number(min), number(median), number(max), calls]));
        }
    }
}

function sizes() {
    console.log(row(['contract', 'runtime code, bytes', 'of 24,576']));
    console.log(row(['---', '---:', '---:']));
    for (const name of CONTRACTS) {
        const size = (forge('inspect', name, 'deployedBytecode').trim().length - 2) / 2;
        console.log(row([name, number(size), `${Math.round(size / 245.76)} %`]));
    }
}

function layouts() {
    for (const name of CONTRACTS) {
        const { storage, types } = json('inspect', name, 'storageLayout');
        console.log(`\n### ${name}\n`);
        if (storage.length === 0) console.log('Keeps nothing in storage.');
        else layout(storage, types);
    }
}

function layout(storage, types) {
    console.log(row(['slot', 'offset', 'bytes', 'name', 'type']));
    console.log(row(['---:', '---:', '---:', '---', '---']));
    for (const { slot, offset, label, type } of storage) {
        console.log(row([slot, offset, types[type].numberOfBytes, `\`${label}\``, `\`${types[type].label}\``]));
    }
}

ensureModules();
console.log(`# Gas, size and storage of the contracts

Written by \`node contracts/report.mjs > docs/contracts-report.md\` with solc 0.8.29, optimizer on, 200 runs. Gas is what the
unit tests used, refused calls included, so that the least is mostly that of a refusal and the most that of 20 payers, 20
verifiers and 20 milestones.

## Gas`);
gas();
console.log('\n## Size\n');
sizes();
console.log('\n## Storage\n\nNo contract is upgradable, so that a layout matters to whoever reads storage, not to a successor.');
layouts();
