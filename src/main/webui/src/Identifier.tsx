// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { recompute, type HashCheck } from './cid';
import { announce } from './live';

interface Properties {
    name: string;
    value: string;
}

/** A hash or address in full, broken where the column ends, so that it can be compared and copied. */
export function Identifier({ name, value }: Properties) {
    return (
        <span className="identifier">
            <span className="identifier-name">{name}</span> <code data-identifier={name}>{value}</code>
        </span>
    );
}

/** A CID with its document and a check that names the bytes again in this browser. */
export function CidLink({ value }: { value: string }) {
    const [check, setCheck] = useState<HashCheck | 'running' | null>(null);
    const run = async () => {
        setCheck('running');
        const result = await recompute(value).catch(
            (failure: unknown): HashCheck => ({ outcome: 'unavailable', reason: String(failure) }),
        );
        setCheck(result);
        announce(sentence(result));
    };
    return (
        <span className="identifier">
            <span className="identifier-name">CID</span>{' '}
            <a href={`/ipfs/${value}`} target="_blank" rel="noreferrer">
                <code data-identifier="CID">{value}</code>
                <span className="visually-hidden"> (opens the document)</span>
            </a>{' '}
            <Button className="small" onPress={run} isDisabled={check === 'running'}>
                Recompute hash in your browser
            </Button>
            {check && check !== 'running' && <CheckResult check={check} />}
        </span>
    );
}

function CheckResult({ check }: { check: HashCheck }) {
    const mark = { match: '✓', mismatch: '✗', unavailable: '?' }[check.outcome];
    return (
        <span className={`check check-${check.outcome}`} data-check={check.outcome}>
            <span aria-hidden="true">{mark}</span> {sentence(check)}
        </span>
    );
}

function sentence(check: HashCheck): string {
    switch (check.outcome) {
        case 'match':
            return `Match: ${check.bytes.toLocaleString('en')} bytes hash to this CID.`;
        case 'mismatch':
            return `Mismatch: the ${check.bytes.toLocaleString('en')} bytes received hash to ${check.cid}.`;
        case 'unavailable':
            return `Not checked. ${check.reason}`;
    }
}
