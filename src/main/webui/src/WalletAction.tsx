// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { api, type WalletCall, type WalletStep } from './api';
import { Identifier } from './Identifier';
import { announce } from './live';
import { readToken } from './token';
import { account, hasEnded, outcome, send } from './wallet';

const pause = 1000;

interface Properties {
    label: string;
    /** Prepares the next step for an address; a step without a call means that nothing is left to do. */
    prepare: (from: string, terms: string | null) => Promise<WalletStep>;
    onDone: () => void;
}

/** Something that a person does with a wallet of their own: prepare, read, sign, follow until it is final. */
export function WalletAction({ label, prepare, onDone }: Properties) {
    const [step, setStep] = useState<WalletStep | null>(null);
    const [error, setError] = useState<string | null>(null);
    const [busy, setBusy] = useState(false);
    const gone = useRef(false);
    useEffect(() => {
        gone.current = false;
        return () => {
            gone.current = true;
        };
    }, []);
    const locked = readToken() === null;

    const run = async (work: () => Promise<void>) => {
        setBusy(true);
        setError(null);
        try {
            await work();
        } catch (failure) {
            setError(failure instanceof Error ? failure.message : String(failure));
        }
        setBusy(false);
    };
    const show = (next: WalletStep) => {
        setStep(next);
        if (!next.call) {
            announce('Done.');
            onDone();
        }
    };
    const follow = async (first: WalletCall, from: WalletStep) => {
        let call = first;
        setStep({ ...from, call });
        while (!hasEnded(call) && !gone.current) {
            await new Promise((resolve) => setTimeout(resolve, pause));
            call = await api.walletCall(call.key);
            setStep({ ...from, call });
        }
        announce(outcome(call));
        if (call.state === 'FINAL') {
            await advance(call.from, from);
        }
    };
    /** Contracts may need a second step, such as a deposit after its approval. */
    const advance = async (from: string, before: WalletStep) => {
        if (before.terms) {
            show(await prepare(from, before.terms));
        } else {
            onDone();
        }
    };
    const begin = () =>
        run(async () => {
            const next = await prepare(await account(), null);
            if (next.call && next.call.state !== 'PREPARED') {
                await follow(next.call, next);
            } else {
                show(next);
            }
        });
    const sign = (call: WalletCall) => run(async () => follow(await send(call), step!));

    const call = step?.call;
    return (
        <div className="wallet" data-wallet={call?.state ?? (step ? 'DONE' : 'NONE')} data-replacement={call?.replacement ?? undefined}>
            <Button isDisabled={locked || busy} onPress={begin}>{label}</Button>
            {error && <p className="notice error" role="alert">{error}</p>}
            {step && step.lines.length > 0 && <pre className="wallet-terms"><code>{step.lines.join('\n')}</code></pre>}
            {step && !call && <p className="notice">Done: nothing is left to sign.</p>}
            {call && (
                <>
                    <Call call={call} />
                    {call.state === 'PREPARED' && (
                        <Button isDisabled={busy} onPress={() => sign(call)}>Sign and send with your wallet</Button>
                    )}
                </>
            )}
        </div>
    );
}

function Call({ call }: { call: WalletCall }) {
    return (
        <>
            <p className="notice" role="status">{outcome(call)}</p>
            <p className="wallet-meaning"><code>{call.meaning}</code></p>
            <dl className="facts stacked">
                <div><dt>Chain</dt><dd>{call.chainId}</dd></div>
                <div><dt>You</dt><dd><code>{call.from}</code></dd></div>
                <div><dt>Contract</dt><dd><code>{call.to}</code></dd></div>
                <div><dt>Hash of the call</dt><dd><code data-call-hash>{call.hash}</code></dd></div>
                {call.transaction && (
                    <div><dt>Transaction</dt><dd><Identifier name="transaction" value={call.transaction} /></dd></div>
                )}
            </dl>
            <details>
                <summary>Data that your wallet signs</summary>
                <p className="identifier"><code>{call.data}</code></p>
            </details>
        </>
    );
}
