// SPDX-License-Identifier: Apache-2.0
import { api, type Claim } from '../api';
import { nameOf } from '../format';
import { CidLink } from '../Identifier';
import { useResource } from '../resource';
import { WalletAction } from '../WalletAction';

/** What was observed, for accredited verifiers to attest with wallets of their own. */
export function Observations({ claim }: { claim: Claim }) {
    const { value, error } = useResource(claim.id, (signal) => api.observations(claim.id, signal), { repeat: () => 15000 });
    return (
        <section className="card" aria-labelledby="observations">
            <h2 id="observations">Observations</h2>
            {error && <p className="notice error" role="alert">{error}</p>}
            <p className="explain">
                {value?.length === 0
                    ? 'Nothing has been observed of this claim yet.'
                    : 'An accredited verifier attests an observation with a wallet of its own.'}
            </p>
            <ul className="observations">
                {value?.map(({ cid, observation }) => (
                    <li key={cid} data-observation={cid}>
                        <h3>{nameOf(observation.indicator)} {observation.year}</h3>
                        <CidLink value={cid} />
                        <WalletAction
                            label="Attest with your wallet"
                            prepare={(from) => api.prepareAttestation(claim.id, cid, from)}
                            onDone={() => undefined}
                        />
                    </li>
                ))}
            </ul>
        </section>
    );
}
