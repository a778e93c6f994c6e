// SPDX-License-Identifier: Apache-2.0
// A real Chromium for the checks in this folder: CHROMIUM if set, else an installed one, else that of the npm package.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const ownArguments = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--no-proxy-server'];

function executable(path) {
    try {
        accessSync(path, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

function installedBrowser() {
    const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
    const folders = (process.env.PATH ?? '').split(delimiter);
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const candidates = [process.env.CHROMIUM, mac, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
    return candidates.find((candidate) => candidate && executable(candidate));
}

export async function launch() {
    const installed = installedBrowser();
    const executablePath = installed ?? (await packaged.executablePath());
    const browser = await chromium.launch({
        executablePath,
        args: installed ? ownArguments : [...packaged.args, ...ownArguments],
        headless: true,
    });
    console.log(`browser ${browser.version()} at ${executablePath}`);
    return browser;
}
