// SPDX-License-Identifier: Apache-2.0
import { api, type Addition, type Evaluation, type Revision } from '../api';
import { shortened } from '../format';
import { useResource } from '../resource';

const repeat = () => 15000;

/** What was said after the mint: in sequence by the owner and verifiers, and in the two schemas that other applications read. */
export function Updates({ claimId }: { claimId: string }) {
    const revisions = useResource(claimId, (signal) => api.revisions(claimId, signal), { repeat });
    const evaluations = useResource(claimId, (signal) => api.evaluations(claimId, signal), { repeat });
    const feed = useResource(claimId, (signal) => api.feed(claimId, signal), { repeat });
    const error = revisions.error ?? evaluations.error ?? feed.error;
    return (
        <section className="card" aria-labelledby="updates">
            <h2 id="updates">Said since the mint</h2>
            <p className="explain">
                Attestations beside the claim. Each attester has one sequence; a revision that was taken back keeps its place.
            </p>
            {error && <p className="notice error" role="alert">{error}</p>}
            {revisions.value && <Revisions revisions={revisions.value} />}
            {feed.value?.map((addition) => <FeedEntry key={addition.uid} addition={addition} />)}
            {evaluations.value?.map((evaluation) => <EvaluationItem key={evaluation.uid} evaluation={evaluation} />)}
        </section>
    );
}

function Revisions({ revisions }: { revisions: Revision[] }) {
    if (revisions.length === 0) {
        return <p className="notice">Nobody has revised this claim.</p>;
    }
    return (
        <ul className="updates">
            {revisions.map((revision) => (
                <li key={revision.uid} data-revision={`${revision.author} ${revision.number}`} data-standing={revision.standing}>
                    {revision.author === 'owner' ? 'Owner' : `Verifier ${shortened(revision.attester)}`}, revision{' '}
                    {revision.number}: {revision.kind}{' '}
                    <a href={`/ipfs/${revision.documentCid}`} target="_blank" rel="noreferrer">
                        <code>{shortened(revision.documentCid)}</code>
                    </a>
                    {revision.standing !== 'valid' && <strong> ({revision.standing}, does not count)</strong>}
                </li>
            ))}
        </ul>
    );
}

function FeedEntry({ addition: { entry, standing } }: { addition: Addition }) {
    return (
        <article data-feed={standing}>
            <h3>{entry.title}</h3>
            <p className="event-kind">Added by the creator{standing !== 'valid' && `, ${standing}`}</p>
            <p>{entry.description}</p>
            <ul>
                {entry.sources.map((source) => (
                    <li key={source.src}><Source {...source} /></li>
                ))}
            </ul>
        </article>
    );
}

/** Anybody who minted can have written the address, so that only web addresses become links. */
function Source({ type, name, src }: { type: string; name?: string; src: string }) {
    if (type === 'url') {
        return /^https?:\/\//.test(src) ? <a href={src} rel="noreferrer nofollow">{src}</a> : <code>{src}</code>;
    }
    return <a href={`/ipfs/${encodeURIComponent(src)}`} target="_blank" rel="noreferrer">{name ?? src}</a>;
}

function EvaluationItem({ evaluation: { attester, accredited, standing, evaluation } }: { evaluation: Evaluation }) {
    const parts = ['basic', 'work', 'contributors', 'properties'] as const;
    return (
        <article data-evaluation={accredited ? 'accredited' : 'unaccredited'} data-standing={standing}>
            <h3>Evaluation by {accredited ? 'an accredited verifier' : 'an unaccredited account'}</h3>
            <p className="event-kind">
                <code>{shortened(attester)}</code>
                {standing !== 'valid' && `, ${standing}, does not count`}
            </p>
            <dl className="facts">
                {parts.map((part) => (
                    <div key={part}><dt>{part}</dt><dd>{evaluation[part].replace('-', ' ')}</dd></div>
                ))}
            </dl>
            {evaluation.comments && <p>{evaluation.comments}</p>}
            {evaluation.tags.length > 0 && <p>{evaluation.tags.join(', ')}</p>}
        </article>
    );
}
