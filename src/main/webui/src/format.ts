// SPDX-License-Identifier: Apache-2.0
const minus = '\u2212';

/** A number with a fixed count of decimals, a true minus sign and thin grouping. */
export function fixed(value: number, digits = 2): string {
    return value
        .toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
        .replace('-', minus);
}

export function signed(value: number, digits = 2): string {
    const text = fixed(Math.abs(value), digits);
    if (Number(text) === 0) {
        return text;
    }
    return value > 0 ? `+${text}` : `${minus}${text}`;
}

/** Three significant digits, as fits a measured value of any size. */
export function measured(value: number): string {
    return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 }).replace('-', minus);
}

/** A value in its unit's own size: two decimals of a pure number, significant digits of anything else. */
export function quantity(value: number, unit: string, digits = 2): string {
    return unit === '1' ? fixed(value, digits) : measured(value);
}

/** {@link quantity} with its sign. */
export function signedQuantity(value: number, unit: string): string {
    if (unit === '1') {
        return signed(value);
    }
    return value > 0 ? `+${measured(value)}` : measured(value);
}

const compactly = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** A number where there is little room, such as 52.8M. */
export function compact(value: number): string {
    return compactly.format(value).replace('-', minus);
}

export function percent(share: number, digits = 0): string {
    return `${fixed(share * 100, digits)} %`;
}

/** A share of simulated draws: never claims certainty that the number of draws cannot give. */
export function shareOfDraws(share: number, draws: number): string {
    const resolution = 1 / draws;
    if (share > 1 - resolution) {
        return `> ${percent(1 - resolution, 1)}`;
    }
    return share < resolution ? `< ${percent(resolution, 1)}` : percent(share, 1);
}

/** Token base units (a decimal string) as an amount with the token's decimals; no floating point is involved. */
export function tokenAmount(baseUnits: string | number | null | undefined, decimals = 6): string {
    if (baseUnits === null || baseUnits === undefined || !/^\d+$/.test(String(baseUnits))) {
        return '–';
    }
    const digits = String(baseUnits).padStart(decimals + 1, '0');
    const whole = BigInt(digits.slice(0, -decimals)).toLocaleString('en');
    const fraction = digits.slice(-decimals).replace(/0+$/, '');
    return fraction ? `${whole}.${fraction.padEnd(2, '0')}` : whole;
}

export function time(value: string): string {
    const date = new Date(value);
    return Number.isNaN(date.getTime())
        ? value
        : `${date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })} UTC`;
}

export function shortened(identifier: string): string {
    return identifier.length > 20 ? `${identifier.slice(0, 10)}…${identifier.slice(-6)}` : identifier;
}

const units: Record<string, string> = {
    '1': 'index',
    't/a': 't per year',
    't/har/a': 't per ha and year',
    m3: 'm³',
    'MW.h/a': 'MWh per year',
    'USD/a': 'USD per year',
};

/** A UCUM unit as shown to people; `1` stands for a dimensionless index, or for a share where the indicator is one. */
export function unitOf(unit: string, indicator?: string): string {
    return indicator === 'canopy-cover' ? 'share' : (units[unit] ?? unit);
}

const names: Record<string, string> = {
    'cost-sharing': 'Cost sharing',
    'performance-contract': 'Performance contract',
    'credit-trading': 'Credit trading',
    'forest-health': 'Forest health',
    erosion: 'Erosion',
    'no-project': 'No project',
    ngo: 'NGO',
};

/** The display name of a mechanism or indicator in the middle of a sentence. */
export function wordsOf(identifier: string): string {
    const name = nameOf(identifier);
    return name === name.toUpperCase() ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** The display name of a mechanism or indicator; other identifiers become words. */
export function nameOf(identifier: string): string {
    const [whole, part] = identifier.split('/');
    if (whole && part) {
        return `${nameOf(whole)}: ${wordsOf(part)}`;
    }
    const words = identifier.replaceAll('-', ' ');
    return names[identifier] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
