// SPDX-License-Identifier: Apache-2.0
// Builds the dashboard into target/webui; does nothing when neither the inputs nor the output changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, npm } from './install.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', '..', '..', 'target');
const output = join(target, 'webui');
const stamp = join(target, 'webui.stamp');

function files(directory, excluded = []) {
    return readdirSync(directory, { withFileTypes: true })
        .filter((entry) => !excluded.includes(entry.name))
        .flatMap((entry) => {
            const path = join(directory, entry.name);
            return entry.isDirectory() ? files(path) : [path];
        })
        .sort();
}

function inputs() {
    const hash = createHash('sha256').update(process.version);
    for (const file of files(here, ['node_modules', 'dev'])) {
        hash.update(`\n${relative(here, file)}\n`).update(readFileSync(file));
    }
    return hash.digest('hex');
}

function outputs() {
    return files(output).map((file) => `${relative(output, file)} ${statSync(file).size}`);
}

/** The stamp holds the inputs' hash and every built file with its size, so that a damaged output is rebuilt. */
function upToDate(wanted) {
    if (!existsSync(stamp) || !existsSync(output)) {
        return false;
    }
    return readFileSync(stamp, 'utf8') === [wanted, ...outputs()].join('\n');
}

const wanted = inputs();
if (upToDate(wanted)) {
    console.log('dashboard: unchanged');
} else {
    rmSync(stamp, { force: true });
    mkdirSync(target, { recursive: true });
    install(here);
    npm(here, 'run', 'build', '--silent');
    writeFileSync(stamp, [wanted, ...outputs()].join('\n'));
}
