#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The npm build of solc behind the command line of the native one, as far as build.mjs and forge use it:
// `--version`, and `--standard-json` from standard input. SOLC_VERSION selects the compiler.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const solc = createRequire(import.meta.url)(`solc-${process.env.SOLC_VERSION ?? '0.8.29'}`);

const roots = [folder, join(folder, 'node_modules')];
process.argv.forEach((argument, index) => {
    if (argument === '--base-path' || argument === '--include-path') roots.push(process.argv[index + 1]);
});

function find(path) {
    for (const root of roots) {
        const file = join(root, path);
        if (existsSync(file)) return { contents: readFileSync(file, 'utf8') };
    }
    return { error: `${path} is in none of ${roots.join(', ')}` };
}

if (process.argv.includes('--version')) {
    console.log('solc, the solidity compiler commandline interface');
    console.log(`Version: ${solc.version().replace('Emscripten.clang', 'Linux.g++')}`);
} else {
    process.stdout.write(solc.compile(readFileSync(0, 'utf8'), { import: find }));
}
