// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from 'react';

interface State {
    failure: Error | null;
}

/** Keeps header and navigation usable, and says what went wrong, when a view cannot show an answer of the service. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
    override state: State = { failure: null };

    static getDerivedStateFromError(failure: Error): State {
        return { failure };
    }

    override render(): ReactNode {
        const { failure } = this.state;
        return failure ? (
            <>
                <h1 tabIndex={-1}>This view cannot be shown</h1>
                <p className="notice error" role="alert">{failure.message}</p>
            </>
        ) : (
            this.props.children
        );
    }
}
