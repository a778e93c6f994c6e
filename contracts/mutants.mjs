// SPDX-License-Identifier: Apache-2.0
// node mutants.mjs [NAME…]: plants known bugs into copies of the contracts, ours and the published hypercerts code, and fails
// unless the tests find each. Without the bugs the same tests must pass. A bug whose place is no longer found is an error.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary, ensureModules } from './build.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const target = join(folder, '..', 'target', 'mutants');
const PUBLISHED = 'published/SemiFungible1155.sol';

const OURS = { solc: '0.8.29', profile: 'default', copied: ['src', 'test'] };
const HYPERCERTS = { solc: '0.8.16', profile: 'hypercerts', copied: ['hypercerts'] };

const MUTANTS = [
    { name: 'no-bug', suite: OURS },
    { name: 'no-bug-in-hypercerts', suite: HYPERCERTS },
    {
        name: 'split-creates-units',
        suite: HYPERCERTS,
        file: PUBLISHED,
        find: `        tokenValues[_tokenID] = valueLeft;

        _mintBatch(_account, toIDs, amounts, "");
`,
        replace: `        _mintBatch(_account, toIDs, amounts, "");

        tokenValues[_tokenID] = valueLeft;
`,
    },
    {
        name: 'split-overwrites-others',
        suite: HYPERCERTS,
        file: PUBLISHED,
        find: 'toIDs[i] = _typeID + ++maxIndex[_typeID];',
        replace: 'toIDs[i] = _tokenID + i + 1;',
    },
    {
        name: 'approval-names-no-evidence',
        suite: OURS,
        file: 'src/Votes.sol',
        find: 'return keccak256(abi.encode(value, evidenceHash, verificationCid));',
        replace: 'return keccak256(abi.encode(value));',
    },
    {
        name: 'existence-as-the-gate',
        suite: OURS,
        file: 'src/AttestationResolver.sol',
        find: `        require(attestation.schema == schemaUid, Errors.AttestationResolver_WrongSchema(attestation.schema, schemaUid));
        require(attestation.revocable, Errors.AttestationResolver_Irrevocable());
        require(
            attestation.expirationTime == NO_EXPIRATION_TIME,
            Errors.AttestationResolver_Expiring(attestation.expirationTime)
        );
        require(
            registry.isAccredited(attestation.attester), Errors.AttestationResolver_NotAccredited(attestation.attester)
        );
`,
        replace: '        require(_eas.isAttestationValid(attestation.uid));\n',
    },
    {
        name: 'verifier-counted-twice',
        suite: OURS,
        file: 'src/Votes.sol',
        find: `        _discardVote(index, verifier);
        bytes32 outcome = `,
        replace: '        bytes32 outcome = ',
    },
];

/** The copy that is tested: a Foundry project of its own. */
function copy({ name, suite, file, find, replace }) {
    const root = join(target, name);
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    for (const part of [...suite.copied, 'foundry.toml']) cpSync(join(folder, part), join(root, part), { recursive: true });
    cpSync(join(folder, 'node_modules', '@hypercerts-org', 'contracts', 'contracts'), join(root, 'published'), { recursive: true });
    symlinkSync(join(folder, 'node_modules'), join(root, 'node_modules'));
    const places = file ? readFileSync(join(root, file), 'utf8').split(find) : [];
    if (file && places.length !== 2) throw new Error(`${name}: ${file} has ${places.length - 1} places to plant the bug in, not one`);
    if (file) writeFileSync(join(root, file), places.join(replace));
    return root;
}

function test({ suite }, root) {
    const forge = spawnSync(binary('forge'), ['test'], {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        env: {
            ...process.env,
            FOUNDRY_PROFILE: suite.profile,
            FOUNDRY_SOLC: join(folder, 'solc.mjs'),
            FOUNDRY_OUT: join(root, 'out'),
            FOUNDRY_CACHE_PATH: join(root, 'cache'),
            FOUNDRY_INVARIANT_RUNS: '8',
            FOUNDRY_OPTIMIZER: 'false',
            SOLC_VERSION: suite.solc,
        },
    });
    if (forge.error) throw forge.error;
    const summary = /(\d+) tests passed, (\d+) failed/.exec(forge.stdout);
    if (!summary) throw new Error(`forge ran no test: ${forge.stdout}${forge.stderr}`);
    return Number(summary[2]);
}

function judge(mutant) {
    const failed = test(mutant, copy(mutant));
    const expected = mutant.file ? failed > 0 : failed === 0;
    console.log(`${expected ? 'as it should' : 'WRONG'}: ${mutant.name}: ${failed} tests fail`);
    return expected;
}

ensureModules();
const named = process.argv.slice(2);
const unknown = named.filter(name => !MUTANTS.some(mutant => mutant.name === name));
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: known are ${MUTANTS.map(mutant => mutant.name).join(', ')}`);
const wrong = MUTANTS.filter(mutant => named.length === 0 || named.includes(mutant.name)).filter(mutant => !judge(mutant));
process.exit(wrong.length > 0 ? 1 : 0);
