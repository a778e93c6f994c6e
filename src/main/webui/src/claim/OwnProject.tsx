// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactNode } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { api } from '../api';
import { CidLink } from '../Identifier';
import { announce } from '../live';
import { paths } from '../route';
import { readToken } from '../token';
import { WalletAction } from '../WalletAction';

const draws = 500;
const seed = 1;

/** Project file → published project → forecast → claim, one deliberate press each. */
export function OwnProject() {
    const [projectCid, setProject] = useState<string | null>(null);
    const [forecastCid, setForecast] = useState<string | null>(null);
    const [claimId, setClaim] = useState<string | null>(null);
    const [error, setError] = useState<string | null>(null);
    const [busy, setBusy] = useState(false);
    const locked = readToken() === null;

    const run = async (done: string, work: () => Promise<void>) => {
        setBusy(true);
        setError(null);
        try {
            await work();
            announce(done);
        } catch (failure) {
            setError(failure instanceof Error ? failure.message : String(failure));
        }
        setBusy(false);
    };
    const publish = (file: File) =>
        run('Project published.', async () => {
            const { cid } = await api.publishProject(await file.text());
            setProject(cid);
            setForecast(null);
            setClaim(null);
        });
    const forecast = () =>
        run('Forecast made.', async () => {
            setForecast((await api.runForecast(projectCid!, draws, seed)).cid);
            setClaim(null);
        });
    const findClaim = async () =>
        setClaim((await api.claims(AbortSignal.timeout(10_000))).findLast((claim) => claim.projectCid === projectCid)?.id ?? null);
    const mint = () => run('Claim minted.', async () => setClaim((await api.mint(forecastCid!)).id));

    return (
        <section className="card own-project" aria-labelledby="own">
            <h2 id="own">Bring your own project</h2>
            <p className="explain">
                Each step publishes something for good: documents are named by their hash and a claim cannot be changed once it
                is minted.
            </p>
            {locked && (
                <p className="notice">
                    Reading needs nothing; writing needs the token. Open the address that the service printed at its start, the one
                    that ends in <code>#token=…</code>
                </p>
            )}
            {error && <p className="notice error" role="alert">{error}</p>}
            <ol className="own-steps">
                <Step result={projectCid && <CidLink value={projectCid} />}>
                    <FileTrigger
                        acceptedFileTypes={['application/json', '.json']}
                        onSelect={(files) => files?.[0] && publish(files[0])}
                    >
                        <Button isDisabled={locked || busy}>Choose project file</Button>
                    </FileTrigger>
                </Step>
                <Step result={forecastCid && <CidLink value={forecastCid} />}>
                    <Button isDisabled={locked || busy || !projectCid} onPress={forecast}>
                        Run forecast ({draws} draws, seed {seed})
                    </Button>
                </Step>
                <Step result={claimId && <a href={paths.claim(claimId)}>Open the claim</a>}>
                    <Button isDisabled={locked || busy || !forecastCid || claimId !== null} onPress={mint}>
                        Mint claim
                    </Button>
                    {forecastCid && (
                        <WalletAction
                            key={forecastCid}
                            label="Mint with your wallet"
                            prepare={(from) => api.prepareMint(forecastCid, from)}
                            onDone={() => void findClaim()}
                        />
                    )}
                </Step>
            </ol>
        </section>
    );
}

function Step({ children, result }: { children: ReactNode; result: ReactNode }) {
    return (
        <li>
            {children}
            {result && <div>{result}</div>}
        </li>
    );
}
