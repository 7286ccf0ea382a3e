import type { DecodedFields } from '../../model/fields.ts';
import type { Label } from '../../model/verdict.ts';
import type { SourcedText } from '../sourced-text.ts';

/** What one generator's settings, found in a file, say. */
export interface ParametersReading {
  readonly says: Label;
  readonly tool: string;
  readonly model: string | null;
  readonly version: string | null;
}

/**
 * Reads one generator's settings in one text, or answers `null`. The other fields are there to be held against it;
 * the text is an attacker's and at most `MAX_PARAMETERS` long.
 */
export type ParametersReader = (source: SourcedText, fields: DecodedFields) => ParametersReading | null;

/** Characters of one text that are searched; the largest node graphs seen are a megabyte. */
export const MAX_PARAMETERS = 2 * 1024 * 1024;

/** A model's or program's name as it is quoted: one line, at most 120 characters; `null` for none. */
export function nameOf(text: string | undefined): string | null {
  const name = text?.trim().slice(0, 120) ?? '';
  return name === '' ? null : name;
}

/** The text value of the first `"key": "…"` in JSON that need not parse (ComfyUI writes NaN). */
export function jsonText(json: string, key: string): string | null {
  const match = new RegExp(`"${key}"\\s{0,8}:\\s{0,8}"((?:[^"\\\\]|\\\\.){1,200})"`).exec(json);
  return nameOf(match?.[1]);
}
