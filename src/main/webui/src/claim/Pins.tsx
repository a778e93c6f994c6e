// SPDX-License-Identifier: Apache-2.0
import { api, type Claim, type Pin } from '../api';
import { time } from '../format';
import { useResource } from '../resource';

/** Where the claim's documents are held, and when they were last read back from there. */
export function Pins({ claim }: { claim: Claim }) {
    const cids = documentsOf(claim);
    const { value, error } = useResource(cids.join(), (signal) => api.pins(cids, signal), { repeat: () => 5000 });
    return (
        <section className="card" aria-labelledby="pins">
            <h2 id="pins">Where the documents are held</h2>
            {error && <p className="notice error" role="alert">{error}</p>}
            <ul className="pins">
                {byTarget(value ?? []).map(([target, pins]) => <Target key={target} target={target} pins={pins} />)}
            </ul>
        </section>
    );
}

function Target({ target, pins }: { target: string; pins: Pin[] }) {
    const verified = pins.filter(({ state }) => state === 'verified');
    const oldest = verified.map(({ verifiedAt }) => verifiedAt ?? '').sort()[0];
    return (
        <li data-pin-target={target}>
            <h3><code>{target}</code></h3>
            <p data-pins-verified={verified.length}>
                {verified.length} of {pins.length} read back in whole and hashed
                {oldest && `, each since ${time(oldest)}`}.
            </p>
            {pins.filter(({ state }) => state !== 'verified').map((pin) => (
                <p key={pin.cid} className="explain" data-pin-state={pin.state}>
                    <strong>{pin.state}</strong> <code>{pin.cid}</code>{pin.reason && `: ${pin.reason}`}
                </p>
            ))}
        </li>
    );
}

function documentsOf(claim: Claim): string[] {
    const later = claim.timeline.flatMap(({ cid }) => cid ?? []);
    return [...new Set([claim.projectCid, claim.forecastCid, claim.metadataCid, ...later])].sort();
}

function byTarget(pins: Pin[]): [string, Pin[]][] {
    const targets = new Map<string, Pin[]>();
    for (const pin of pins) {
        targets.set(pin.target, [...(targets.get(pin.target) ?? []), pin]);
    }
    return [...targets];
}
