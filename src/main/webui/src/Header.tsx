// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { api, type Status } from './api';
import { shortened } from './format';
import { announce } from './live';
import { useResource } from './resource';
import { paths, type Route } from './route';

const sections = [
    { view: 'scenarios', href: paths.scenarios, name: 'Scenarios' },
    { view: 'claims', href: paths.claims, name: 'Claims' },
    { view: 'portfolio', href: paths.portfolio, name: 'Portfolio' },
] as const;

export function Header({ route }: { route: Route }) {
    const current = route.view === 'claim' ? 'claims' : route.view;
    return (
        <header className="top">
            <div className="top-inner">
                <a className="brand" href={paths.scenarios}>
                    <img src="./headwater.svg" alt="" width="30" height="30" /> Headwater
                </a>
                <nav aria-label="Views">
                    {sections.map(({ view, href, name }) => (
                        <a key={view} href={href} aria-current={view === current ? 'page' : undefined}>{name}</a>
                    ))}
                </nav>
                <LoopStatus />
            </div>
        </header>
    );
}

function sentence({ loop }: Status): string {
    const last = loop.steps.at(-1)?.name;
    switch (loop.state) {
        case 'complete':
            return 'Loop complete';
        case 'failed':
            return `Loop failed${last ? ` after ${last}` : ''}`;
        case 'running':
            return last ? `Loop running: ${last}` : 'Loop starting';
        default:
            return 'Serving';
    }
}

const marks = { running: '◌', complete: '✓', failed: '✗' };

function LoopStatus() {
    const { value, error } = useResource('status', api.status, {
        repeat: (status) => (status?.loop.state === 'running' || !status ? 1500 : 10_000),
    });
    const message = error ? 'Service not reachable' : value ? sentence(value) : 'Connecting';
    const state = error ? 'failed' : (value?.loop.state ?? 'running');
    useEffect(() => announce(message), [message]);
    return (
        <DialogTrigger>
            <Button className={`status status-${state}`} isDisabled={!value}>
                <span aria-hidden="true">{marks[state] ?? '·'}</span> {message}
            </Button>
            {value && (
                <Popover className="popover" placement="bottom end">
                    <Dialog className="steps-dialog">
                        <Heading slot="title">The loop, step by step</Heading>
                        <p className="explain">
                            Version {value.version}, chain {value.chainId}{value.embedded ? ' (embedded, demonstration only)' : ''}.
                        </p>
                        <Steps status={value} />
                    </Dialog>
                </Popover>
            )}
        </DialogTrigger>
    );
}

function Steps({ status }: { status: Status }) {
    return (
        <ol className="steps">
            {status.loop.steps.map((step, index) => (
                <li key={index}>
                    <strong>{step.name}</strong> {step.detail}
                    <span className="unit">
                        {[
                            step.cid && shortened(step.cid),
                            step.transaction && shortened(step.transaction),
                            step.gas && `${Number(step.gas).toLocaleString('en')} gas`,
                            step.milliseconds && `${step.milliseconds.toLocaleString('en')} ms`,
                        ].filter(Boolean).join(' · ')}
                    </span>
                </li>
            ))}
        </ol>
    );
}
