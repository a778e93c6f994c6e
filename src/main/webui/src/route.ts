// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import { takeToken } from './token';

export type Route =
    | { view: 'scenarios' }
    | { view: 'claims' }
    | { view: 'claim'; id: string }
    | { view: 'portfolio' };

export const paths = {
    scenarios: '#/',
    claims: '#/claims',
    claim: (id: string) => `#/claims/${encodeURIComponent(id)}`,
    portfolio: '#/portfolio',
};

/** Reads a route from a URL fragment; anything unknown is the scenario view. */
export function parseRoute(fragment: string): Route {
    const [view, id] = fragment.replace(/^#\/?/, '').split('/');
    if (view === 'claims') {
        return id ? { view: 'claim', id: decodeURIComponent(id) } : { view: 'claims' };
    }
    return view === 'portfolio' ? { view } : { view: 'scenarios' };
}

function subscribe(changed: () => void): () => void {
    const listener = () => {
        takeToken();
        changed();
    };
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
    return parseRoute(useSyncExternalStore(subscribe, () => location.hash));
}
