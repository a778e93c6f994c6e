// SPDX-License-Identifier: Apache-2.0
import { api, type Dispute, type Milestone, type PerformanceContract } from '../api';
import { nameOf, tokenAmount } from '../format';
import { useResource } from '../resource';
import { WalletAction } from '../WalletAction';

const currency = 'dUSD';

export function Contracts({ claimId }: { claimId: string }) {
    const { value, error } = useResource(claimId, (signal) => api.contracts(claimId, signal), { repeat: () => 5000 });
    return (
        <>
            {error && <p className="notice error" role="alert">{error}</p>}
            {value?.length === 0 && <p className="notice">No performance contract is bound to this claim.</p>}
            {value?.map((contract) => <Contract key={contract.address} claimId={claimId} contract={contract} />)}
        </>
    );
}

function Contract({ claimId, contract }: { claimId: string; contract: PerformanceContract }) {
    return (
        <section className="card" aria-labelledby={contract.address}>
            <h2 id={contract.address}>Performance contract</h2>
            <p className="explain">
                The escrow pays when {contract.quorum}
                {contract.verifiers ? ` of ${contract.verifiers.length}` : ''} verifiers attest the same value. {currency} are
                demonstration tokens without value.
            </p>
            {contract.arbitration && (
                <p className="explain">
                    Within the challenge window a payer or the forest owner may contest an attested value with a bond of at least{' '}
                    {tokenAmount(contract.arbitration.bond)} {currency}; what stays disputed is decided by {contract.arbitration.arbiter}.
                </p>
            )}
            {contract.holdBack && (
                <p className="explain" data-hold-back>
                    {Number((100 * Number(contract.holdBack.share)).toFixed(2))} % of each payment is held back until {day(contract.holdBack.until)};
                    now {tokenAmount(contract.holdBack.amount)} {currency} wait.
                </p>
            )}
            {contract.missing && contract.missing !== '0' && (
                <div className="notice" data-missing={contract.missing}>
                    <p>{tokenAmount(contract.missing)} {currency} are still missing; no verifier can vote before.</p>
                    <WalletAction
                        label="Deposit with your wallet"
                        prepare={(from, terms) => api.prepareDeposit(claimId, from, terms)}
                        onDone={() => undefined}
                    />
                </div>
            )}
            <ol className="milestones">
                {contract.milestones.map((milestone) => (
                    <MilestoneItem key={milestone.name} milestone={milestone} contract={contract} />
                ))}
            </ol>
            <dl className="facts stacked">
                <div><dt>Escrow</dt><dd><code>{contract.address}</code></dd></div>
                <div><dt>Token</dt><dd><code>{contract.token}</code></dd></div>
            </dl>
        </section>
    );
}

function condition({ indicator, lower, upper }: Milestone): string {
    const change = `Attributable change in ${nameOf(indicator).toLowerCase()}`;
    return Number(lower) === Number(upper)
        ? `${change}: pays all from ${lower}, nothing below.`
        : `${change}: pays nothing up to ${lower}, all from ${upper}, in proportion between.`;
}

function MilestoneItem({ milestone, contract }: { milestone: Milestone; contract: PerformanceContract }) {
    return (
        <li className="milestone" data-milestone={milestone.name}>
            <div className="milestone-head">
                <h3>{milestone.name}</h3>
                <span className={`state state-${milestone.state.toLowerCase()}`}>{milestone.state.toLowerCase()}</span>
            </div>
            <p className="explain">{condition(milestone)}</p>
            <Quorum milestone={milestone} contract={contract} />
            <dl className="facts">
                {hasValue(milestone.value) && <div><dt>Attested value</dt><dd>{milestone.value}</dd></div>}
                <div><dt>Paid</dt><dd>{tokenAmount(milestone.paid ?? '0')} of {tokenAmount(milestone.amount)} {currency}</dd></div>
            </dl>
            {milestone.dispute && <DisputeNote milestone={milestone} dispute={milestone.dispute} contract={contract} />}
            {milestone.transaction && <p className="identifier"><code>{milestone.transaction}</code></p>}
        </li>
    );
}

const day = (instant: string) => instant.slice(0, 10);

/** Who says what against the attested value, and what happens next. */
function DisputeNote({ milestone, dispute, contract }: { milestone: Milestone; dispute: Dispute; contract: PerformanceContract }) {
    const open = milestone.state.toLowerCase() === 'disputed';
    const said = [
        hasValue(dispute.payersValue) && `a payer says ${dispute.payersValue}`,
        hasValue(dispute.beneficiaryValue) && `the forest owner says ${dispute.beneficiaryValue}`,
        dispute.revoked && 'a verifier has revoked',
    ].filter(Boolean);
    return (
        <p className="notice" data-dispute={milestone.name}>
            {milestone.value} was attested; {said.join('; ')}.{' '}
            {open
                ? `Nobody contests ${tokenAmount(dispute.undisputed)} ${currency}; up to ${tokenAmount(dispute.claimed)} ${currency} are claimed.
                   The value may be contested until ${day(dispute.challengeEnd)}; then ${contract.arbitration?.arbiter ?? 'the arbiter'} may decide
                   until ${day(dispute.arbitrationEnd)}, unless the parties agree before. Without a decision the uncontested part is all.`
                : 'The dispute has ended.'}
        </p>
    );
}

function hasValue(value: string | number | null | undefined): boolean {
    return value !== null && value !== undefined;
}

/** One box per verifier, filled and ticked for each signature, with the quorum in words. */
function Quorum({ milestone, contract }: { milestone: Milestone; contract: PerformanceContract }) {
    const signed = milestone.attesters.length;
    const seats = Math.max(contract.verifiers?.length ?? 0, contract.quorum, signed);
    return (
        <div className="quorum">
            <span className="quorum-boxes" aria-hidden="true">
                {Array.from({ length: seats }, (_, seat) => (
                    <span key={seat} className={seat < signed ? 'seat signed' : 'seat'}>{seat < signed ? '✓' : ''}</span>
                ))}
            </span>
            <span>
                {signed} signed, {contract.quorum} needed
                {signed > 0 && (
                    <details>
                        <summary>who</summary>
                        <ul>{milestone.attesters.map((attester) => <li key={attester}><code>{attester}</code></li>)}</ul>
                    </details>
                )}
            </span>
        </div>
    );
}
