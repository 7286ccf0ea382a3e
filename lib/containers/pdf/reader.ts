import { latin1 } from '../../bytes/byte-view.ts';
import type { Window } from '../../bytes/window.ts';
import type { ByteRange } from '../../model/container.ts';
import { EndOfText, NotPdf, parsePdfValue, type PdfDictionary, type PdfValue } from './lexer.ts';

/** A stream object: its dictionary, and where its bytes lie. */
export interface PdfStream extends ByteRange {
  readonly dictionary: PdfDictionary;
  /** The one filter; `null`: none. `other`: several, or their names are kept elsewhere. */
  readonly filter: string | null;
}

/** A value read from the file, with the offset its text begins at. */
export interface PlacedValue {
  readonly value: PdfValue;
  readonly base: number;
  /** Offset of the byte behind it. */
  readonly end: number;
}

/** Reads objects of a PDF where they stand, without knowing which is which. */
export class PdfReader {
  readonly #file: Window;
  /** Finds the number an indirect `Length` stands for. */
  resolveLength: (number: number) => Promise<number | null> = async () => null;

  constructor(file: Window) {
    this.#file = file;
  }

  /** The value at `offset`; `null`: none, or one longer than any that says where a file is from. */
  async valueAt(offset: number): Promise<PlacedValue | null> {
    for (const length of LOOKS) {
      const { bytes } = await this.#file.at(offset, length);
      const text = latin1(bytes.subarray(0, length));
      try {
        const { value, end } = parsePdfValue(text, 0);
        return { value, base: offset, end: offset + end };
      } catch (error) {
        if (error instanceof NotPdf) return null;
        if (!(error instanceof EndOfText)) throw error;
        if (bytes.length < length) return null;
      }
    }
    return null;
  }

  /** The object at `offset`, which must begin with its number (`12 0 obj`). */
  async objectAt(offset: number, number?: number): Promise<PlacedValue | null> {
    const { bytes } = await this.#file.at(offset, OBJECT_LOOK);
    const head = OBJECT.exec(latin1(bytes.subarray(0, OBJECT_LOOK)));
    if (head === null || (number !== undefined && Number(head[1]) !== number)) return null;
    return this.valueAt(offset + head[0].length);
  }

  /** The stream object at `offset`. */
  async streamAt(offset: number, number?: number): Promise<PdfStream | null> {
    const object = await this.objectAt(offset, number);
    if (object?.value.kind !== 'dictionary') return null;
    const { bytes } = await this.#file.at(object.end, STREAM_LOOK);
    const keyword = STREAM.exec(latin1(bytes.subarray(0, STREAM_LOOK)));
    const stated = object.value.entries.get('Length');
    const length =
      stated?.kind === 'reference' ? await this.resolveLength(stated.number) : readNumber(object.value, 'Length');
    if (keyword === null || length == null || !Number.isSafeInteger(length) || length < 0) return null;
    return { dictionary: object.value, filter: filterOf(object.value), offset: object.end + keyword[0].length, length };
  }

  /** `null`: the file ends inside the stream. */
  async bytesOf({ offset, length }: ByteRange): Promise<Uint8Array | null> {
    const bytes = (await this.#file.at(offset, Math.max(length, 1))).slice(0, length);
    return bytes ?? null;
  }
}

export function readNumber({ entries }: PdfDictionary, key: string): number | undefined {
  const value = entries.get(key);
  return value?.kind === 'number' ? value.value : undefined;
}

function filterOf({ entries }: PdfDictionary): string | null {
  const filter = entries.get('Filter');
  if (filter === undefined) return null;
  if (filter.kind === 'array' && filter.items.length === 0) return null;
  const only = filter.kind === 'array' && filter.items.length === 1 ? filter.items[0] : filter;
  return only?.kind === 'name' ? only.name : 'other';
}

const OBJECT = /^[\s\0]*(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj/;
const OBJECT_LOOK = 64;
const STREAM = /^[\s\0]*stream(?:\r\n|\n|\r)/;
const STREAM_LOOK = 32;
/** Bytes tried one after the other; most objects are under a hundred. */
const LOOKS = [1024, 64 * 1024, 1024 * 1024];
