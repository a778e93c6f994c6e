// SPDX-License-Identifier: Apache-2.0
interface Kind {
    synthetic: boolean;
    backTest: boolean;
}

/** The two labels that no figure may be shown without. */
export function Labels({ synthetic, backTest }: Kind) {
    return (
        <>
            {synthetic && <span className="label label-synthetic">Synthetic</span>}
            {backTest && <span className="label label-back-test">Back-test</span>}
        </>
    );
}

/** The same, spelled out where a claim is read on its own. */
export function LabelNotice({ synthetic, backTest }: Kind) {
    return (
        <>
            {synthetic && (
                <p className="warning-stripe">
                    <strong>Synthetic.</strong> The “reality” of this claim was drawn by a simulator with its own seed. No
                    forest was planted or measured, and the tokens have no value.
                </p>
            )}
            {backTest && (
                <p className="warning-stripe">
                    <strong>Back-test.</strong> The forecast was computed after the monitored years had passed, from earlier
                    years only. Payments shown here are what the rules would have paid; nobody earned them.
                </p>
            )}
        </>
    );
}
