import { stripVTControlCharacters } from 'node:util';
import type { Report } from '../../lib/model/report.ts';

/** Reports as lines for a terminal. Names in files are an attacker's: no control character passes. */
export function reportTable(reports: readonly Report[]): string {
  return table(
    ['source', 'label', 'basis', 'what it says'],
    reports.map(({ source, label, basis, sentence }) => [source, label ?? '–', basis, sentence]),
  );
}

/** Columns as wide as their longest cell, the last one as long as it is. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(printable));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ' ');
}
