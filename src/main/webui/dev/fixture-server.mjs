// SPDX-License-Identifier: Apache-2.0
// Development only: serves target/webui with invented answers in the shape of the REST interface, so that the pages can
// be worked on without the service. Not part of the build; nothing here is evidence of anything.
// Run: node dev/fixture-server.mjs [port] [--corrupt]   (--corrupt: the gateway returns altered bytes)
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const port = Number(process.argv[2] ?? 8080);
const corrupt = process.argv.includes('--corrupt');
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..', 'target', 'webui');
const mechanisms = ['cost-sharing', 'performance-contract', 'credit-trading'];

function generator(seed) {
    let state = (seed * 2654435761 + 1) >>> 0;
    const uniform = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

const logistic = (value) => 1 / (1 + Math.exp(-value));
const clip = (value, low, high) => Math.min(high, Math.max(low, value));

function run(mechanism, { years, parameters: p }, seed) {
    const normal = generator(seed);
    const mu = 0.03 * normal();
    const sigma = Math.abs(0.05 * normal());
    const tendency = Array.from({ length: 5 }, () => mu + sigma * normal());
    const erosionAt = (forest) => 0.8714 * Math.exp(-0.8912 * forest);
    let forest = p.initialForestHealth;
    let price = 0;
    const path = { forest: [forest], erosion: [erosionAt(forest)] };
    for (let year = 1; year <= years; year++) {
        price = 0.7 * price + p.priceVolatility * normal();
        const gain = 1 - erosionAt(forest) / erosionAt(p.initialForestHealth);
        const paid = 0.5 * (logistic((forest - 0.7) / 0.2384) + logistic((gain - 0.3) / 0.2384));
        const modifier = {
            'cost-sharing': 1,
            'performance-contract': 1 + 0.3 * logistic((0.5 - forest) / 0.2384) + p.paymentWeight * paid,
            'credit-trading': 1.5 * Math.exp(price),
        }[mechanism];
        const effort = tendency.reduce((sum, own) => sum + clip(0.6 * modifier + own + 0.05 * normal(), 0, 1), 0) / 5;
        forest = clip(
            forest + p.growthRate * effort * forest * (1 - forest) - p.degradationRate * (1 - effort) * forest +
                0.06 * forest * (1 - forest) * normal(), 0.01, 1);
        path.forest.push(forest);
        path.erosion.push(erosionAt(forest) * Math.exp(0.08 * normal() - 0.0032));
    }
    return path;
}

function quantile(sorted, share) {
    const position = (sorted.length - 1) * share;
    const below = Math.floor(position);
    return sorted[below] + (position - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
function sd(values) {
    const centre = mean(values);
    return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

function summary({ indicator, unit, better }, series, years) {
    const at = Array.from({ length: years + 1 }, (_, year) => series.map((path) => path[year]).sort((a, b) => a - b));
    const quantiles = (share) => at.map((values) => quantile(values, share));
    return {
        indicator, unit, better, years: at.map((_, year) => year), mean: at.map(mean), sd: at.map(sd),
        q05: quantiles(0.05), q25: quantiles(0.25), q50: quantiles(0.5), q75: quantiles(0.75), q95: quantiles(0.95),
    };
}

function effect(from, to, { indicator, better: direction }, one, other) {
    const differences = one.map((value, draw) => other[draw] - value).sort((a, b) => a - b);
    const better = differences.filter((value) => (direction === 'less' ? value < 0 : value > 0)).length;
    return {
        from, to, indicator, mean: mean(differences), standardError: sd(differences) / Math.sqrt(differences.length),
        lower: quantile(differences, 0.05), upper: quantile(differences, 0.95), level: 0.9,
        probabilityBetter: better / differences.length,
    };
}

const indicator = (name, unit, better, of) => ({ indicator: name, unit, better, of });
const parties = ['dam-operator', 'forest-owner', 'ngo', 'government', 'investor'];
/** Made from the two invented paths, so that every panel has something to draw. */
const indicators = {
    published: [
        indicator('forest-health', '1', 'more', ({ forest }) => forest),
        indicator('erosion', '1', 'less', ({ erosion }) => erosion),
    ],
    watershed: [
        indicator('canopy-cover', '1', 'more', ({ forest }) => forest),
        indicator('soil-loss', 't/har/a', 'less', ({ erosion }) => erosion.map((value) => 60 * value)),
        indicator('sediment-yield', 't/a', 'less', ({ erosion }) => erosion.map((value) => 120_000 * value)),
        indicator('reservoir-storage', 'm3', 'more', ({ erosion }) => erosion.map((value, year) => 53e6 - 180_000 * year * value)),
        indicator('firm-energy', 'MW.h/a', 'more', ({ erosion }) => erosion.map((value, year) => 60_000 - 900 * year * value)),
        indicator('carbon-credits', 't/a', 'more', ({ forest }) => forest.map((value) => Math.max(0, 40_000 * (value - 0.3)))),
        ...parties.map((party, index) =>
            indicator(`net-cash-flow/${party}`, 'USD/a', 'more', ({ forest }) => forest.map((value) => 1e6 * (value - 0.2 * index)))),
    ],
};
const defaults = { initialForestHealth: 0.3, growthRate: 0.4621, degradationRate: 0.2745, paymentWeight: 0.4807, priceVolatility: 0.0661 };

function scenario({ preset = 'watershed', draws, years, seed, parameters = {} }) {
    const watershed = preset === 'watershed';
    const start = parameters['initial-cover'];
    const request = { years, parameters: { ...defaults, ...parameters, ...(start && { initialForestHealth: start }) } };
    const worlds = watershed ? ['no-project', ...mechanisms] : mechanisms;
    const none = { ...request, parameters: { ...request.parameters, growthRate: 0.2 } };
    const paths = Object.fromEntries(worlds.map((world) => [world, Array.from({ length: draws }, (_, draw) =>
        run(world === 'no-project' ? 'cost-sharing' : world, world === 'no-project' ? none : request, seed * 100_003 + draw))]));
    const series = (world, { of }) => paths[world].map(of);
    const last = (world, one) => series(world, one).map((path) => path[years]);
    const fans = (world) => indicators[preset].map((one) => summary(one, series(world, one), years));
    const pairs = worlds.flatMap((from, index) => worlds.slice(index + 1).map((to) => [from, to]));
    return {
        seed, draws, preset, modelVersion: watershed ? 'watershed-1' : 'published-2',
        mechanisms: mechanisms.map((mechanism) => ({ mechanism, indicators: fans(mechanism) })),
        withoutProject: watershed ? fans('no-project') : [],
        effects: indicators[preset].flatMap((one) =>
            pairs.map(([from, to]) => effect(from, to, one, last(from, one), last(to, one)))),
        digests: Object.fromEntries(worlds.map((name) => [name, createHash('sha256').update(name + JSON.stringify(request)).digest('hex')])),
    };
}

const blocks = new Map();
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function publish(document) {
    const bytes = Buffer.from(JSON.stringify(document));
    const binary = [1, 0x55, 0x12, 32, ...createHash('sha256').update(bytes).digest()]
        .map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const cid = `b${(binary.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, '0'), 2)]).join('')}`;
    blocks.set(cid, bytes);
    return cid;
}

const hash = (text) => `0x${createHash('sha256').update(text).digest('hex')}`;
const address = (text) => hash(text).slice(0, 42);

function claimOf(name, { synthetic, backTest, tokenId, hectares, milestones }) {
    const id = `31337-${address('hypercerts')}-${tokenId}`;
    const projectCid = publish({ type: 'project', name, hectares, synthetic, backTest });
    const forecastCid = publish({ type: 'forecast', projectCid, draws: 500, seed: 1 });
    const metadataCid = publish({ name, description: 'Restoration', external_url: `ipfs://${forecastCid}` });
    const observationCid = publish({ type: 'observation', projectCid, value: 0.91 });
    const verificationCid = publish({ type: 'verification', forecastCid, observationCid });
    const at = (minute) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();
    const event = (kind, title, minute, rest) => ({ kind, title, time: at(minute), ...rest });
    const timeline = [
        event('project', 'Project published', 0, { cid: projectCid, detail: `${hectares.toLocaleString('en')} ha, five parties, three milestones.` }),
        event('forecast', 'Forecast frozen', 1, { cid: forecastCid, detail: 'Preset published, 500 draws, 20 years, three mechanisms.' }),
        event('metadata', 'Hypercert metadata pinned', 1, { cid: metadataCid }),
        event('mint', 'Claim minted by the owner', 2, { transaction: hash(`mint${name}`), gas: '287904' }),
        event('observation', 'Forest health observed in year 5', 3, { cid: observationCid, detail: 'Satellite cover 0.61, standard error 0.04.' }),
        event('verification', 'Forecast and observation compared', 4, { cid: verificationCid, detail: 'Lower 5 % quantile of the attributable change: 0.19.' }),
        event('attestation', 'Attested by Valley NGO', 5, { transaction: hash(`a1${name}`), uid: hash(`u1${name}`), gas: '331877' }),
        event('attestation', 'Attested by Hill Observatory', 5, { transaction: hash(`a2${name}`), uid: hash(`u2${name}`), gas: '331877' }),
        event('settlement', 'Forest health after 8 years: settled', 6, { transaction: hash(`s${name}`), detail: 'on the value 0.1342: 150000000000 base units to the beneficiary in all, 0 back to the payers' }),
        event('payment', 'Milestone 1 paid to the forest owner', 6, { transaction: hash(`p${name}`), gas: '98211', detail: '120,000 dUSD.' }),
    ];
    const claim = {
        id, state: 'FINAL', projectCid, projectName: name, forecastCid, metadataCid, mintTransaction: hash(`mint${name}`),
        units: '100000000', owner: address(`owner${name}`), synthetic, backTest, timeline,
    };
    const verifiers = ['one', 'two', 'three'].map((verifier) => address(verifier));
    return { claim, contracts: [{ address: address(`escrow${name}`), token: address('dUSD'), quorum: 2, verifiers, milestones: milestones(verifiers) }] };
}

const hillside = claimOf('Hillside above the reservoir', {
    synthetic: true, backTest: false, tokenId: '340282366920938463463374607431768211456', hectares: 2040,
    milestones: (verifiers) => [
        { name: 'Forest health after 8 years', indicator: 'forest-health', lower: '0.02', upper: '0.10', amount: '150000000000', state: 'SETTLED', value: '0.1342', paid: '150000000000', attesters: verifiers.slice(0, 2), transaction: hash('p') },
        { name: 'Erosion after 14 years', indicator: 'erosion', lower: '0.02', upper: '0.15', amount: '200000000000', state: 'SETTLED', value: '0.0911', paid: '109384615384', attesters: verifiers.slice(0, 2), transaction: hash('p2') },
        { name: 'Forest health after 20 years', indicator: 'forest-health', lower: '0.20', upper: '0.20', amount: '250000000000', state: 'OPEN', attesters: verifiers.slice(0, 1) },
    ],
});
const gauge = claimOf('Back-test at a gauge of the Terek basin', {
    synthetic: false, backTest: true, tokenId: '680564733841876926926749214863536422912', hectares: 77800,
    milestones: (verifiers) => [
        { name: 'Mean load of eight years', indicator: 'sediment-load', lower: '0.05', upper: '0.30', amount: '150000000000', state: 'SETTLED', value: '-0.6127', paid: '0', attesters: verifiers.slice(0, 2), transaction: hash('p3') },
    ],
});
const claims = [hillside, gauge];

function row(claim, mechanism, indicator, unit, year, lower, median, upper, observed, crps, pit) {
    return {
        claimId: claim.id, projectName: claim.projectName, mechanism, backTest: claim.backTest, synthetic: claim.synthetic,
        indicator, year, lower, median, upper, level: 0.9, observed, unit, inside: lower <= observed && observed <= upper, crps, pit,
    };
}

const observedLoads = [0.81, 0.26, 0.39, 0.18, 0.22, 0.57, 0.29, 0.32];
const rows = [
    row(hillside.claim, 'performance-contract', 'forest-health', '1', 2031, 0.44, 0.55, 0.66, 0.61, 0.031, 0.79),
    row(hillside.claim, 'performance-contract', 'forest-health', '1', 2036, 0.63, 0.74, 0.83, 0.71, 0.019, 0.31),
    row(hillside.claim, 'performance-contract', 'erosion', '1', 2031, 0.45, 0.53, 0.62, 0.48, 0.027, 0.18),
    ...observedLoads.map((load, index) =>
        row(gauge.claim, null, 'sediment-load', 'kg/s', 2011 + index, 0.21, 1.08 - 0.01 * index, 5.4, load, 0.41 + 0.02 * index, 0.36 - 0.03 * index)),
];
const portfolio = {
    rows, coverage: { inside: rows.filter(({ inside }) => inside).length, total: rows.length, level: 0.9 },
    paid: '259384615384', pending: '250000000000', asOfBlock: 1042,
};
const steps = hillside.claim.timeline.map(({ title, cid, transaction, gas }, index) => ({ name: title, cid, transaction, gas, milliseconds: 140 + 93 * index }));
const status = { ready: true, version: '0.1.0', chainId: 31337, embedded: true, loop: { state: 'complete', steps }, gateway: `http://127.0.0.1:${port}/ipfs/` };

function refusal({ parameters }) {
    const value = parameters?.initialForestHealth ?? 0.3;
    return value >= 0.01 && value <= 1
        ? null
        : { title: 'Bad input', status: 400, errors: [{ pointer: '/parameters/initialForestHealth', value, allowed: '0.01 to 1' }] };
}

function answer(path, body) {
    const id = /^\/claims\/([^/]+)(\/contracts|\/revisions|\/evaluations|\/feed)?$/.exec(path);
    if (id) {
        const found = claims.find(({ claim }) => claim.id === decodeURIComponent(id[1]));
        return found && [200, !id[2] ? found.claim : id[2] === '/contracts' ? found.contracts : []];
    }
    if (/^\/projects\/[^/]+\/forecasts$/.test(path)) {
        return [201, { cid: publish(body) }];
    }
    switch (path) {
        case '/status': return [200, status];
        case '/projects': return body?.name ? [201, { cid: publish(body) }]
            : [422, { title: 'Refused', errors: [{ pointer: '/name', value: body?.name ?? null, allowed: 'a text of 1 to 200 characters' }] }];
        case '/claims': if (body) return [201, { id: hillside.claim.id }];
            return [200, claims.map(({ claim: { timeline, ...rest } }) => rest)];
        case '/pins': return [200, []];
        case '/portfolio': return [200, portfolio];
        case '/scenarios': {
            const problem = refusal(body);
            return problem ? [400, problem] : [200, scenario(body)];
        }
        default: return undefined;
    }
}

async function bodyOf(request) {
    const chunks = [];
    for await (const chunk of request) {
        chunks.push(chunk);
    }
    return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://fixture');
    const send = (code, type, content) => response.writeHead(code, { 'Content-Type': type }).end(content);
    try {
        if (pathname.startsWith('/ipfs/')) {
            const bytes = blocks.get(pathname.slice(6));
            return bytes ? send(200, 'application/json', corrupt ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes) : send(404, 'text/plain', 'not found');
        }
        if (pathname.startsWith('/api/v1/')) {
            const found = answer(pathname.slice(7), await bodyOf(request));
            const [code, value] = found ?? [404, { title: 'Not found', status: 404 }];
            return send(code, code < 400 ? 'application/json' : 'application/problem+json', JSON.stringify(value));
        }
        const file = join(root, normalize(pathname === '/' ? '/index.html' : pathname));
        return send(200, types[extname(file)] ?? 'application/octet-stream', await readFile(file));
    } catch (failure) {
        return send(failure.code === 'ENOENT' ? 404 : 500, 'text/plain', String(failure));
    }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/#token=fixture`));
