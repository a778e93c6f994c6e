// SPDX-License-Identifier: Apache-2.0
// Serves Kubo's RPC API of a js-ipfs node, offline and on a repository of its own that is removed at the end.
// Prints the address; ends with its standard input.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Node 20 lacks this function of the language, which the packages call.
Promise.withResolvers ??= function () {
    let resolve;
    let reject;
    const promise = new this((accept, refuse) => {
        resolve = accept;
        reject = refuse;
    });
    return { promise, resolve, reject };
};
const { create } = await import('ipfs-core');
const { HttpApi } = await import('ipfs-http-server');

const repo = mkdtempSync(join(tmpdir(), 'headwater-js-ipfs-'));
const node = await create({
    repo,
    offline: true,
    start: false,
    silent: true,
    config: { Addresses: { Swarm: [], API: '/ip4/127.0.0.1/tcp/0', Gateway: '' }, Bootstrap: [] },
});
const api = new HttpApi(node);
await api.start();
const { port } = api._apiServers[0].info;
console.log(`http://127.0.0.1:${port}`);
process.stdin.resume().on('end', () => {
    rmSync(repo, { recursive: true, force: true });
    process.exit();
});
