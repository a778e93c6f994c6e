// SPDX-License-Identifier: Apache-2.0
const listeners = new Set<(message: string) => void>();

/** Has a screen reader say something when it is next idle. */
export function announce(message: string): void {
    listeners.forEach((listener) => listener(message));
}

export function onAnnounce(listener: (message: string) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}
