import { ByteView, utf8 } from '../bytes/byte-view.ts';
import type { Outcome } from '../model/outcome.ts';

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
    return { kind: 'found', value: new Reading(new ByteView(bytes)).item(0) };
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
  readonly #view: ByteView;
  #at = 0;
  #items = 0;

  constructor(view: ByteView) {
    this.#view = view;
  }

  item(depth: number): unknown {
    this.#items += 1;
    if (depth > MAX_DEPTH || this.#items > MAX_ITEMS) throw new Fault('too-large');
    const initial = known(this.#view.u8(this.#at));
    const kind = initial >> 5;
    const short = initial & 0x1f;
    if (kind === SIMPLE) return this.#simple(short);
    const argument = this.#argument(short);
    switch (kind) {
      case UNSIGNED:
        return argument;
      case NEGATIVE:
        return -1 - argument;
      case BYTES:
        this.#take(argument);
        return null;
      case TEXT:
        return known(utf8(this.#take(argument)));
      case ARRAY:
        return this.#array(argument, depth);
      case MAP:
        return this.#map(argument, depth);
      default:
        return this.item(depth + 1);
    }
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

  /** The number that follows the first byte, or stands in it. */
  #argument(short: number): number {
    const at = this.#at + 1;
    if (short > 27) throw new Fault(short === INDEFINITE ? 'unsupported' : 'malformed');
    this.#at = at + (short < 24 ? 0 : 1 << (short - 24));
    if (short < 24) return short;
    if (short === 24) return known(this.#view.u8(at));
    if (short === 25) return known(this.#view.u16(at));
    return known(short === 26 ? this.#view.u32(at) : this.#view.u64(at));
  }

  /** `false`, `true`, and floating point; all else that JSON has not. */
  #simple(short: number): unknown {
    const { bytes } = this.#view;
    const at = this.#at + 1;
    // Also proves that its bytes are there.
    this.#argument(short);
    if (short === 20 || short === 21) return short === 21;
    if (short < 26) return null;
    const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const value = short === 26 ? numbers.getFloat32(at) : numbers.getFloat64(at);
    return Number.isFinite(value) ? value : null;
  }

  #take(length: number): Uint8Array {
    const taken = known(this.#view.slice(this.#at, length));
    this.#at += length;
    return taken;
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Fault('malformed');
  return value;
}

/** Major types (RFC 8949 §3.1); the sixth is a tag, before what it is of. */
const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;
const SIMPLE = 7;
const INDEFINITE = 31;
