// SPDX-License-Identifier: Apache-2.0
import { api, type Claim } from '../api';
import { Identifier } from '../Identifier';
import { LabelNotice, Labels } from '../Labels';
import { useResource } from '../resource';
import { paths } from '../route';
import { Contracts } from './Contracts';
import { EvidenceFiles } from './EvidenceFiles';
import { Fractions } from './Fractions';
import { Observations } from './Observations';
import { Pins } from './Pins';
import { Timeline } from './Timeline';
import { Updates } from './Updates';

export function ClaimPage({ id }: { id: string }) {
    const { value, error } = useResource(id, (signal) => api.claim(id, signal), { repeat: () => 5000 });
    return (
        <>
            <p className="breadcrumb"><a href={paths.claims}>← All claims</a></p>
            {error && <p className="notice error" role="alert">{error}</p>}
            <header className="view-head">
                <div className="claim-title">
                    <h1 tabIndex={-1}>{value?.projectName ?? 'Claim'}</h1>
                    {value && <Labels {...value} />}
                </div>
                {value && <LabelNotice {...value} />}
            </header>
            {value && <ClaimDetails claim={value} />}
        </>
    );
}

function ClaimDetails({ claim }: { claim: Claim }) {
    return (
            <div className="claim">
                <section className="card" aria-labelledby="timeline">
                    <h2 id="timeline">From project to payment</h2>
                    <Timeline events={claim.timeline} />
                </section>
                <div className="claim-side">
                    <section className="card" aria-labelledby="certificate">
                        <h2 id="certificate">The hypercert</h2>
                        <Certificate claim={claim} />
                    </section>
                    <Fractions claimId={claim.id} />
                    <Contracts claimId={claim.id} />
                    <Updates claimId={claim.id} />
                    <Observations claim={claim} />
                    <EvidenceFiles claim={claim} />
                    <Pins claim={claim} />
                </div>
            </div>
    );
}

function Certificate({ claim }: { claim: Claim }) {
    return (
        <dl className="facts stacked">
            <div><dt>State</dt><dd>{claim.state.toLowerCase().replaceAll('_', ' ')}</dd></div>
            {claim.units && <div><dt>Units</dt><dd>{BigInt(claim.units).toLocaleString('en')}</dd></div>}
            <div><dt>Owner</dt><dd><code>{claim.owner}</code></dd></div>
            <div><dt>Claim</dt><dd><code data-claim-id>{claim.id}</code></dd></div>
            <div>
                <dt>Metadata</dt>
                <dd><a href={`/ipfs/${claim.metadataCid}`} target="_blank" rel="noreferrer"><code data-metadata-cid>{claim.metadataCid}</code></a></dd>
            </div>
            {claim.mintTransaction && (
                <div><dt>Minted by</dt><dd><Identifier name="transaction" value={claim.mintTransaction} /></dd></div>
            )}
            <div>
                <dt>Updates</dt>
                <dd>The metadata was set once and can never change. What came later stands beside it, in the timeline.</dd>
            </div>
        </dl>
    );
}
