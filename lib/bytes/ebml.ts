import type { ByteView } from './byte-view.ts';

/** Header of an EBML element (RFC 8794 §4). */
export interface EbmlElement {
  /** With its length marker, as the format's documents write it. */
  readonly id: number;
  /** Bytes of ID and length. */
  readonly header: number;
  /** Bytes of content; `null`: unknown, the content goes on until something else begins. */
  readonly length: number | null;
}

/** The element at `at`; `null`: its header is cut short or is none. */
export function ebmlElement(view: ByteView, at: number): EbmlElement | null {
  const first = view.u8(at) ?? 0;
  const idLength = Math.clz32(first) - 23;
  if (first === 0 || idLength > 4 || !view.has(at, idLength)) return null;
  let id = 0;
  for (let i = 0; i < idLength; i++) id = id * 256 + (view.u8(at + i) ?? 0);
  const marker = view.u8(at + idLength) ?? 0;
  const size = Math.clz32(marker) - 23;
  if (marker === 0 || !view.has(at + idLength, size)) return null;
  let length = marker & (0xff >> size);
  let isUnknown = length === 0xff >> size;
  for (let i = 1; i < size; i++) {
    const byte = view.u8(at + idLength + i) ?? 0;
    isUnknown &&= byte === 0xff;
    length = Math.min(length * 256 + byte, Number.MAX_SAFE_INTEGER);
  }
  return { id, header: idLength + size, length: isUnknown ? null : length };
}

/** An unsigned number of up to 8 bytes; no bytes at all are 0. */
export function ebmlNumber(view: ByteView): number {
  let value = 0;
  for (let i = 0; i < view.length && i < 8; i++)
    value = Math.min(value * 256 + (view.u8(i) ?? 0), Number.MAX_SAFE_INTEGER);
  return value;
}

/**
 * Calls `read` for each element of `parent`, without descending.
 * `false`: the lengths do not add up. An unknown length is one of those here.
 */
export function eachEbmlElement(parent: ByteView, read: (id: number, content: ByteView, at: number) => void): boolean {
  let at = 0;
  while (at < parent.length) {
    const element = ebmlElement(parent, at);
    if (element === null || element.length === null) return false;
    const start = at + element.header;
    if (start + element.length > parent.length) return false;
    read(element.id, parent.from(start, element.length), start);
    at = start + element.length;
  }
  return true;
}

/** The longest header an element can have. */
export const EBML_HEADER = 12;
