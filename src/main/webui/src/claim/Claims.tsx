// SPDX-License-Identifier: Apache-2.0
import { api } from '../api';
import { shortened } from '../format';
import { Labels } from '../Labels';
import { useResource } from '../resource';
import { paths } from '../route';
import { OwnProject } from './OwnProject';

export function Claims() {
    const { value, error } = useResource('claims', api.claims, { repeat: () => 5000 });
    return (
        <>
            <header className="view-head">
                <h1 tabIndex={-1}>Claims</h1>
                <p className="lead">
                    Each claim is a hypercert: a forecast that nobody can change any more, with everything that was observed,
                    attested and paid since.
                </p>
            </header>
            {error && <p className="notice error" role="alert">{error}</p>}
            {!value && !error && <p className="notice">Loading…</p>}
            {value?.length === 0 && <p className="notice">No claim has been minted yet. The first appears when the loop mints it.</p>}
            <ul className="claims">
                {value?.map((claim) => (
                    <li key={claim.id} className="card claim-card">
                        <div className="claim-title">
                            <h2><a href={paths.claim(claim.id)} data-claim={claim.id}>{claim.projectName}</a></h2>
                            <Labels {...claim} />
                        </div>
                        <dl className="facts">
                            <div><dt>State</dt><dd>{claim.state.toLowerCase().replaceAll('_', ' ')}</dd></div>
                            {claim.mintTransaction && (
                                <div><dt>Minted in</dt><dd><code title={claim.mintTransaction}>{shortened(claim.mintTransaction)}</code></dd></div>
                            )}
                            <div><dt>Claim</dt><dd><code>{claim.id}</code></dd></div>
                        </dl>
                    </li>
                ))}
            </ul>
            <OwnProject />
        </>
    );
}
