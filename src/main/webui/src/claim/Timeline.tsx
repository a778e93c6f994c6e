// SPDX-License-Identifier: Apache-2.0
import type { EventKind, TimelineEvent } from '../api';
import { time } from '../format';
import { CidLink, Identifier } from '../Identifier';

const kinds: Record<EventKind, { name: string; path: string }> = {
    project: { name: 'Project', path: 'M3 17l6-10 4 6 2-3 5 7z' },
    forecast: { name: 'Forecast', path: 'M4 18c5 0 6-9 16-11M4 18c6 0 8-3 16-3' },
    metadata: { name: 'Metadata', path: 'M7 4h7l4 4v12H7zM10 12h5M10 16h5' },
    mint: { name: 'Mint', path: 'M12 4l7 4v8l-7 4-7-4V8zM9 12l2 2 4-4' },
    contract: { name: 'Contract', path: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7' },
    observation: { name: 'Observation', path: 'M3 12c5-7 13-7 18 0-5 7-13 7-18 0zM12 10v4M10 12h4' },
    verification: { name: 'Verification', path: 'M10 4a6 6 0 1 0 .1 0M15 15l5 5M8 10l2 2 3-4' },
    attestation: { name: 'Attestation', path: 'M5 19c3-6 4-12 7-12s0 9 3 9 2-4 4-4M4 21h16' },
    revision: { name: 'Revision', path: 'M5 4h10l4 4v12H5zM8 11h8M8 15h8M8 7h4' },
    revocation: { name: 'Revocation', path: 'M12 4a8 8 0 1 0 .1 0M7 7l10 10' },
    dispute: { name: 'Dispute', path: 'M12 4v12M12 20v.5M4 8l4-4M20 8l-4-4' },
    bond: { name: 'Bond', path: 'M6 11V8a6 6 0 0 1 12 0v3M5 11h14v9H5z' },
    settlement: { name: 'Settlement', path: 'M4 12l5 5L20 6' },
    'hold-back': { name: 'Hold-back', path: 'M7 4h10M7 20h10M8 4c0 8 8 8 8 16M16 4c0 8-8 8-8 16' },
    payment: { name: 'Payment', path: 'M4 7h16v10H4zM12 10a2 2 0 1 0 .1 0' },
};

export function Timeline({ events }: { events: TimelineEvent[] }) {
    return (
        <ol className="timeline">
            {events.map((event, index) => (
                <li key={`${event.kind} ${event.uid ?? event.cid ?? event.transaction} ${index}`} className="event" data-kind={event.kind}>
                    <Icon kind={event.kind} />
                    <div className="event-body">
                        <p className="event-kind">{kinds[event.kind]?.name ?? event.kind}</p>
                        <h3>{event.title}</h3>
                        {event.detail && <p>{event.detail}</p>}
                        <Evidence event={event} />
                    </div>
                </li>
            ))}
        </ol>
    );
}

function Icon({ kind }: { kind: EventKind }) {
    return (
        <span className="event-icon" aria-hidden="true">
            <svg viewBox="0 0 24 24"><path d={kinds[kind]?.path ?? 'M12 4v16'} /></svg>
        </span>
    );
}

function Evidence({ event }: { event: TimelineEvent }) {
    return (
        <div className="evidence">
            {event.cid && <CidLink value={event.cid} />}
            {event.transaction && <Identifier name="transaction" value={event.transaction} />}
            {event.uid && <Identifier name="attestation" value={event.uid} />}
            <p className="event-time">
                {event.time && <time dateTime={event.time}>{time(event.time)}</time>}
                {event.gas && <span>{Number(event.gas).toLocaleString('en')} gas</span>}
            </p>
        </div>
    );
}
