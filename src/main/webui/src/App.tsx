// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { ClaimPage } from './claim/ClaimPage';
import { Claims } from './claim/Claims';
import { ErrorBoundary } from './ErrorBoundary';
import { Header } from './Header';
import { onAnnounce } from './live';
import { PortfolioView } from './portfolio/PortfolioView';
import { useRoute, type Route } from './route';
import { Scenarios } from './scenario/Scenarios';

const titles = { scenarios: 'Scenarios', claims: 'Claims', claim: 'Claim', portfolio: 'Portfolio' };

function View({ route }: { route: Route }) {
    switch (route.view) {
        case 'scenarios':
            return <Scenarios />;
        case 'claims':
            return <Claims />;
        case 'claim':
            return <ClaimPage key={route.id} id={route.id} />;
        case 'portfolio':
            return <PortfolioView />;
    }
}

/** Names the page and moves the focus to its heading when the view changes, as a page load would. */
function useViewFocus(route: Route): void {
    const first = useRef(true);
    const identity = JSON.stringify(route);
    useEffect(() => {
        document.title = `${titles[route.view]} · Headwater`;
        if (first.current) {
            first.current = false;
            return;
        }
        scrollTo(0, 0);
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }, [identity]);
}

export function App() {
    const route = useRoute();
    useViewFocus(route);
    return (
        <I18nProvider locale="en-GB">
            <a className="skip" href="#main" onClick={skipToMain}>Skip to the content</a>
            <Header route={route} />
            <main id="main" tabIndex={-1}>
                <ErrorBoundary key={JSON.stringify(route)}>
                    <View route={route} />
                </ErrorBoundary>
            </main>
            <footer className="bottom"><a href="/schemas">Schemas of every document</a></footer>
            <LiveRegion />
        </I18nProvider>
    );
}

/** Moves the focus without changing the fragment, which holds the route. */
function skipToMain(event: React.MouseEvent): void {
    event.preventDefault();
    document.getElementById('main')?.focus();
}

function LiveRegion() {
    const [message, setMessage] = useState('');
    useEffect(() => onAnnounce(setMessage), []);
    return <div className="visually-hidden" aria-live="polite" role="status">{message}</div>;
}
