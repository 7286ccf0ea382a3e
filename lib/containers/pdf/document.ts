import { inflate } from '../../bytes/inflate.ts';
import { latin1 } from '../../bytes/byte-view.ts';
import type { Window } from '../../bytes/window.ts';
import type { ByteRange } from '../../model/container.ts';
import { EndOfText, NotPdf, parsePdfValue, type PdfDictionary, type PdfValue } from './lexer.ts';
import { PdfReader, readNumber, type PdfStream } from './reader.ts';
import { type Place, readSection, type Section } from './xref.ts';

/** An object, and where its text lies: in the file, or in what an object stream inflates to. */
export interface PdfObject {
  readonly value: PdfValue;
  readonly base: number;
  readonly stream: ByteRange | null;
}

/** A PDF's objects by number, found through its cross-reference sections, the newest first. */
export class PdfDocument {
  readonly #reader: PdfReader;
  readonly #sections: readonly Section[];
  readonly #streams = new Map<number, OpenedStream | null>();
  #openings = 0;
  /** A broken section or object was met: what is not found may be there all the same. */
  isDamaged = false;

  private constructor(reader: PdfReader, sections: readonly Section[]) {
    this.#reader = reader;
    this.#sections = sections;
    reader.resolveLength = async (number) => {
      const place = await this.#find(number);
      const object = place?.kind === 'file' ? await reader.objectAt(place.offset, number) : null;
      return object?.value.kind === 'number' ? object.value.value : null;
    };
  }

  /** `null`: no section could be read at all. */
  static async open(file: Window, startOfSections: number): Promise<PdfDocument | null> {
    const reader = new PdfReader(file);
    const sections: Section[] = [];
    const seen = new Set<number>();
    const queue = [startOfSections];
    let isDamaged = false;
    for (const offset of queue) {
      if (seen.has(offset) || sections.length === MOST_SECTIONS) {
        isDamaged = true;
        break;
      }
      seen.add(offset);
      const section = await readSection(file, reader, offset);
      if (section === null) {
        isDamaged = true;
        continue;
      }
      sections.push(section);
      // A hybrid file keeps more of the same section in a stream (§7.5.8.4), which older readers pass over.
      for (const key of ['XRefStm', 'Prev']) {
        const next = readNumber(section.trailer, key);
        if (next !== undefined) queue.push(next);
      }
    }
    if (sections.length === 0) return null;
    const objects = new PdfDocument(reader, sections);
    objects.isDamaged = isDamaged;
    return objects;
  }

  /** An entry of the newest trailer that has it. */
  trailer(key: string): PdfValue | undefined {
    return this.#sections.find(({ trailer }) => trailer.entries.has(key))?.trailer.entries.get(key);
  }

  /** The value a reference leads to; a value that is none is answered as it is, placed nowhere. */
  async resolve(value: PdfValue | undefined): Promise<PdfObject | null> {
    if (value === undefined) return null;
    if (value.kind !== 'reference') return { value, base: -1, stream: null };
    const place = await this.#find(value.number);
    if (place === null || place.kind === 'free') return null;
    const object =
      place.kind === 'file'
        ? await this.#reader.objectAt(place.offset, value.number)
        : await this.#inStream(place.stream, place.index, value.number);
    this.isDamaged ||= object === null;
    return object && { stream: null, ...object };
  }

  async dictionary(value: PdfValue | undefined): Promise<PdfDictionary | null> {
    const object = await this.resolve(value);
    return object?.value.kind === 'dictionary' ? object.value : null;
  }

  async array(value: PdfValue | undefined): Promise<readonly PdfValue[]> {
    const object = await this.resolve(value);
    return object?.value.kind === 'array' ? object.value.items : [];
  }

  /** The stream a reference leads to. Streams stand in the file, never in another stream. */
  async stream(value: PdfValue | undefined): Promise<PdfStream | null> {
    if (value?.kind !== 'reference') return null;
    const place = await this.#find(value.number);
    if (place === null) return null;
    const stream = place.kind === 'file' ? await this.#reader.streamAt(place.offset, value.number) : null;
    this.isDamaged ||= stream === null;
    return stream;
  }

  async bytesOf(range: ByteRange): Promise<Uint8Array | null> {
    return this.#reader.bytesOf(range);
  }

  async #find(number: number): Promise<Place | null> {
    for (const section of this.#sections) {
      const place = await section.find(number);
      if (place !== null) return place;
    }
    return null;
  }

  async #inStream(streamNumber: number, index: number, number: number): Promise<PdfObject | null> {
    const known = this.#streams.get(streamNumber);
    const opened = known === undefined ? await this.#openStream(streamNumber) : known;
    this.#streams.set(streamNumber, opened);
    const place = opened?.places[index];
    if (opened === null || place === undefined || place.number !== number) return null;
    try {
      const { value } = parsePdfValue(opened.text, place.offset);
      return { value, base: 0, stream: opened.range };
    } catch (error) {
      if (error instanceof NotPdf || error instanceof EndOfText) return null;
      throw error;
    }
  }

  /** An object stream (§7.5.7): pairs of number and offset, then the objects. */
  async #openStream(number: number): Promise<OpenedStream | null> {
    if (++this.#openings > MOST_OPENINGS) return null;
    const place = await this.#find(number);
    const stream = place?.kind === 'file' ? await this.#reader.streamAt(place.offset, number) : null;
    if (stream === null || stream.length > LARGEST_STORED || stream.filter !== 'FlateDecode') return null;
    const [count, first] = [readNumber(stream.dictionary, 'N'), readNumber(stream.dictionary, 'First')];
    const stored = await this.#reader.bytesOf(stream);
    const opened = stored && inflate(stored, 'zlib', LARGEST_OPENED);
    if (opened?.kind !== 'found' || count === undefined || first === undefined) return null;
    const text = latin1(opened.value);
    const numbers = text.slice(0, first).match(/\d{1,10}/g) ?? [];
    const places: { number: number; offset: number }[] = [];
    for (let i = 0; i < Math.min(count, numbers.length / 2); i++)
      places.push({ number: Number(numbers[2 * i]), offset: first + Number(numbers[2 * i + 1]) });
    return { text, places, range: { offset: stream.offset, length: stream.length } };
  }
}

interface OpenedStream {
  readonly text: string;
  readonly places: readonly { readonly number: number; readonly offset: number }[];
  readonly range: ByteRange;
}

/** One for each time a document was saved on top of itself; the loop a hostile file makes of them ends sooner. */
const MOST_SECTIONS = 256;
/** Object streams opened for one document: the catalog, the information and a name tree lie in a few. */
const MOST_OPENINGS = 8;
const LARGEST_STORED = 2 * 1024 * 1024;
const LARGEST_OPENED = 4 * 1024 * 1024;
