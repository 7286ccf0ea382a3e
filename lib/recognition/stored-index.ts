import type { Outcome } from '../model/outcome.ts';
import { HammingIndex, NO_KEY } from './hamming-index.ts';
import { MOST_HASHES } from './hamming-tables.ts';
import { PDQ_BYTES } from './pdq.ts';

/**
 * An index as bytes: "WHIX", the version, how many works, 4 bytes of 0; then their keys, then their hashes. Numbers are
 * of 4 bytes, the lowest first. The tables are left out: they are made again sooner than they could be checked.
 */
export function storeIndex(index: HammingIndex): ArrayBuffer {
  const { keys, hashes } = index.entries();
  const bytes = new Uint8Array(HEADER + keys.length * PER_WORK);
  const numbers = new DataView(bytes.buffer);
  numbers.setUint32(0, MAGIC);
  numbers.setUint32(4, VERSION, true);
  numbers.setUint32(8, keys.length, true);
  for (const [at, key] of keys.entries()) numbers.setUint32(HEADER + at * KEY_BYTES, key, true);
  bytes.set(hashes, HEADER + keys.length * KEY_BYTES);
  return bytes.buffer;
}

/** The index again; `unsupported` when it is of a later version, `malformed` when it is none. */
export function parseIndex(stored: ArrayBuffer): Outcome<HammingIndex> {
  if (stored.byteLength < HEADER) return MALFORMED;
  const numbers = new DataView(stored);
  if (numbers.getUint32(0) !== MAGIC) return MALFORMED;
  const version = numbers.getUint32(4, true);
  if (version > VERSION) return { kind: 'unanswered', why: 'unsupported' };
  const count = numbers.getUint32(8, true);
  const isSound = version === VERSION && count <= MOST_HASHES && numbers.getUint32(12) === 0;
  if (!isSound || stored.byteLength !== HEADER + count * PER_WORK) return MALFORMED;
  const keys = Uint32Array.from({ length: count }, (_, at) => numbers.getUint32(HEADER + at * KEY_BYTES, true));
  if (keys.includes(NO_KEY)) return MALFORMED;
  const hashes = new Uint8Array(stored, HEADER + count * KEY_BYTES);
  return { kind: 'found', value: HammingIndex.of(keys, hashes) };
}

const MALFORMED: Outcome<never> = { kind: 'unanswered', why: 'malformed' };
/** "WHIX". */
const MAGIC = 0x57484958;
const VERSION = 1;
const HEADER = 16;
const KEY_BYTES = 4;
const PER_WORK = KEY_BYTES + PDQ_BYTES;
