// SPDX-License-Identifier: Apache-2.0
/** A share of the plot's width, in percent. */
const position = (value: number, [low, high]: [number, number]) => ((value - low) / (high - low)) * 100;

interface Properties {
    lower: number;
    mean: number;
    upper: number;
    /** Ends of the scale, shared by all rows of a plot; zero lies between them. */
    scale: [number, number];
}

/** One row of a forest plot: interval with end caps, diamond at the mean, rule at zero. The numbers stand beside it. */
export function IntervalBar({ lower, mean, upper, scale }: Properties) {
    const left = position(lower, scale);
    return (
        <span className="interval" aria-hidden="true">
            <span className="interval-zero" style={{ left: `${position(0, scale)}%` }} />
            <span className="interval-range" style={{ left: `${left}%`, width: `${position(upper, scale) - left}%` }} />
            <span className="interval-mean" style={{ left: `${position(mean, scale)}%` }} />
        </span>
    );
}
