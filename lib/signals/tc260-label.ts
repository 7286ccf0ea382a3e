import type { Label } from '../model/verdict.ts';
import { cutObject, fieldAnyCase, parseJson, unescapeEntities } from './json-text.ts';

/** An implicit label under China's measures of 2025-09-01 (GB 45438-2025 Annex E, TC260-PG-20259A). */
export interface AigcLabel {
  /** "1" is, "2" may be, "3" is suspected to be AI-generated; `null` in Tencent's form, which leaves it out. */
  readonly label: '1' | '2' | '3' | null;
  readonly producer: string | null;
  readonly produceId: string | null;
  readonly propagator: string | null;
}

/**
 * Reads a label from the text of a field. Takes the object with and without its `AIGC` wrapper, JSON in JSON,
 * HTML entities, `AIGC={…}` and `AIGC{…}` inside other text.
 * @param isKeyed the field itself is named AIGC; else a wrapper or a second field of the standard is asked for
 */
export function parseAigcLabel(text: string, isKeyed: boolean): AigcLabel | null {
  const plain = unescapeEntities(text.slice(0, MAX_TEXT)).trim();
  const whole = parseJson(plain);
  const wrapped = fieldAnyCase(whole, 'AIGC');
  if (wrapped !== undefined) return readLabel(typeof wrapped === 'string' ? parseJson(wrapped) : wrapped, true);
  if (whole !== undefined) return readLabel(whole, isKeyed);
  for (const { index, 0: opening } of plain.matchAll(EMBEDDED).take(MAX_EMBEDDED)) {
    const cut = cutObject(plain, index + opening.length - 1);
    const label = cut === null ? null : readLabel(parseJson(cut) ?? parseJson(cut.replaceAll('\\"', '"')), true);
    if (label !== null || cut === null) return label;
  }
  return null;
}

/** What the label says of the picture. */
export function sayingOf({ label }: AigcLabel): Label {
  return label === '1' ? 'ai-generated' : 'may-contain-ai';
}

function readLabel(value: unknown, isMarked: boolean): AigcLabel | null {
  const stated = fieldAnyCase(value, 'Label');
  const label =
    LABELS.find((each) => each === String(typeof stated === 'number' ? stated : textOf(stated)).trim()) ?? null;
  const isTencent = textOf(fieldAnyCase(value, 'ServiceProvider')) !== null;
  const hasSecondField = SECOND_FIELDS.some((name) => fieldAnyCase(value, name) !== undefined);
  if (label === null ? !(isTencent && isMarked) : !(isMarked || hasSecondField)) return null;
  const read = (...names: readonly string[]) =>
    names
      .map((name) => textOf(fieldAnyCase(value, name)))
      .find((text) => text !== null)
      ?.slice(0, MAX_VALUE) ?? null;
  return {
    label,
    producer: read('ContentProducer', 'ServiceProvider'),
    produceId: read('ProduceID', 'ContentId'),
    propagator: read('ContentPropagator'),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The mark and the brace that opens its object. */
const EMBEDDED = /aigc[\\"'\s:=]{0,8}\{/gi;
/** Every one costs a look at what follows; a text with more than a few is written to cost time. */
const MAX_EMBEDDED = 8;
const LABELS = ['1', '2', '3'] as const;
const SECOND_FIELDS = ['ContentProducer', 'ProduceID', 'ContentPropagator', 'PropagateID', 'ServiceProvider'];
const MAX_TEXT = 64 * 1024;
const MAX_VALUE = 256;
