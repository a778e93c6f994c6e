// SPDX-License-Identifier: Apache-2.0
import { api, type WalletCall } from './api';

/** What a wallet puts into the page (EIP-1193). */
interface Provider {
    request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

declare global {
    interface Window {
        ethereum?: Provider;
    }
}

/** The codes of EIP-1193 and EIP-3085 that a person can do something about. */
const refusedByPerson = 4001;

/** What went wrong between this page and the wallet, as a sentence. */
export class WalletError extends Error {}

function provider(): Provider {
    if (!window.ethereum) {
        throw new WalletError('This browser has no wallet. Install one, or sign with a key file on the command line.');
    }
    return window.ethereum;
}

async function ask<T>(method: string, params: unknown[] = []): Promise<T> {
    try {
        return (await provider().request({ method, params })) as T;
    } catch (failure) {
        throw failure instanceof WalletError ? failure : new WalletError(sentence(failure));
    }
}

function sentence(failure: unknown): string {
    const { code, message } = failure as { code?: number; message?: string };
    return code === refusedByPerson
        ? 'You refused it in your wallet. Nothing was sent.'
        : `Your wallet says: ${message ?? String(failure)}`;
}

/** The address that the person lets this page use. */
export async function account(): Promise<string> {
    const [first] = await ask<string[]>('eth_requestAccounts');
    if (!first) {
        throw new WalletError('Your wallet shows no account to this page.');
    }
    return first;
}

async function chainId(): Promise<number> {
    return Number(await ask<string>('eth_chainId'));
}

async function requireChain(wanted: number): Promise<void> {
    if ((await chainId()) === wanted) {
        return;
    }
    await ask('wallet_switchEthereumChain', [{ chainId: `0x${wanted.toString(16)}` }]).catch(() => undefined);
    const found = await chainId();
    if (found !== wanted) {
        throw new WalletError(`Your wallet is on chain ${found}, this is for chain ${wanted}. Switch it, then sign. Nothing was sent.`);
    }
}

/** Lets the wallet sign and send a prepared call, and tells the service what to follow. */
export async function send(call: WalletCall): Promise<WalletCall> {
    await requireChain(call.chainId);
    const { from, to, data, value } = call;
    const hash = await ask<string>('eth_sendTransaction', [{ from, to, data, value }]);
    return api.followWallet({ key: call.key, hash: hash.toLowerCase(), nonce: await nonceOf(hash) });
}

/** A wallet that replaces the transaction at once may not show it any more; then the service looks for it. */
async function nonceOf(hash: string): Promise<number | null> {
    const shown = await ask<{ nonce?: string } | null>('eth_getTransactionByHash', [hash]).catch(() => null);
    return shown?.nonce ? Number(shown.nonce) : null;
}

export function hasEnded({ state }: WalletCall): boolean {
    return state === 'FINAL' || state === 'REVERTED' || state === 'FREE';
}

/** What became of it, for the person who signed. */
export function outcome({ state, replacement, reason }: WalletCall): string {
    const instead = {
        SAME_CALL: ' Your wallet sent it again with other fees.',
        CANCELLATION: ' Your wallet cancelled it.',
        OTHER_CALL: ' Your wallet used its nonce for something else.',
    };
    const also = replacement ? instead[replacement] : '';
    switch (state) {
        case 'PREPARED':
            return 'Simulated: the contract would take it. Nothing is signed yet.';
        case 'ANNOUNCED':
            return 'Your wallet says that it sent it; no node shows it yet.';
        case 'SENT':
            return `Sent, in no block yet.${also}`;
        case 'INCLUDED':
            return `In a block, not final yet.${also}`;
        case 'FINAL':
            return `Final.${also}`;
        case 'REVERTED':
            return `The contract refused it: ${reason ?? 'no reason is known'}. You can try again.`;
        case 'FREE':
            return `It was not done.${also} You can try again.`;
    }
}
