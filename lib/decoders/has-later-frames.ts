import { ByteView } from '../bytes/byte-view.ts';
import type { Format } from '../model/format.ts';

/** Whether a picture moves, as its header says. Of a GIF, which has nothing to say it in, whether it repeats. */
export function hasLaterFrames(format: Format, bytes: Uint8Array): boolean {
  const file = new ByteView(bytes);
  if (format === 'image/webp') return file.startsWith('VP8X', 12) && ((file.u8(20) ?? 0) & WEBP_ANIMATION) !== 0;
  if (format === 'image/avif') return file.startsWith('ftypavis', 4);
  if (format === 'image/gif') return bytesInclude(bytes.subarray(0, GIF_HEAD), 'NETSCAPE2.0');
  return format === 'image/png' && hasAnimationControl(file);
}

/** acTL stands before the pixels (PNG third edition, 11.3.6.1). */
function hasAnimationControl(file: ByteView): boolean {
  for (let at = 8, count = 0; count < MOST_CHUNKS; count++) {
    const length = file.u32(at);
    const type = file.latin1(at + 4, 4);
    if (type === 'acTL') return true;
    if (length === undefined || type === undefined || type === 'IDAT') return false;
    at += length + 12;
  }
  return false;
}

function bytesInclude(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(bytes).includes(text);
}

const WEBP_ANIMATION = 0x02;
/** The screen, a palette, and the first extensions. */
const GIF_HEAD = 1024;
const MOST_CHUNKS = 1000;
