// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { api, type Fraction, type FractionChange } from '../api';
import { announce } from '../live';
import { useResource } from '../resource';
import { readToken } from '../token';

const receivers = ['investor', 'government', 'dam-operator', 'ngo', 'forest-owner'];

const amount = (units: string) => BigInt(units).toLocaleString('en');

/** A fraction's number within its claim; token ids have 39 digits and more. */
const numberOf = ({ tokenId }: Fraction) => (BigInt(tokenId) & ((1n << 128n) - 1n)).toString();

export function Fractions({ claimId }: { claimId: string }) {
    const [changes, setChanges] = useState(0);
    const { value, error } = useResource(`${claimId} ${changes}`, (signal) => api.fractions(claimId, signal), {
        repeat: () => 5000,
    });
    return (
        <section className="card fractions" aria-labelledby="fractions">
            <h2 id="fractions">Fractions and holders</h2>
            {error && <p className="notice error" role="alert">{error}</p>}
            {value && (
                <>
                    <p className="explain">
                        {amount(value.units)} units: {amount(value.burned)} burned, {amount(value.unclaimed)} not taken from an
                        allow list yet, the rest in {value.fractions.length} fractions.
                    </p>
                    <Holders
                        claimId={claimId}
                        fractions={value.fractions}
                        onChanged={() => setChanges((count) => count + 1)}
                    />
                </>
            )}
        </section>
    );
}

interface HoldersProperties {
    claimId: string;
    fractions: Fraction[];
    onChanged: () => void;
}

function Holders({ claimId, fractions, onChanged }: HoldersProperties) {
    const [chosen, setChosen] = useState<string[]>([]);
    const selected = fractions.filter(({ tokenId }) => chosen.includes(tokenId));
    const toggle = (tokenId: string) =>
        setChosen((last) => (last.includes(tokenId) ? last.filter((id) => id !== tokenId) : [...last, tokenId]));
    return (
        <>
            <table>
                <thead>
                    <tr><th scope="col">Fraction</th><th scope="col">Holder</th><th scope="col">Units</th></tr>
                </thead>
                <tbody>
                    {fractions.map((fraction) => (
                        <tr key={fraction.tokenId}>
                            <td>
                                <label>
                                    <input
                                        type="checkbox"
                                        checked={chosen.includes(fraction.tokenId)}
                                        disabled={!fraction.party}
                                        onChange={() => toggle(fraction.tokenId)}
                                    />{' '}
                                    {numberOf(fraction)}
                                </label>
                            </td>
                            <td>{fraction.party ?? <code>{fraction.owner}</code>}</td>
                            <td>{amount(fraction.units)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
            <Changes
                claimId={claimId}
                selected={selected}
                onChanged={() => {
                    setChosen([]);
                    onChanged();
                }}
            />
        </>
    );
}

interface ChangesProperties {
    claimId: string;
    selected: Fraction[];
    onChanged: () => void;
}

/** What the demonstration key of the holder can do with the chosen fractions, on the local chain. */
function Changes({ claimId, selected, onChanged }: ChangesProperties) {
    const [part, setPart] = useState('');
    const [receiver, setReceiver] = useState(receivers[0]!);
    const [error, setError] = useState<string | null>(null);
    const [busy, setBusy] = useState(false);
    const locked = readToken() === null;
    const one = selected.length === 1 ? selected[0]! : null;
    const holder = selected[0]?.party;
    const mergeable = selected.length > 1 && selected.every(({ party }) => party === holder);
    const splittable = one !== null && /^[1-9][0-9]*$/.test(part) && BigInt(part) < BigInt(one.units);

    const run = async (change: FractionChange, body: Record<string, unknown>) => {
        setBusy(true);
        setError(null);
        try {
            await api.changeFractions(claimId, change, { key: crypto.randomUUID(), holder, ...body });
            announce('The change is final.');
            onChanged();
        } catch (failure) {
            setError(failure instanceof Error ? failure.message : String(failure));
        }
        setBusy(false);
    };
    const off = locked || busy;
    return (
        <div className="fraction-changes">
            {locked && <p className="notice">Changes need the token of the start address.</p>}
            {error && <p className="notice error" role="alert">{error}</p>}
            <p>
                <label>
                    Units of one part <input inputMode="numeric" size={12} value={part} onChange={(event) => setPart(event.target.value)} />
                </label>{' '}
                <Button
                    isDisabled={off || !splittable}
                    onPress={() =>
                        run('splits', { fraction: one!.tokenId, units: [part, (BigInt(one!.units) - BigInt(part)).toString()] })
                    }
                >
                    Split
                </Button>
            </p>
            <p>
                <label>
                    Receiver{' '}
                    <select value={receiver} onChange={(event) => setReceiver(event.target.value)}>
                        {receivers.map((name) => <option key={name}>{name}</option>)}
                    </select>
                </label>{' '}
                <Button
                    isDisabled={off || one === null}
                    onPress={() => run('transfers', { fraction: one!.tokenId, to: receiver })}
                >
                    Transfer
                </Button>
            </p>
            <p>
                <Button
                    isDisabled={off || !mergeable}
                    onPress={() => run('merges', { fractions: selected.map(({ tokenId }) => tokenId) })}
                >
                    Merge
                </Button>{' '}
                <Button isDisabled={off || one === null} onPress={() => run('burns', { fraction: one!.tokenId })}>
                    Burn for ever
                </Button>
            </p>
        </div>
    );
}
