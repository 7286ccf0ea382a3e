import type { ByteRange, ContainerMap, Encoding, Part, PartKind } from '../model/container.ts';
import type { Format } from '../model/format.ts';
import type { Unanswered } from '../model/outcome.ts';
import { startsManifestStore, tiffStart } from './part-starts.ts';

/**
 * What a walk has found so far. A part is reported once its header was seen, even when the file
 * ends inside it: reading it then answers `truncated`.
 */
export class Findings {
  readonly #onRecord: () => void;
  readonly #parts: Part[] = [];
  #incomplete: Unanswered | null = null;
  #isPiece = false;
  #format: Format | null = null;
  #pixels: { readonly width: number; readonly height: number } | null = null;

  /** @param onRecord called when a manifest store was seen: its content hash will take the whole file. */
  constructor(onRecord: () => void = () => undefined) {
    this.#onRecord = onRecord;
  }

  /** A manifest store was seen, although it cannot be reported yet. */
  seeRecord(): void {
    this.#onRecord();
  }

  /** @throws TooManyParts, which ends the walk, once there are more than any real file has. */
  add(kind: PartKind, ranges: readonly ByteRange[], encoding?: Encoding, within?: ByteRange): void {
    if (this.#parts.length === MOST_PARTS) {
      this.fault('too-large');
      throw new TooManyParts();
    }
    if (kind === 'c2pa') this.seeRecord();
    const part = encoding === undefined ? { kind, ranges } : { kind, ranges, encoding };
    this.#parts.push(within === undefined ? part : { ...part, within });
  }

  /** For a carrier that only C2PA uses: what it holds (`start` is its beginning) is a store or a fault. */
  addStore(ranges: readonly ByteRange[], start: Uint8Array, encoding?: Encoding, within?: ByteRange): void {
    if (startsManifestStore(start)) this.add('c2pa', ranges, encoding, within);
    else this.fault('malformed');
  }

  /** The part is the TIFF structure: a JPEG signature before it is left out. */
  addExif(range: ByteRange, start: Uint8Array): void {
    const skipped = tiffStart(start);
    if (range.length < skipped) this.fault('malformed');
    else this.add('exif', [{ offset: range.offset + skipped, length: range.length - skipped }]);
  }

  /** Notes that something could not be looked at; the first reason is the one reported. */
  fault(why: Unanswered): void {
    this.#incomplete ??= why;
  }

  /** Of several sizes the largest stands: the others are thumbnails, tiles and frames. */
  size(width: number | undefined, height: number | undefined): void {
    if (width === undefined || height === undefined || width === 0 || height === 0) return;
    if (this.#pixels === null || width * height > this.#pixels.width * this.#pixels.height)
      this.#pixels = { width, height };
  }

  /** Notes that the file is one piece of a whole. */
  isPiece(): void {
    this.#isPiece = true;
  }

  /** Notes that the file turned out to be of another format than the container's own. */
  setFormat(format: Format): void {
    this.#format = format;
  }

  /** `size`: of the file, where it is known. A part that reaches beyond it was cut off, or lied about. */
  toMap(format: Format, size: number | null): ContainerMap {
    const ranges = this.#parts.flatMap((part) => part.ranges);
    if (size !== null && ranges.some(({ offset, length }) => offset + length > size)) this.fault('truncated');
    return {
      format: this.#format ?? format,
      parts: this.#parts,
      incomplete: this.#incomplete,
      ...(this.#isPiece ? { isPiece: true } : {}),
      ...(this.#pixels === null ? {} : { pixels: this.#pixels }),
    };
  }
}

export class TooManyParts extends Error {}

const MOST_PARTS = 1024;
