// SPDX-License-Identifier: Apache-2.0
// Drives the dashboard of a running service in a real Chromium. Exit code 0: every check passed, 1: at least one did not.
//
//   node src/test/packages.mjs                               once; Maven does it in generate-test-resources
//   node src/test/browser/dashboard.mjs BASE_URL [DIRECTORY]
//
// BASE_URL is the service's address, with or without `#token=…`, such as http://127.0.0.1:8080/; the loop must be complete,
// that is GET /api/v1/status says loop.state = complete. Screenshots go to DIRECTORY, by default target/browser.
// CHROMIUM names a browser to use; else an installed Chromium or Chrome is taken, else the one of the npm package.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessibility, launch } from './chromium.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [base, directory = join(here, '..', '..', '..', 'target', 'browser')] = process.argv.slice(2);
if (!base || !URL.canParse(base)) {
    console.error(`BASE_URL is ${base ?? 'missing'}; allowed: an absolute address such as http://127.0.0.1:8080/`);
    process.exit(2);
}
const failures = [];

function check(name, passed, detail = '') {
    console.log(`${passed ? 'pass' : 'FAIL'}  ${name}${detail ? `: ${detail}` : ''}`);
    if (!passed) {
        failures.push(name);
    }
}

async function screenshot(page, name) {
    await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true });
}

/** Fails on every serious or critical accessibility violation of the page as it stands. */
async function accessible(page, screen) {
    const { grave, passes } = await accessibility(page);
    check(`${screen}: no serious or critical accessibility violation`, grave.length === 0 && passes > 10,
        [`${passes} rules passed`, ...grave].join('; '));
}

/** The medians drawn in a panel, from the live chart, and the rows of the table beside it. */
function shown(page, panel) {
    return page.evaluate((name) => ({
        chart: JSON.stringify(document.querySelector(`[data-fan="${name}"] .chart`).chart
            .getOption().series.find(({ id }) => id === 'q50').data),
        drawn: document.querySelector(`[data-fan="${name}"] .chart`).innerHTML.length > 1000,
        table: document.querySelector('[data-table="scenario"] tbody').textContent,
    }), panel);
}

/** Moves a slider by keyboard and holds that the chart, the table and the address follow. */
async function slide(page, key, panel) {
    const before = await shown(page, panel);
    const slider = page.locator(`[data-setting="${key}"] input[type=range]`);
    await slider.focus();
    const spokenBefore = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageUp');
    const spoken = await slider.getAttribute('aria-valuetext');
    check(`${key}: slider moves by keyboard and says its band`,
        spoken !== spokenBefore && /^0\.\d+, (low|medium|high)$/.test(spoken), `${spokenBefore} → ${spoken}`);
    await page.waitForFunction(([name, value]) => Number(document.querySelector(`[data-fan="${name}"] .chart`)
        .chart.getOption().series.find(({ id }) => id === 'q50').data[0]) === value, [panel, parseFloat(spoken)], { timeout: 15_000 })
        .catch(() => undefined);
    const after = await shown(page, panel);
    check(`${key}: chart data change with the slider`, after.chart !== before.chart);
    check(`${key}: table changes with the slider`, after.table !== before.table);
    const start = Number(JSON.parse(after.chart)[0]);
    check(`${key}: chart starts at the slider's value`, Math.abs(start - parseFloat(spoken)) < 1e-9, `${start}`);
    check(`${key}: settings are in the address`, new URL(page.url()).searchParams.get(key) === String(parseFloat(spoken)));
    return JSON.parse(after.chart).length;
}

async function downloaded(page, series, years) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Download CSV')]);
    const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
    check('the download holds every year of every series', lines.length === 1 + series * years, `${lines.length} lines`);
}

async function scenarios(page) {
    await page.goto(new URL('#token=browser-test', base).href);
    await page.waitForSelector('[data-fan="cost-sharing canopy-cover"] .chart svg text');
    check('the token leaves the address bar', !page.url().includes('token'), page.url());
    check('the model is the watershed at first', (await page.inputValue('[data-preset]')) === 'watershed');
    const before = await shown(page, 'cost-sharing canopy-cover');
    check('fan chart is drawn', before.drawn && JSON.parse(before.chart).length > 5);
    const units = await page.locator('[data-indicator] h3 .unit').allTextContents();
    check('each indicator has its unit', units.length === 6 && units.includes('t per year, less is better'), units.join(' | '));
    const additionality = await page.locator('[data-effects="sediment-yield"] tbody tr').allTextContents();
    check('effects are told, those against no project first', additionality.length === 6 && additionality[0].startsWith('No project'),
        additionality[0]);
    await screenshot(page, 'scenarios');
    await accessible(page, 'scenarios');

    await page.click('[data-money] summary');
    await page.waitForSelector('[data-fan="credit-trading net-cash-flow/investor"] .chart svg text');
    check('money of five parties is drawn when asked for', await page.locator('[data-money] .fan').count() === 15);
    await accessible(page, 'scenarios with money');

    const years = await slide(page, 'initial-cover', 'cost-sharing canopy-cover');
    await downloaded(page, 4 * 11, years);
    await screenshot(page, 'scenarios-moved');
    await page.getByRole('button', { name: 'Let initial canopy cover vary' }).click();
    await page.waitForFunction((chart) => JSON.stringify(document.querySelector('[data-fan="cost-sharing canopy-cover"] .chart')
        .chart.getOption().series.find(({ id }) => id === 'q50').data) === chart, before.chart, { timeout: 15_000 })
        .catch(() => undefined);
    check('a parameter that varies again gives the first answer', (await shown(page, 'cost-sharing canopy-cover')).chart === before.chart);
}

async function publishedScenarios(page) {
    await page.selectOption('[data-preset]', 'published');
    await page.waitForSelector('[data-fan="cost-sharing forest-health"] .chart svg text');
    check('the preset is in the address', new URL(page.url()).searchParams.get('preset') === 'published', page.url());
    check('other indicators, other charts', await page.locator('[data-indicator]').count() === 2);
    await accessible(page, 'scenarios of the published preset');
    const years = await slide(page, 'initialForestHealth', 'cost-sharing forest-health');
    await downloaded(page, 3 * 2, years);
    await screenshot(page, 'scenarios-published');
    await page.selectOption('[data-preset]', 'watershed');
    await page.waitForSelector('[data-fan="cost-sharing canopy-cover"] .chart svg text');
}

async function claim(page) {
    await page.click('nav >> text=Claims');
    await page.waitForSelector('[data-claim]');
    await screenshot(page, 'claims');
    await accessible(page, 'claims');
    await page.click('[data-claim] >> nth=0');
    await page.waitForSelector('[data-claim-id]');
    await page.waitForSelector('[data-milestone]');
    const mint = await page.textContent('[data-kind=mint] [data-identifier=transaction]');
    check('mint transaction is shown', /^0x[0-9a-f]{64}$/.test(mint ?? ''), mint ?? '');
    const cid = await page.textContent('[data-metadata-cid]');
    check('metadata CID is shown', /^b[a-z2-7]{50,}$/.test(cid ?? ''), cid ?? '');
    await page.waitForSelector('[data-pin-target=embedded] [data-pins-verified]');
    await page.waitForFunction(() => !document.querySelector('[data-pin-state]'), undefined, { timeout: 30_000 }).catch(() => undefined);
    const held = await page.textContent('[data-pin-target=embedded]');
    check('every document of the claim is held and read back', await page.locator('[data-pin-state]').count() === 0, held ?? '');
    await page.waitForSelector('[data-evidence]');
    check('evidence of the observations is listed', await page.locator('[data-evidence] a[href^="/ipfs/"]').count() > 0);
    check('the page on the schemas is linked', await page.locator('footer a[href="/schemas"]').count() === 1);
    await page.waitForSelector('[data-revision]');
    const first = await page.textContent('[data-revision="owner 1"]');
    check("the owner's first revision is the forecast", /projected/.test(first ?? ''), first ?? '');
    check('every revision stands', await page.locator('[data-revision]:not([data-standing=valid])').count() === 0);
    check('what is synthetic or a back-test is labelled', await page.locator('main .label').count() > 0);
    await accessible(page, 'claim');
    const settlements = await page.locator('[data-kind=settlement]').allTextContents();
    check('timeline tells how milestones ended', settlements.some(text => /settled.*base units to the beneficiary/.test(text)), settlements.join(' | '));
    const metadata = page.locator('[data-kind=metadata]');
    await metadata.getByRole('button', { name: /recompute/i }).click();
    const result = metadata.locator('[data-check]');
    await result.waitFor();
    check('recomputed hash matches', (await result.getAttribute('data-check')) === 'match', (await result.textContent()) ?? '');
    await screenshot(page, 'claim');
    await accessible(page, 'claim after recomputing');
}

async function portfolio(page) {
    await page.click('nav >> text=Portfolio');
    await page.waitForSelector('[data-table="portfolio"] tbody tr');
    await page.waitForSelector('.track .chart svg text');
    const rows = await page.locator('[data-table="portfolio"] tbody tr').count();
    const coverage = await page.textContent('[data-figure=coverage]');
    check('portfolio lists resolved forecasts', rows > 0, `${rows} rows, ${coverage} inside`);
    const figures = await page.textContent('.figures');
    check('portfolio says up to which block it knows', /As of block [\d,]+\./.test(figures), figures);
    await screenshot(page, 'portfolio');
    await accessible(page, 'portfolio');
}

async function narrow(page) {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [name, link] of [['portfolio', 'Portfolio'], ['claims', 'Claims'], ['scenarios', 'Scenarios']]) {
        await page.click(`nav >> text=${link}`);
        await page.waitForSelector({ portfolio: '.track svg', claims: '[data-claim]', scenarios: '.fan svg' }[name]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        check(`${name} fits a 390 pixel screen`, overflow <= 0, `${overflow} pixels over`);
        await screenshot(page, `${name}-narrow`);
    }
    await page.click('nav >> text=Claims');
    await page.click('[data-claim] >> nth=0');
    await page.waitForSelector('[data-milestone]');
    check('claim fits a 390 pixel screen', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await screenshot(page, 'claim-narrow');
}

async function dark(page) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const [name, ready] of [['Scenarios', '.fan svg text'], ['Portfolio', '.track svg text']]) {
        await page.click(`nav >> text=${name}`);
        await page.waitForSelector(ready);
        await accessible(page, `${name.toLowerCase()} in the dark`);
        await screenshot(page, `${name.toLowerCase()}-dark`);
    }
}

mkdirSync(resolve(directory), { recursive: true });
const browser = await launch();
try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    for (const part of [scenarios, publishedScenarios, claim, portfolio, narrow, dark]) {
        try {
            await part(page);
        } catch (failure) {
            check(part.name, false, failure.message);
            await screenshot(page, `${part.name}-failed`);
        }
    }
    check('no error in the browser\'s console', errors.length === 0, errors.join('; '));
} finally {
    await browser.close();
}
console.log(failures.length === 0 ? 'all checks passed' : `${failures.length} failed: ${failures.join(', ')}`);
process.exitCode = failures.length === 0 ? 0 : 1;
