import { latin1, utf8 } from '../bytes/byte-view.ts';
import { inflate } from '../bytes/inflate.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';

/** Text that a generator hid in the lowest bits of the samples. */
export interface StealthText {
  readonly text: string;
  /** The samples it lies in. */
  readonly carrier: StealthCarrier;
}

export type StealthCarrier = 'alpha' | 'rgb';

/**
 * Reads "Stealth PNGInfo": 15 letters that name the carrier and say whether gzip follows, the payload's length in bits,
 * the payload; a bit a sample, the highest of each byte first, down the columns. One fork writes along the rows.
 * https://github.com/NovelAI/novelai-image-metadata, https://github.com/ashen-sensored/sd_webui_stealth_pnginfo
 *
 * The letters are 120 bits, so chance does not write them. `malformed`: they stand there and no text follows,
 * as in a picture that was cropped or painted over. `too-large`: more text than Whence reads.
 */
export function readStealthPnginfo(raster: Raster): Outcome<StealthText> {
  let fault: Unanswered | null = null;
  for (const layout of LAYOUTS) {
    const read = readLayout(raster, layout);
    if (read.kind === 'found') return read;
    if (read.kind === 'unanswered') fault ??= read.why;
  }
  return fault === null ? { kind: 'absent' } : { kind: 'unanswered', why: fault };
}

interface Layout {
  readonly carrier: StealthCarrier;
  readonly isByRows: boolean;
}

const LAYOUTS: readonly Layout[] = [
  { carrier: 'alpha', isByRows: false },
  { carrier: 'rgb', isByRows: false },
  { carrier: 'alpha', isByRows: true },
  { carrier: 'rgb', isByRows: true },
];

function readLayout(raster: Raster, layout: Layout): Outcome<StealthText> {
  const { carrier } = layout;
  const head = lowestBits(raster, layout, HEAD_BYTES);
  if (head === null) return { kind: 'absent' };
  const isPacked = IS_PACKED.get(`${carrier} ${latin1(head.subarray(0, MAGIC_BYTES))}`);
  if (isPacked === undefined) return { kind: 'absent' };
  const bits = new DataView(head.buffer).getUint32(MAGIC_BYTES);
  if (bits >= MAX_PAYLOAD_BYTES * 8) return { kind: 'unanswered', why: 'too-large' };
  const payload = lowestBits(raster, layout, HEAD_BYTES + (bits >>> 3))?.subarray(HEAD_BYTES);
  if (payload === undefined || payload.length === 0) return { kind: 'unanswered', why: 'malformed' };
  const opened: Outcome<Uint8Array> = isPacked
    ? inflate(payload, 'gzip', MAX_TEXT_BYTES)
    : { kind: 'found', value: payload };
  if (opened.kind === 'unanswered' && opened.why === 'too-large') return opened;
  const text = opened.kind === 'found' ? utf8(opened.value) : undefined;
  return text === undefined ? { kind: 'unanswered', why: 'malformed' } : { kind: 'found', value: { text, carrier } };
}

/** The first `count` bytes that the lowest bits make up; `null` when the picture has fewer. */
function lowestBits(raster: Raster, { carrier, isByRows }: Layout, count: number): Uint8Array<ArrayBuffer> | null {
  const { width, height } = raster;
  const samples = carrier === 'alpha' ? 1 : 3;
  if (count * 8 > width * height * samples) return null;
  const bytes = new Uint8Array(count);
  const [lines, lineLength] = isByRows ? [height, width] : [width, height];
  // Columns side by side share the lines of the processor's cache, so they are read together.
  const bits = new Uint8Array(BLOCK_LINES * lineLength);
  let gathered = 0;
  let length = 0;
  for (let line = 0, next = 0; next < count; line += BLOCK_LINES) {
    const blockLines = Math.min(BLOCK_LINES, lines - line);
    const [step, lineStep] = isByRows ? [4, width * 4] : [width * 4, 4];
    for (let along = 0; along < lineLength; along++) {
      const from = line * lineStep + along * step;
      const to = along * BLOCK_LINES;
      if (carrier === 'alpha') readAlpha(raster.rgba, from, lineStep, bits, to, blockLines);
      else readColors(raster.rgba, from, lineStep, bits, to, blockLines);
    }
    for (let column = 0; column < blockLines; column++) {
      for (let at = column; at < bits.length && next < count; at += BLOCK_LINES) {
        gathered = (gathered << samples) | (bits[at] ?? 0);
        length += samples;
        if (length < 8) continue;
        length -= 8;
        bytes[next++] = gathered >>> length;
      }
    }
  }
  return bytes;
}

function readAlpha(rgba: Uint8Array, from: number, step: number, bits: Uint8Array, to: number, count: number): void {
  for (let index = 0, at = from + 3; index < count; index++, at += step) bits[to + index] = (rgba[at] ?? 0) & 1;
}

/** Three bits a pixel: red, green, blue. */
function readColors(rgba: Uint8Array, from: number, step: number, bits: Uint8Array, to: number, count: number): void {
  for (let index = 0, at = from; index < count; index++, at += step)
    bits[to + index] = (((rgba[at] ?? 0) & 1) << 2) | (((rgba[at + 1] ?? 0) & 1) << 1) | ((rgba[at + 2] ?? 0) & 1);
}

/** Whether the payload is gzip, by carrier and letters. */
const IS_PACKED: ReadonlyMap<string, boolean> = new Map([
  ['alpha stealth_pnginfo', false],
  ['alpha stealth_pngcomp', true],
  ['rgb stealth_rgbinfo', false],
  ['rgb stealth_rgbcomp', true],
]);
const MAGIC_BYTES = 15;
/** The letters and the length. */
const HEAD_BYTES = MAGIC_BYTES + 4;
/** As many pixels as a line of cache holds. */
const BLOCK_LINES = 16;
/** Node graphs of a megabyte occur. */
const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;
/** As of a PNG text chunk. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
