// SPDX-License-Identifier: Apache-2.0
// What the checks in this folder share: a real Chromium (CHROMIUM if set, else an installed one, else that of the npm package), and axe.
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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

/** The serious and critical accessibility violations of a page as it stands, and how many rules it passes. */
export async function accessibility(page) {
    if (!(await page.evaluate(() => 'axe' in window))) {
        await page.evaluate(axeSource);
    }
    const { violations, passes } = await page.evaluate(() => window.axe.run(document));
    const grave = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join(' ')}`);
    return { grave, passes: passes.length };
}
