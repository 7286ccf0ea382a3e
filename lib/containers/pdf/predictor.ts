import { readNumber } from './reader.ts';
import type { PdfDictionary } from './lexer.ts';

/**
 * Undoes the prediction that cross-reference streams are compressed with (ISO 32000-2 §7.4.4.4: PNG's filters by
 * row). `null`: a predictor of another kind.
 */
export function unpredict(bytes: Uint8Array, { entries }: PdfDictionary): Uint8Array | null {
  const given = entries.get('DecodeParms');
  const parameters = given?.kind === 'array' ? given.items[0] : given;
  if (parameters?.kind !== 'dictionary') return bytes;
  const predictor = readNumber(parameters, 'Predictor') ?? 1;
  if (predictor === 1) return bytes;
  const columns = readNumber(parameters, 'Columns') ?? 1;
  if (predictor < FIRST_PNG || columns < 1 || columns > WIDEST_ROW) return null;
  const colors = (readNumber(parameters, 'Colors') ?? 1) * (readNumber(parameters, 'BitsPerComponent') ?? 8);
  if (colors !== 8) return null;
  const rows = Math.floor(bytes.length / (columns + 1));
  const opened = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const filter = bytes[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const left = column > 0 ? (opened[at - 1] ?? 0) : 0;
      const up = row > 0 ? (opened[at - columns] ?? 0) : 0;
      const corner = row > 0 && column > 0 ? (opened[at - columns - 1] ?? 0) : 0;
      opened[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return opened;
}

/** PNG's five filters (https://www.w3.org/TR/png-3/#9Filters). */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((each) => Math.abs(estimate - each)) as [
    number,
    number,
    number,
  ];
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
}

const FIRST_PNG = 10;
/** An entry of a cross-reference stream is under 24 bytes wide. */
const WIDEST_ROW = 64;
