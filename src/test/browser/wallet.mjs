// SPDX-License-Identifier: Apache-2.0
// Mints, deposits and attests through the dashboard of a running service with a wallet in the browser. The wallet is a small
// EIP-1193 provider: it asks the service's own node, which signs for the given account. Exit code 0: every check passed.
//
//   node src/test/browser/wallet.mjs BASE_URL#token=… NODE_URL ACCOUNT PROJECT_FILE
//
// The account needs tokens of the contract, and accreditation as a verifier; the loop must be complete.
import { accessibility, launch } from './chromium.mjs';

const [base, node, account, project] = process.argv.slice(2);
const token = new URL(base).hash.slice('#token='.length);
const failures = [];

function check(name, passed, detail = '') {
    console.log(`${passed ? 'pass' : 'FAIL'}  ${name}${detail ? `: ${detail}` : ''}`);
    if (!passed) {
        failures.push(name);
    }
}

async function rpc(method, params = []) {
    const response = await fetch(node, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const { result, error } = await response.json();
    if (error) {
        throw new Error(error.message);
    }
    return result;
}

/** How the wallet behaves; the checks change it. */
const wallet = { chain: null, refuses: false };

async function answer({ method, params = [] }) {
    switch (method) {
        case 'eth_requestAccounts':
            return { result: [account] };
        case 'eth_chainId':
            return { result: wallet.chain ?? (await rpc('eth_chainId')) };
        case 'wallet_switchEthereumChain':
            return { error: { code: 4902, message: 'unknown chain' } };
        case 'eth_sendTransaction':
            return wallet.refuses
                ? { error: { code: 4001, message: 'User rejected the request.' } }
                : { result: await rpc(method, [{ ...params[0], gas: '0x200000' }]) };
        default:
            return { result: await rpc(method, params) };
    }
}

async function inject(context) {
    await context.exposeFunction('askWallet', answer);
    await context.addInitScript(() => {
        window.ethereum = {
            request: async (call) => {
                const { result, error } = await window.askWallet(call);
                if (error) {
                    throw Object.assign(new Error(error.message), { code: error.code });
                }
                return result;
            },
        };
    });
}

const sign = (action) => action.getByRole('button', { name: 'Sign and send with your wallet' });
const alert = async (action) => (await action.getByRole('alert').textContent()) ?? '';

async function reaches(action, state, replacement) {
    const wanted = `[data-wallet="${state}"]${replacement ? `[data-replacement="${replacement}"]` : ''}`;
    await action.and(action.page().locator(wanted)).waitFor({ timeout: 20_000 }).catch(() => undefined);
    return (await action.getAttribute('data-wallet')) === state
        && (!replacement || (await action.getAttribute('data-replacement')) === replacement);
}

const said = async (action) => (await action.getByRole('status').textContent()) ?? '';

const text = async (action) => (await action.textContent()) ?? '';

async function published(page) {
    await page.goto(base);
    await page.click('nav >> text=Claims');
    await page.locator('.own-project input[type=file]').setInputFiles(project);
    await page.waitForSelector('.own-project [data-identifier=CID]');
    await page.getByRole('button', { name: /^Run forecast/ }).click();
    const mint = page.locator('.own-project .wallet');
    await mint.waitFor();
    return mint;
}

async function refusals(page, mint) {
    const prepare = mint.getByRole('button', { name: 'Mint with your wallet' });
    await page.evaluate(() => {
        window.kept = window.ethereum;
        delete window.ethereum;
    });
    await prepare.click();
    check('a browser without wallet is told so', /has no wallet/.test(await alert(mint)));
    await page.evaluate(() => {
        window.ethereum = window.kept;
    });
    await prepare.click();
    check('the call is shown before anything is signed', await reaches(mint, 'PREPARED'));
    const shown = await text(mint);
    check('in words, with its hash', /mintClaim\(account/.test(shown) && /0x[0-9a-f]{64}/.test(await mint.locator('[data-call-hash]').textContent()));

    wallet.chain = '0x1';
    await sign(mint).click();
    const wrong = await alert(mint);
    check('a wallet on another chain signs nothing', /on chain 1, this is for chain 31337/.test(wrong), wrong);
    wallet.chain = null;
    wallet.refuses = true;
    await sign(mint).click();
    await page.waitForFunction(() => /refused it/.test(document.querySelector('.own-project .wallet [role=alert]')?.textContent ?? ''));
    check('a refused signature is told', true, await alert(mint));
    wallet.refuses = false;
    check('nothing was sent until now', Number(await rpc('eth_getTransactionCount', [account, 'latest'])) === 0);
}

/** The wallet replaces a waiting transaction by another one with the same nonce and higher fees. */
async function instead(mint, transaction) {
    await rpc('evm_setAutomine', [false]);
    await sign(mint).click();
    const waits = await reaches(mint, 'SENT');
    const nonce = await rpc('eth_getTransactionCount', [account, 'latest']);
    const fee = '0x2540be4000';
    await rpc('eth_sendTransaction', [{ from: account, nonce, gas: '0x200000', maxFeePerGas: fee, maxPriorityFeePerGas: fee, ...transaction }]);
    await rpc('evm_mine');
    await rpc('evm_setAutomine', [true]);
    return waits;
}

async function mints(mint) {
    const prepare = mint.getByRole('button', { name: 'Mint with your wallet' });
    check('a sent transaction is followed', await instead(mint, { to: account }));
    check('a cancellation sets the intent free', await reaches(mint, 'FREE', 'CANCELLATION'), await said(mint));
    await prepare.click();
    await reaches(mint, 'PREPARED');
    await instead(mint, { to: '0x00000000000000000000000000000000000000aa', value: '0x1' });
    check('so does a nonce used for something else', await reaches(mint, 'FREE', 'OTHER_CALL'), await said(mint));
    await prepare.click();
    await reaches(mint, 'PREPARED');
    const { to, data } = await (await fetch(new URL(`/api/v1/wallet/calls?key=${encodeURIComponent(await keyOf(mint))}`, base))).json();
    await instead(mint, { to, data });
    check('the same call with higher fees is the same intent', await reaches(mint, 'FINAL', 'SAME_CALL'), await said(mint));
}

/** The mint's key names forecast and party. */
async function keyOf(mint) {
    const cids = await mint.page().locator('.own-project [data-identifier=CID]').allTextContents();
    return `wallet-mint/${cids[1]}/${account.toLowerCase()}`;
}

async function write(path, body) {
    return fetch(new URL(`/api/v1${path}`, base), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body,
    });
}

async function deposits(page) {
    await page.getByRole('link', { name: 'Open the claim' }).click();
    const id = await page.locator('[data-claim-id]').textContent();
    check('the wallet owns the claim', (await text(page.locator('.claim'))).includes(account));
    const created = await write(`/claims/${encodeURIComponent(id)}/contracts?funded=false`, '');
    check('a contract without deposit is created', created.ok, `${created.status}`);
    const deposit = page.locator('[data-missing] .wallet');
    await deposit.waitFor({ timeout: 20_000 });
    await deposit.getByRole('button', { name: 'Deposit with your wallet' }).click();
    check('the terms are shown before anything is signed', await reaches(deposit, 'PREPARED')
        && /approve\(the contract/.test(await text(deposit)) && /terms +0x[0-9a-f]{64}/.test(await text(deposit)));
    const { grave } = await accessibility(page);
    check('the terms are accessible', grave.length === 0, grave.join('; '));
    await sign(deposit).click();
    await page.waitForFunction(() => /fund\(/.test(document.querySelector('[data-missing] .wallet-meaning')?.textContent ?? ''));
    check('after the approval the deposit is prepared', await reaches(deposit, 'PREPARED'));
    await sign(deposit).click();
    await page.locator('[data-missing]').waitFor({ state: 'detached', timeout: 20_000 });
    check('after the deposit nothing is missing', true);
}

async function attests(page) {
    await page.click('nav >> text=Claims');
    await page.locator('[data-claim]', { hasNotText: 'wallet' }).first().click();
    const attest = page.locator('[data-observation] .wallet').first();
    await attest.waitFor();
    await attest.getByRole('button', { name: 'Attest with your wallet' }).click();
    await reaches(attest, 'PREPARED');
    await sign(attest).click();
    check('the attestation becomes final', await reaches(attest, 'FINAL'), await said(attest));
}

const browser = await launch();
try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    await rpc('anvil_impersonateAccount', [account]);
    await inject(context);
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    try {
        const mint = await published(page);
        await refusals(page, mint);
        await mints(mint);
        await deposits(page);
        await attests(page);
    } catch (failure) {
        check('the script goes through', false, failure.message);
    }
    check('no error in the page', errors.length === 0, errors.join('; '));
} finally {
    await rpc('evm_setAutomine', [true]);
    await rpc('anvil_stopImpersonatingAccount', [account]);
    await browser.close();
}
console.log(failures.length === 0 ? 'all checks passed' : `${failures.length} failed: ${failures.join(', ')}`);
process.exitCode = failures.length === 0 ? 0 : 1;
