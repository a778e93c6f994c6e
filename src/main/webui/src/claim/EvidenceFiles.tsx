// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { api, type Claim, type EvidenceFile } from '../api';
import { time } from '../format';
import { CidLink } from '../Identifier';
import { announce } from '../live';
import { useResource } from '../resource';
import { readToken } from '../token';

type Cited = Pick<EvidenceFile, 'cid' | 'mediaType' | 'size'> & { observations: string[] };

/** The files that a claim's observations rest on, and a form that adds one. */
export function EvidenceFiles({ claim }: { claim: Claim }) {
    const { value, error } = useResource(claim.id, (signal) => cited(claim.id, signal), { repeat: () => 15000 });
    return (
        <section className="card" aria-labelledby="evidence">
            <h2 id="evidence">Evidence</h2>
            {error && <p className="notice error" role="alert">{error}</p>}
            {value?.length === 0 && <p className="explain">No observation of this claim rests on a file yet.</p>}
            <ul className="evidence-files">
                {value?.map((file) => (
                    <li key={file.cid} data-evidence={file.cid}>
                        <Shown file={file} />
                        <p>{file.mediaType}, {file.size.toLocaleString('en')} bytes: {summary(file.observations)}</p>
                        <CidLink value={file.cid} />
                    </li>
                ))}
            </ul>
            <Upload projectName={claim.projectName} />
        </section>
    );
}

/** Photos are shown as thumbnails that lead to the whole; everything else is a link, so that nothing of it runs here. */
function Shown({ file }: { file: Cited }) {
    if (file.mediaType !== 'image/jpeg' && file.mediaType !== 'image/png') {
        return null;
    }
    return (
        <a href={`/ipfs/${file.cid}`}>
            <img src={`/api/v1/evidence/${file.cid}/thumbnail`} alt={`Evidence for ${summary(file.observations)}`} loading="lazy" />
        </a>
    );
}

async function cited(claimId: string, signal: AbortSignal): Promise<Cited[]> {
    const files = new Map<string, Cited>();
    for (const { observation } of await api.observations(claimId, signal)) {
        for (const file of observation.evidence) {
            if (file.cid) {
                const known = files.get(file.cid) ?? { ...file, cid: file.cid, observations: [] };
                known.observations.push(`${observation.indicator} ${observation.year}`);
                files.set(file.cid, known);
            }
        }
    }
    return [...files.values()];
}

function summary(observations: string[]): string {
    const more = observations.length - 1;
    return more > 0 ? `${observations[0]} and ${more} more` : observations[0] ?? '';
}

function Upload({ projectName }: { projectName: string }) {
    const [file, setFile] = useState<EvidenceFile | null>(null);
    const [error, setError] = useState<string | null>(null);
    const [keepLocation, setKeepLocation] = useState(false);
    const [busy, setBusy] = useState(false);
    const location = useId();
    const locked = readToken() === null;

    const upload = async (chosen: File) => {
        setBusy(true);
        setError(null);
        try {
            setFile(await api.uploadEvidence(chosen, projectName, keepLocation));
            announce('File published.');
        } catch (failure) {
            setError(failure instanceof Error ? failure.message : String(failure));
        }
        setBusy(false);
    };
    return (
        <div className="evidence-upload">
            <h3>Add a file</h3>
            <p className="explain">
                JPEG, PNG, GeoTIFF, CSV or PDF, at most 16 MiB, published for good. The place where a photo was taken is
                removed unless you keep it, which needs a recorded consent.
            </p>
            <p>
                <input id={location} type="checkbox" checked={keepLocation} onChange={(event) => setKeepLocation(event.target.checked)} />{' '}
                <label htmlFor={location}>Keep the place in photos</label>
            </p>
            <FileTrigger
                acceptedFileTypes={['image/jpeg', 'image/png', 'image/tiff', 'text/csv', 'application/pdf']}
                onSelect={(files) => files?.[0] && upload(files[0])}
            >
                <Button isDisabled={locked || busy}>Choose evidence file</Button>
            </FileTrigger>
            {!locked && <Consents projectName={projectName} />}
            {locked && <p className="explain">Adding needs the write token of the address that the service printed at its start.</p>}
            {error && <p className="notice error" role="alert">{error}</p>}
            {file && (
                <div data-uploaded={file.cid}>
                    <p>Cite it in the <code>evidence</code> of an observation:</p>
                    <pre><code>{JSON.stringify({ cid: file.cid, sha256: file.sha256, size: file.size, mediaType: file.mediaType })}</code></pre>
                </div>
            )}
        </div>
    );
}

/** What its owners have agreed to let be published of the project; who they are stays in the service. */
function Consents({ projectName }: { projectName: string }) {
    const { value, error } = useResource(projectName, (signal) => api.consents(projectName, signal));
    const standing = value?.filter(({ withdrawnAt }) => withdrawnAt === null);
    return (
        <div data-consents={standing?.length}>
            {error && <p className="notice error" role="alert">{error}</p>}
            {standing?.length === 0 && <p className="explain">No consent is recorded for this project.</p>}
            <ul>
                {standing?.map(({ id, purposes, recordedAt }) => (
                    <li key={id}>Agreed to {purposes.join(', ')}, recorded {time(recordedAt)}</li>
                ))}
            </ul>
        </div>
    );
}
