// SPDX-License-Identifier: Apache-2.0
// Installs the npm packages that tests use, those of each folder beside this file; does nothing where they are those of the lock file.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../main/webui/install.mjs';

const tests = dirname(fileURLToPath(import.meta.url));
for (const name of readdirSync(tests).sort()) {
    const folder = join(tests, name);
    if (existsSync(join(folder, 'package.json'))) {
        console.log(`${name} test: packages ${install(folder) ? 'installed' : 'unchanged'}`);
    }
}
