// SPDX-License-Identifier: Apache-2.0
// Compiles the contracts and packs anvil: node build.mjs [OUTPUT], by default ../target/contracts.
// OUTPUT/abi/X.abi, OUTPUT/bin/X.bin, OUTPUT/resources/embedded/{anvil, anvil.sha256}, OUTPUT/resources/contracts/errors.json
// (ABI entries of every custom error a deployed contract can answer with). Does nothing when OUTPUT already
// belongs to these inputs; the stamp that says so is written last, so that an interrupted run is never taken for a whole one.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(folder, '..', 'target', 'contracts'));
const modules = join(folder, 'node_modules');
const stamp = join(output, 'stamp.json');

const EAS = '@ethereum-attestation-service/eas-contracts/artifacts/contracts';
const PUBLISHED = { EAS: `${EAS}/EAS.sol/EAS.json`, SchemaRegistry: `${EAS}/SchemaRegistry.sol/SchemaRegistry.json` };
const COMPILATIONS = [
    {
        version: '0.8.16',
        evmVersion: 'london',
        remappings: ['oz-upgradeable/=@openzeppelin/contracts-upgradeable/'],
        contracts: {
            HypercertMinter: '@hypercerts-org/contracts/contracts/HypercertMinter.sol',
            ERC1967Proxy: 'openzeppelin-contracts-4/proxy/ERC1967/ERC1967Proxy.sol',
        },
    },
    {
        version: '0.8.29',
        evmVersion: 'cancun',
        remappings: [],
        contracts: {
            VerifierRegistry: 'src/VerifierRegistry.sol',
            ObservationResolver: 'src/ObservationResolver.sol',
            MilestoneResolver: 'src/MilestoneResolver.sol',
            RevisionResolver: 'src/RevisionResolver.sol',
            PerformanceContractFactory: 'src/PerformanceContractFactory.sol',
            PerformanceContract: 'src/PerformanceContract.sol',
            DemonstrationToken: 'src/DemonstrationToken.sol',
        },
    },
];
const LARGEST_RUNTIME_CODE = 24_576;

export function ensureModules() {
    const marker = join(modules, '.installed');
    const wanted = hash(['package.json', 'package-lock.json', '.npmrc'].map(name => join(folder, name)));
    if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
    writeFileSync(marker, wanted);
}

function hash(files) {
    const digest = createHash('sha256');
    for (const file of files) digest.update(relative(folder, file)).update('\0').update(readFileSync(file)).update('\0');
    return digest.digest('hex');
}

function inputs() {
    const sources = readdirSync(join(folder, 'src'), { recursive: true }).filter(name => name.endsWith('.sol')).sort();
    const names = ['package.json', 'package-lock.json', 'build.mjs', 'solc.mjs', ...sources.map(name => join('src', name))];
    return hash(names.map(name => join(folder, name))) + ` ${process.platform}-${process.arch}`;
}

function upToDate() {
    if (!existsSync(stamp)) return false;
    const built = JSON.parse(readFileSync(stamp, 'utf8'));
    const whole = ([file, size]) => statSync(join(output, file), { throwIfNoEntry: false })?.size === size;
    return built.inputs === inputs() && Object.entries(built.outputs).every(whole);
}

async function compile({ version, evmVersion, remappings, contracts }) {
    const sources = Object.fromEntries(Object.values(contracts).map(path => [path, { content: source(path) }]));
    const settings = {
        remappings,
        optimizer: { enabled: true, runs: 200 },
        evmVersion,
        outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
    };
    const result = JSON.parse(await solc(version, JSON.stringify({ language: 'Solidity', sources, settings })));
    const messages = (result.errors ?? []).filter(({ severity, sourceLocation }) =>
        severity === 'error' || sourceLocation?.file.startsWith('src/'));
    if (messages.length > 0) throw new Error(messages.map(message => message.formattedMessage).join('\n'));
    return { contracts, compiled: result.contracts };
}

function source(path) {
    return readFileSync(join(path.startsWith('src/') ? folder : modules, path), 'utf8');
}

function solc(version, input) {
    return new Promise((accept, refuse) => {
        const child = spawn(process.execPath, [join(folder, 'solc.mjs'), '--standard-json'], {
            env: { ...process.env, SOLC_VERSION: version },
            stdio: ['pipe', 'pipe', 'inherit'],
        });
        const parts = [];
        child.stdout.on('data', part => parts.push(part));
        child.on('error', refuse);
        child.on('close', code => code === 0
            ? accept(Buffer.concat(parts).toString('utf8'))
            : refuse(new Error(`solc ${version} ended with code ${code}`)));
        child.stdin.end(input);
    });
}

const outputs = {};

function write(file, content) {
    mkdirSync(dirname(join(output, file)), { recursive: true });
    writeFileSync(join(output, file), content);
    outputs[file] = Buffer.byteLength(content);
}

function writeContract(name, abi, code) {
    write(`abi/${name}.abi`, JSON.stringify(abi));
    write(`bin/${name}.bin`, code.replace(/^0x/, ''));
    noteErrors(abi);
}

const errors = new Map();

function noteErrors(abi) {
    for (const { type, name, inputs } of abi.filter(entry => entry.type === 'error')) {
        errors.set(`${name}(${inputs.map(input => input.type)})`, {
            type, name, inputs: inputs.map(input => ({ name: input.name, type: input.type })),
        });
    }
}

function writeCompiled({ contracts, compiled }) {
    for (const [name, path] of Object.entries(contracts)) {
        const { abi, evm } = compiled[path][name];
        const size = evm.deployedBytecode.object.length / 2;
        if (size > LARGEST_RUNTIME_CODE) throw new Error(`${name}: ${size} bytes of code, allowed ${LARGEST_RUNTIME_CODE}`);
        writeContract(name, abi, evm.bytecode.object);
    }
    noteErrors(compiled['src/Errors.sol']?.Errors.abi ?? []);
}

export function binary(tool) {
    const name = `@foundry-rs/${tool}-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
    const file = join(modules, name, 'bin', process.platform === 'win32' ? `${tool}.exe` : tool);
    if (!existsSync(file)) throw new Error(`${name} is not installed: package.json must list it for this platform`);
    return file;
}

function writeAnvil() {
    const anvil = readFileSync(binary('anvil'));
    write('resources/embedded/anvil', anvil);
    chmodSync(join(output, 'resources/embedded/anvil'), 0o755);
    write('resources/embedded/anvil.sha256', createHash('sha256').update(anvil).digest('hex'));
}

async function build() {
    rmSync(output, { recursive: true, force: true });
    ensureModules();
    for (const compilation of await Promise.all(COMPILATIONS.map(compile))) writeCompiled(compilation);
    for (const [name, path] of Object.entries(PUBLISHED)) {
        const { abi, bytecode } = JSON.parse(readFileSync(join(modules, path), 'utf8'));
        writeContract(name, abi, bytecode);
    }
    write('resources/contracts/errors.json', JSON.stringify([...errors.keys()].sort().map(key => errors.get(key))));
    writeAnvil();
    writeFileSync(stamp, JSON.stringify({ inputs: inputs(), outputs }, null, 1));
    console.log(`contracts: built ${Object.keys(outputs).filter(file => file.startsWith('bin/')).length} into ${output}`);
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url) && !upToDate()) await build();
