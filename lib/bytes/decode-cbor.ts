import type { Outcome } from '../model/outcome.ts';
import { utf8 } from './byte-view.ts';
import { CBOR, type CborHead, cborHead, cborString } from './cbor.ts';

/** Items read of one structure; an assertion on metadata has under a hundred. */
const MAX_ITEMS = 10_000;
const MAX_DEPTH = 16;

/**
 * Plain data in CBOR (RFC 8949) as JSON would give it: maps with keys that are texts become objects, numbers up to
 * 2⁵³ − 1 numbers, byte strings and what JSON has not `null`. Tags are passed over. What is of indefinite length is
 * `unsupported`: C2PA asks for deterministic encoding, which has none (C2PA 2.2 §6.3).
 */
export function decodeCbor(bytes: Uint8Array): Outcome<unknown> {
  try {
    return { kind: 'found', value: new Reading(bytes).item(0) };
  } catch (error) {
    if (error instanceof Fault) return { kind: 'unanswered', why: error.why };
    throw error;
  }
}

class Fault extends Error {
  readonly why: 'malformed' | 'unsupported' | 'too-large';

  constructor(why: Fault['why']) {
    super(why);
    this.why = why;
  }
}

class Reading {
  readonly #bytes: Uint8Array;
  #at = 0;
  #items = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  item(depth: number): unknown {
    this.#items += 1;
    if (depth > MAX_DEPTH || this.#items > MAX_ITEMS) throw new Fault('too-large');
    const at = this.#at;
    const head = cborHead(this.#bytes, at);
    if (head === null) throw new Fault(((this.#bytes[at] ?? 0) & 0x1f) === INDEFINITE ? 'unsupported' : 'malformed');
    this.#at = head.start;
    switch (head.major) {
      case CBOR.unsigned:
        return head.argument;
      case CBOR.negative:
        return -1 - head.argument;
      case CBOR.bytes:
        this.#string(at, head);
        return null;
      case CBOR.text:
        return known(utf8(this.#string(at, head)));
      case CBOR.array:
        return this.#array(head.argument, depth);
      case CBOR.map:
        return this.#map(head.argument, depth);
      case CBOR.simple:
        return this.#simple(at, head);
      default:
        return this.item(depth + 1);
    }
  }

  #string(at: number, { major, start, argument }: CborHead): Uint8Array {
    this.#at = start + argument;
    return known(cborString(this.#bytes, at, major));
  }

  #array(length: number, depth: number): readonly unknown[] {
    if (length > MAX_ITEMS) throw new Fault('too-large');
    return Array.from({ length }, () => this.item(depth + 1));
  }

  #map(length: number, depth: number): Readonly<Record<string, unknown>> {
    if (length > MAX_ITEMS) throw new Fault('too-large');
    const entries = Array.from({ length }, () => [this.item(depth + 1), this.item(depth + 1)] as const);
    // `fromEntries` defines: a key named `__proto__` is one like any other.
    return Object.fromEntries(
      entries.filter((entry): entry is readonly [string, unknown] => typeof entry[0] === 'string'),
    );
  }

  /** `false`, `true`, and floating point of 32 and 64 bits (§3.3); all else that JSON has not. */
  #simple(at: number, { argument, start }: CborHead): unknown {
    const length = start - at - 1;
    if (length === 0) return argument === FALSE || argument === TRUE ? argument === TRUE : null;
    if (length < 4) return null;
    const { buffer, byteOffset } = this.#bytes.subarray(at + 1);
    const number = new DataView(buffer, byteOffset, length);
    const value = length === 4 ? number.getFloat32(0) : number.getFloat64(0);
    return Number.isFinite(value) ? value : null;
  }
}

function known<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Fault('malformed');
  return value;
}

/** Short forms of an initial byte (§3). */
const FALSE = 20;
const TRUE = 21;
const INDEFINITE = 31;
