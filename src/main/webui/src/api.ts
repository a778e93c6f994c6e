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
    quorum: number;
    verifiers?: string[] | null;
    milestones: Milestone[];
    arbitration?: { arbiter: string; bond: string } | null;
    holdBack?: { share: string | number; until: string; amount: string } | null;
}

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

/** Posts JSON text with the token of this tab, if it has one. */
function write<T>(path: string, body: string): Promise<T> {
    const token = readToken();
    const headers = token ? { ...json, Authorization: `Bearer ${token}` } : json;
    return request(path, { method: 'POST', headers, body });
}

export const api = {
    status: (signal: AbortSignal) => request<Status>('/status', { signal }),
    scenario: (body: ScenarioRequest, signal: AbortSignal) =>
        request<Scenario>('/scenarios', { method: 'POST', headers: json, body: JSON.stringify(body), signal }),
    claims: (signal: AbortSignal) => request<ClaimSummary[]>('/claims', { signal }),
    claim: (id: string, signal: AbortSignal) => request<Claim>(`/claims/${encodeURIComponent(id)}`, { signal }),
    contracts: (id: string, signal: AbortSignal) =>
        request<PerformanceContract[]>(`/claims/${encodeURIComponent(id)}/contracts`, { signal }),
    portfolio: (signal: AbortSignal) => request<Portfolio>('/portfolio', { signal }),
    /** Sends the file as it is, so that the service judges what the user wrote, not what this browser made of it. */
    publishProject: (project: string) => write<{ cid: string }>('/projects', project),
    runForecast: (projectCid: string, draws: number, seed: number) =>
        write<{ cid: string }>(`/projects/${encodeURIComponent(projectCid)}/forecasts`, JSON.stringify({ draws, seed })),
    mint: (forecastCid: string) => write<{ id: string }>('/claims', JSON.stringify({ forecastCid })),
};
