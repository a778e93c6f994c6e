// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs npm in a directory with its output passed through; throws when npm fails. */
export function npm(directory, ...commandLine) {
    const windows = process.platform === 'win32';
    const { status, error } = spawnSync(windows ? 'npm.cmd' : 'npm', commandLine, {
        cwd: directory,
        stdio: ['ignore', 'inherit', 'inherit'],
        shell: windows,
    });
    if (status !== 0) {
        throw new Error(`npm ${commandLine.join(' ')} failed in ${directory}: ${error?.message ?? `exit code ${status}`}`);
    }
}

/** Runs `npm ci` unless the installed packages already are those of the lock file. Returns whether it ran. */
export function install(directory) {
    const stamp = join(directory, 'node_modules', '.installed');
    const wanted = createHash('sha256')
        .update(readFileSync(join(directory, 'package.json')))
        .update(readFileSync(join(directory, 'package-lock.json')))
        .update(`${process.version} ${process.platform} ${process.arch}`)
        .digest('hex');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
        return false;
    }
    npm(directory, 'ci', '--no-fund', '--no-audit', '--loglevel=error');
    writeFileSync(stamp, wanted);
    return true;
}
