import { avif, heic, heif } from './bmff.ts';
import type { Container } from './container.ts';
import { gif } from './gif.ts';
import { jpeg } from './jpeg.ts';
import { png } from './png.ts';
import { svg } from './svg.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';

/**
 * Every format Whence maps. By their first bytes no two can match the same file, save that SVG, the only text,
 * is searched for rather than compared with: it comes last.
 */
export const containers: readonly Container[] = [jpeg, png, webp, gif, avif, heic, heif, tiff, svg];

/** The container for a file that begins with `head` (4096 bytes are enough), or `null` when none claims it. */
export function recognize(head: Uint8Array): Container | null {
  return containers.find((container) => container.matches(head)) ?? null;
}
