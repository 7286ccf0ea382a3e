import { entriesField } from '../decoders/json-fields.ts';

/** An assertion of a record, as far as it matters here. */
export interface MetadataAssertion {
  readonly label: string;
  /** Parsed JSON, all of it an attacker's. */
  readonly content: unknown;
}

/** By `prefix:Name`, the prefix in small letters as it is customarily chosen. */
export type RecordMetadata = ReadonlyMap<string, readonly string[]>;

/** `stds.exif` of C2PA 1, `c2pa.metadata` of C2PA 2.2 §18.14, and CAWG's metadata assertion: XMP's names as JSON-LD. */
const METADATA = /^(stds\.(exif|iptc(\.photo-metadata)?)|c2pa\.metadata|cawg\.metadata)(__\d+)?$/;
/** Names read of one assertion; cameras write under a hundred. */
const MAX_NAMES = 500;
/** Values read of one name, of whatever shape. */
const MAX_VALUES = 20;
const MAX_DEPTH = 3;

/** The texts and numbers that a record's assertions on metadata state; later assertions add to earlier ones. */
export function readRecordMetadata(assertions: readonly MetadataAssertion[]): RecordMetadata {
  const found = new Map<string, readonly string[]>();
  for (const { label, content } of assertions) {
    if (!isMetadata(label)) continue;
    for (const [name, value] of entriesField({ content }, 'content', MAX_NAMES)) {
      const key = name.replace(/^[^:]*/, (prefix) => prefix.toLowerCase());
      found.set(key, [...(found.get(key) ?? []), ...textsOf(value, MAX_DEPTH)].slice(0, MAX_VALUES));
    }
  }
  return found;
}

/** Whether an assertion of that label is one on metadata. */
export function isMetadata(label: string): boolean {
  return METADATA.test(label);
}

/** Arrays and objects are opened: JSON-LD wraps values in both. */
function textsOf(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.values(value)
    .slice(0, MAX_VALUES)
    .flatMap((each) => textsOf(each, depth - 1))
    .slice(0, MAX_VALUES);
}
