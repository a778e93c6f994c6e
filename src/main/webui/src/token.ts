// SPDX-License-Identifier: Apache-2.0
const key = 'headwater.token';
const prefix = '#token=';

/** Moves a write token from the URL fragment into this tab's storage, so that a copied address never carries it. */
export function takeToken(): void {
    if (!location.hash.startsWith(prefix)) {
        return;
    }
    const token = decodeURIComponent(location.hash.slice(prefix.length).split('&')[0] ?? '');
    sessionStorage.setItem(key, token);
    history.replaceState(null, '', `${location.pathname}${location.search}#/`);
}

export function readToken(): string | null {
    return sessionStorage.getItem(key);
}
