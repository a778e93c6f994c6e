// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';

export interface Resource<T> {
    value: T | null;
    error: string | null;
    pending: boolean;
}

/**
 * Loads a value, again whenever `key` changes and every `repeat(value)` milliseconds (0: never). The last value stays
 * while the next one is on its way; answers of superseded requests are dropped.
 */
export function useResource<T>(
    key: string,
    load: (signal: AbortSignal) => Promise<T>,
    { delay = 0, repeat = () => 0 }: { delay?: number; repeat?: (value: T | null) => number } = {},
): Resource<T> {
    const [state, setState] = useState<Resource<T>>({ value: null, error: null, pending: true });
    useEffect(() => {
        const abort = new AbortController();
        let timer = 0;
        const next = (value: T | null) => {
            const pause = repeat(value);
            if (pause > 0) {
                timer = window.setTimeout(run, pause);
            }
        };
        const run = () => {
            load(abort.signal).then(
                (value) => {
                    setState((last) => ({ value: unlessSame(last.value, value), error: null, pending: false }));
                    next(value);
                },
                (failure: unknown) => {
                    if (!abort.signal.aborted) {
                        setState((last) => ({ value: last.value, error: messageOf(failure), pending: false }));
                        next(null);
                    }
                },
            );
        };
        setState((last) => ({ ...last, pending: true }));
        timer = window.setTimeout(run, delay);
        return () => {
            abort.abort();
            clearTimeout(timer);
        };
    }, [key]);
    return state;
}

/** The old object when the new one says the same, so that polling redraws nothing. */
function unlessSame<T>(last: T | null, next: T): T {
    return last !== null && JSON.stringify(last) === JSON.stringify(next) ? last : next;
}

function messageOf(failure: unknown): string {
    return failure instanceof Error ? failure.message : String(failure);
}
