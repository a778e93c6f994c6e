// SPDX-License-Identifier: Apache-2.0
import { readToken } from './token';

export type MechanismName = 'cost-sharing' | 'performance-contract' | 'credit-trading';
/** A mechanism, or the preset's own world without any. */
export type WorldName = MechanismName | 'no-project';
export type PresetName = 'watershed' | 'published';

/** RFC 9457 problem document; `errors` names each refused field by JSON pointer. */
export interface Problem {
    title?: string;
    status?: number;
    detail?: string;
    errors?: { pointer?: string; value?: unknown; allowed?: string }[];
}

/** A parameter that is not named is as the model has it: fixed, or drawn anew in every future. */
export interface ScenarioRequest {
    preset: PresetName;
    draws: number;
    years: number;
    seed: number;
    parameters: Record<string, number>;
}

/** Quantiles over the draws, one entry per year in `years`. */
export interface IndicatorSummary {
    indicator: string;
    /** UCUM code, or USD with one. */
    unit: string;
    better: 'more' | 'less';
    years: number[];
    mean: number[];
    sd: number[];
    q05: number[];
    q25: number[];
    q50: number[];
    q75: number[];
    q95: number[];
}

export interface MechanismSummary {
    mechanism: MechanismName;
    indicators: IndicatorSummary[];
}

/** Paired contrast of two worlds in the final year; `lower`/`upper` are quantiles of per-draw differences. */
export interface Effect {
    from: WorldName;
    to: WorldName;
    indicator: string;
    mean: number;
    standardError: number;
    lower: number;
    upper: number;
    level: number;
    probabilityBetter: number;
}

export interface Scenario {
    seed: number;
    draws: number;
    preset: PresetName;
    modelVersion: string;
    mechanisms: MechanismSummary[];
    /** Empty where the preset has no such world. */
    withoutProject: IndicatorSummary[];
    effects: Effect[];
    /** SHA-256 of the raw draws of each world, in hexadecimal. */
    digests: Partial<Record<WorldName, string>>;
}

export type EventKind =
    | 'project'
    | 'forecast'
    | 'metadata'
    | 'mint'
    | 'contract'
    | 'observation'
    | 'verification'
    | 'attestation'
    | 'revision'
    | 'revocation'
    | 'dispute'
    | 'bond'
    | 'settlement'
    | 'hold-back'
    | 'payment';

export interface TimelineEvent {
    kind: EventKind;
    title: string;
    cid?: string | null;
    transaction?: string | null;
    uid?: string | null;
    gas?: string | number | null;
    time?: string | null;
    detail?: string | null;
}

export type Standing = 'valid' | 'revoked' | 'expired';

/** What the owner or an accredited verifier said of a claim after its mint; a revoked one keeps its place. */
export interface Revision {
    uid: string;
    number: number;
    kind: 'projected' | 'observed' | 'verified';
    documentCid: string;
    author: 'owner' | 'verifier';
    attester: string;
    standing: Standing;
}

/** An evaluation by anybody; only the word of an accredited verifier carries weight. */
export interface Evaluation {
    uid: string;
    attester: string;
    accredited: boolean;
    standing: Standing;
    evaluation: {
        basic: string;
        work: string;
        contributors: string;
        properties: string;
        comments: string;
        tags: string[];
    };
}

/** What the creator added. */
export interface Addition {
    uid: string;
    standing: Standing;
    entry: { title: string; description: string; sources: { type: string; name?: string; src: string }[] };
}

export interface ClaimSummary {
    id: string;
    state: string;
    projectCid: string;
    projectName: string;
    synthetic: boolean;
    backTest: boolean;
    units?: string | null;
    mintTransaction?: string | null;
}

export interface Claim extends ClaimSummary {
    forecastCid: string;
    metadataCid: string;
    owner: string;
    timeline: TimelineEvent[];
}

/**
 * Token amounts are decimal strings in base units (6 decimals). `lower`, `upper` and `value` are attributable changes: a
 * relative reduction where less is better, an absolute gain where more is better.
 */
export interface Milestone {
    name: string;
    indicator: string;
    lower: string | number;
    upper: string | number;
    amount: string;
    state: string;
    value?: string | number | null;
    paid?: string | null;
    attesters: string[];
    transaction?: string | null;
    dispute?: Dispute | null;
}

/** Times are ISO instants, amounts token base units. */
export interface Dispute {
    payersValue?: string | number | null;
    beneficiaryValue?: string | number | null;
    revoked: boolean;
    undisputed: string;
    claimed: string;
    challengeEnd: string;
    arbitrationEnd: string;
}

export interface PerformanceContract {
    address: string;
    token: string;
    /** What nobody has deposited yet; token base units. */
    missing?: string | null;
    quorum: number;
    verifiers?: string[] | null;
    milestones: Milestone[];
    arbitration?: { arbiter: string; bond: string } | null;
    holdBack?: { share: string | number; until: string; amount: string } | null;
}

/** `party` names a demonstration key of the service; units and token ids are decimal strings. */
export interface Fraction {
    tokenId: string;
    owner: string;
    party?: string | null;
    units: string;
}

export interface Ownership {
    units: string;
    burned: string;
    unclaimed: string;
    fractions: Fraction[];
}

export type FractionChange = 'splits' | 'merges' | 'transfers' | 'burns';

export interface PortfolioRow {
    claimId: string;
    projectName: string;
    mechanism: MechanismName | null;
    backTest: boolean;
    synthetic: boolean;
    indicator: string;
    year: number;
    lower: number;
    median: number;
    upper: number;
    level: number;
    observed: number;
    unit: string;
    inside: boolean;
    crps: number;
    pit: number;
}

export interface Portfolio {
    rows: PortfolioRow[];
    coverage: { inside: number; total: number; level: number };
    paid: string;
    pending: string;
    /** Up to which `paid` and `pending` are told; null where no claim has a contract. */
    asOfBlock: number | null;
}

/** How one place stands that has to hold a published file; `verifiedAt` is when it was last read back and hashed. */
export interface Pin {
    cid: string;
    target: string;
    state: 'queued' | 'pinned' | 'verified' | 'lost' | 'failed';
    reason?: string | null;
    verifiedAt?: string | null;
}

export interface LoopStep {
    name: string;
    detail?: string | null;
    cid?: string | null;
    transaction?: string | null;
    gas?: string | number | null;
    milliseconds?: number | null;
}

export interface Status {
    ready: boolean;
    version: string;
    chainId: number;
    embedded: boolean;
    loop: { state: 'running' | 'complete' | 'failed'; steps: LoopStep[] };
}

/** A file published as evidence; `name` is known here alone. */
export interface EvidenceFile {
    cid: string;
    sha256: string;
    size: number;
    mediaType: string;
    name: string;
    locationKept: boolean;
}

/** What somebody agreed to let be published of a project. */
export interface Consent {
    id: string;
    purposes: string[];
    recordedAt: string;
    withdrawnAt: string | null;
}

export interface ListedObservation {
    cid: string;
    observation: {
        indicator: string;
        year: number;
        evidence: { cid?: string; sha256: string; size: number; mediaType: string }[];
    };
}

/** A call that a party signs with a wallet of its own, and what became of it. */
export interface WalletCall {
    key: string;
    chainId: number;
    from: string;
    to: string;
    data: string;
    value: string;
    /** The same in words. */
    meaning: string;
    /** Keccak-256 of chain, party, contract, value and data. */
    hash: string;
    state: 'PREPARED' | 'ANNOUNCED' | 'SENT' | 'INCLUDED' | 'FINAL' | 'REVERTED' | 'FREE';
    transaction?: string | null;
    nonce?: number | null;
    replacement?: 'SAME_CALL' | 'CANCELLATION' | 'OTHER_CALL' | null;
    reason?: string | null;
}

/** What is to be signed next; `terms` is the hash of a contract's terms, and no call means that nothing is left to do. */
export interface WalletStep {
    terms: string | null;
    lines: string[];
    call: WalletCall | null;
}

/** A refusal or failure of the service, with the fields it named. */
export class ServiceError extends Error {
    readonly problem: Problem;

    constructor(problem: Problem) {
        super(describe(problem));
        this.problem = problem;
    }
}

function describe(problem: Problem): string {
    const fields = (problem.errors ?? []).map(
        ({ pointer, value, allowed }) =>
            `${pointer ?? 'input'}: was ${typeof value === 'string' ? value : JSON.stringify(value)}, allowed is ${allowed ?? 'not said'}`,
    );
    return [problem.detail ?? problem.title ?? 'The service gave no reason.', ...fields].join('\n');
}

async function problemOf(response: Response): Promise<Problem> {
    try {
        return (await response.json()) as Problem;
    } catch {
        return { status: response.status, title: `The service answered ${response.status} ${response.statusText}.` };
    }
}

async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
    let response: Response;
    try {
        response = await fetch(`/api/v1${path}`, init);
    } catch (failure) {
        if (failure instanceof DOMException && failure.name === 'AbortError') {
            throw failure;
        }
        throw new ServiceError({ title: 'The service cannot be reached. Is it still running?' });
    }
    if (!response.ok) {
        throw new ServiceError(await problemOf(response));
    }
    return (await response.json()) as T;
}

const json = { 'Content-Type': 'application/json', Accept: 'application/json' };

/** What only the owner of the write token may read. */
function readOwn<T>(path: string, signal: AbortSignal): Promise<T> {
    return request(path, { headers: { Authorization: `Bearer ${readToken() ?? ''}` }, signal });
}

/** Posts JSON text, or a file of another type, with the token of this tab, if it has one. */
function write<T>(path: string, body: string | Blob, type = 'application/json'): Promise<T> {
    const token = readToken();
    const sent = { ...json, 'Content-Type': type };
    return request(path, { method: 'POST', headers: token ? { ...sent, Authorization: `Bearer ${token}` } : sent, body });
}

const alone = (call: WalletCall): WalletStep => ({ terms: null, lines: [], call });

export const api = {
    status: (signal: AbortSignal) => request<Status>('/status', { signal }),
    scenario: (body: ScenarioRequest, signal: AbortSignal) =>
        request<Scenario>('/scenarios', { method: 'POST', headers: json, body: JSON.stringify(body), signal }),
    claims: (signal: AbortSignal) => request<ClaimSummary[]>('/claims', { signal }),
    claim: (id: string, signal: AbortSignal) => request<Claim>(`/claims/${encodeURIComponent(id)}`, { signal }),
    contracts: (id: string, signal: AbortSignal) =>
        request<PerformanceContract[]>(`/claims/${encodeURIComponent(id)}/contracts`, { signal }),
    pins: (cids: string[], signal: AbortSignal) =>
        request<Pin[]>(`/pins?${new URLSearchParams(cids.map((cid) => ['cid', cid]))}`, { signal }),
    fractions: (id: string, signal: AbortSignal) =>
        request<Ownership>(`/claims/${encodeURIComponent(id)}/fractions`, { signal }),
    changeFractions: (id: string, change: FractionChange, body: Record<string, unknown>) =>
        write(`/claims/${encodeURIComponent(id)}/fractions/${change}`, JSON.stringify(body)),
    revisions: (id: string, signal: AbortSignal) =>
        request<Revision[]>(`/claims/${encodeURIComponent(id)}/revisions`, { signal }),
    evaluations: (id: string, signal: AbortSignal) =>
        request<Evaluation[]>(`/claims/${encodeURIComponent(id)}/evaluations`, { signal }),
    feed: (id: string, signal: AbortSignal) => request<Addition[]>(`/claims/${encodeURIComponent(id)}/feed`, { signal }),
    portfolio: (signal: AbortSignal) => request<Portfolio>('/portfolio', { signal }),
    observations: (id: string, signal: AbortSignal) =>
        request<ListedObservation[]>(`/claims/${encodeURIComponent(id)}/observations`, { signal }),
    consents: (project: string, signal: AbortSignal) =>
        readOwn<Consent[]>(`/consents?${new URLSearchParams({ project })}`, signal),
    uploadEvidence: (file: File, project: string, keepLocation: boolean) =>
        write<EvidenceFile>(
            `/evidence?${new URLSearchParams({ name: file.name, project, keepLocation: String(keepLocation) })}`,
            file,
            file.type || 'application/octet-stream',
        ),
    /** Sends the file as it is, so that the service judges what the user wrote, not what this browser made of it. */
    publishProject: (project: string) => write<{ cid: string }>('/projects', project),
    runForecast: (projectCid: string, draws: number, seed: number) =>
        write<{ cid: string }>(`/projects/${encodeURIComponent(projectCid)}/forecasts`, JSON.stringify({ draws, seed })),
    prepareMint: (forecastCid: string, from: string) =>
        write<WalletCall>('/claims/wallet-calls', JSON.stringify({ forecastCid, from })).then(alone),
    prepareAttestation: (id: string, observationCid: string, from: string) =>
        write<WalletCall>(
            `/claims/${encodeURIComponent(id)}/attestations/wallet-calls`,
            JSON.stringify({ observationCid, from }),
        ).then(alone),
    prepareDeposit: (id: string, from: string, terms: string | null) =>
        write<WalletStep>(
            `/claims/${encodeURIComponent(id)}/contracts/deposits/wallet-calls`,
            JSON.stringify({ from, terms }),
        ),
    followWallet: (announcement: { key: string; hash: string; nonce: number | null }) =>
        write<WalletCall>('/wallet/calls', JSON.stringify(announcement)),
    walletCall: (key: string) => request<WalletCall>(`/wallet/calls?${new URLSearchParams({ key })}`),
    mint: (forecastCid: string) => write<{ id: string }>('/claims', JSON.stringify({ forecastCid })),
};
