import { ByteView } from '../bytes/byte-view.ts';
import { layoutOf } from './tiff-directory.ts';

/**
 * The maker of the camera (`Make`, Exif 2.32 §4.6.4) as the beginning of an EXIF block names it. `''` where it names
 * none, or only beyond these bytes.
 */
export function exifMaker(start: Uint8Array): string {
  const layout = layoutOf(start);
  if (layout === null) return '';
  const { order, first } = layout;
  const view = new ByteView(start, order);
  const count = Math.min(view.u16(first) ?? 0, MOST_ENTRIES);
  for (let i = 0; i < count; i++) {
    const at = first + COUNT + i * ENTRY;
    if (view.u16(at) !== MAKE) continue;
    const length = view.u32(at + 4) ?? 0;
    const offset = length <= INLINE ? at + ENTRY - INLINE : (view.u32(at + ENTRY - INLINE) ?? 0);
    return view.latin1(offset, Math.min(length, LONGEST))?.replaceAll('\0', ' ').trim() ?? '';
  }
  return '';
}

const MAKE = 0x010f;
const COUNT = 2;
const ENTRY = 12;
/** A value this short stands in its entry. */
const INLINE = 4;
/** The fullest first directories have some 50. */
const MOST_ENTRIES = 256;
const LONGEST = 64;
