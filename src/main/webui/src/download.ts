// SPDX-License-Identifier: Apache-2.0
type Cell = string | number | boolean | null;

function quoted(cell: Cell): string {
    const text = cell === null ? '' : String(cell);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180 text with full-precision numbers and decimal points, whatever the reader's locale. */
export function csv(header: string[], rows: Cell[][]): string {
    return [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

export function download(name: string, text: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}
