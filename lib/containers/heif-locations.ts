import type { ByteView } from '../bytes/byte-view.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';

/**
 * Where the `wanted` items lie, by an `iloc` box (ISO/IEC 14496-12 §8.11.3): in the file itself or in
 * `idat`. An item kept in another file or made from other items is noted as `unsupported`; one that is
 * not listed, or not as the box says, as `malformed`.
 */
export function readLocations(
  iloc: ByteView,
  idat: ByteRange | null,
  wanted: ReadonlySet<number>,
  findings: Findings,
): Map<number, ByteRange[]> {
  const located = new Map<number, ByteRange[]>();
  const layout = readLayout(iloc);
  if (layout === null) {
    findings.fault('malformed');
    return located;
  }
  const { idSize, version, sizes, count } = layout;
  let at = layout.first;
  for (let i = 0; i < count && located.size < wanted.size; i++) {
    const id = sized(iloc, at, idSize);
    at += idSize;
    const method = version === 0 ? IN_FILE : (iloc.u16(at) ?? 0) & 0x0f;
    if (version > 0) at += 2;
    const reference = iloc.u16(at);
    const base = sized(iloc, at + 2, sizes.base);
    const extents = iloc.u16(at + 2 + sizes.base);
    at += 2 + sizes.base + 2;
    if (id === undefined || reference === undefined || base === undefined || extents === undefined) break;
    const extentSize = sizes.index + sizes.offset + sizes.length;
    if (wanted.has(id)) {
      if (method > IN_IDAT || reference !== THIS_FILE) findings.fault('unsupported');
      else if (extents > MOST_EXTENTS) findings.fault('too-large');
      else {
        const ranges = readExtents(iloc, at, extents, base, sizes, method === IN_IDAT ? idat : WHOLE_FILE);
        if (ranges !== null) located.set(id, ranges);
      }
    }
    // By multiplication and not by counting: extents may be said to be 0 bytes each.
    at += extents * extentSize;
  }
  if (located.size < wanted.size) findings.fault('malformed');
  return located;
}

interface Sizes {
  readonly offset: number;
  readonly length: number;
  readonly base: number;
  readonly index: number;
}

function readLayout(iloc: ByteView) {
  const version = iloc.u8(0);
  const packed = iloc.u16(4);
  if (version === undefined || version > 2 || packed === undefined) return null;
  const sizes: Sizes = {
    offset: packed >>> 12,
    length: (packed >>> 8) & 0x0f,
    base: (packed >>> 4) & 0x0f,
    index: version === 0 ? 0 : packed & 0x0f,
  };
  const idSize = version === 2 ? 4 : 2;
  const count = sized(iloc, 6, idSize);
  const isLegal = Object.values(sizes).every((size) => size === 0 || size === 4 || size === 8);
  return isLegal && count !== undefined ? { version, sizes, idSize, count, first: 6 + idSize } : null;
}

/** `null`: an extent is not inside `home`, or not told. */
function readExtents(
  iloc: ByteView,
  first: number,
  count: number,
  base: number,
  { index, offset: offsetSize, length: lengthSize }: Sizes,
  home: ByteRange | null,
): ByteRange[] | null {
  const ranges: ByteRange[] = [];
  for (let i = 0; i < count; i++) {
    const at = first + i * (index + offsetSize + lengthSize) + index;
    const offset = sized(iloc, at, offsetSize);
    const length = sized(iloc, at + offsetSize, lengthSize);
    if (home === null || offset === undefined || length === undefined) return null;
    // No length means "all of it", which in the whole file would be no item.
    if (length === 0 && home === WHOLE_FILE) return null;
    const start = base + offset;
    const taken = length === 0 ? home.length - start : length;
    if (taken < 0 || start + taken > home.length) return null;
    ranges.push({ offset: home.offset + start, length: taken });
  }
  return ranges;
}

/** A number of 0, 2, 4 or 8 bytes. */
function sized(view: ByteView, at: number, size: number): number | undefined {
  if (size === 0) return view.has(at, 0) ? 0 : undefined;
  if (size === 2) return view.u16(at);
  return size === 4 ? view.u32(at) : view.u64(at);
}

const IN_FILE = 0;
const IN_IDAT = 1;
const THIS_FILE = 0;
const WHOLE_FILE: ByteRange = { offset: 0, length: Number.MAX_SAFE_INTEGER };
/** A writer splits an EXIF or XMP item in one or two. */
const MOST_EXTENTS = 256;
