import { avif, heic, heif } from './bmff.ts';
import type { Container } from './container.ts';
import { dng } from './dng.ts';
import { flac } from './flac.ts';
import { collection, otf, ttf, woff, woff2 } from './font.ts';
import { gif } from './gif.ts';
import { html } from './html.ts';
import { jpeg } from './jpeg.ts';
import { jxl } from './jxl.ts';
import { matroska, webm } from './matroska.ts';
import { m4a, mp4, mp4Segment, quicktime } from './mp4.ts';
import { aac, mpegAudio } from './mpeg-audio.ts';
import { ogg } from './ogg.ts';
import { pdf } from './pdf.ts';
import { png } from './png.ts';
import { avi, wav } from './riff.ts';
import { sidecar } from './sidecar.ts';
import { svg } from './svg.ts';
import { text } from './text.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';
import { zip } from './zip.ts';

const PICTURES: readonly Container[] = [jpeg, png, webp, gif, avif, heic, heif, dng, tiff, jxl];
const VIDEO: readonly Container[] = [mp4, quicktime, m4a, mp4Segment, webm, matroska, avi];
const SOUND: readonly Container[] = [mpegAudio, aac, wav, flac, ogg];
const DOCUMENTS: readonly Container[] = [pdf, zip, sidecar, otf, ttf, collection, woff, woff2];
const TEXTS: readonly Container[] = [svg, html, text];

/**
 * Every format Whence maps, the common ones first. By their first bytes no two can match the same file, save that a
 * DNG is also a TIFF, and that markup and plain text are searched for rather than compared with: these come last.
 */
export const containers: readonly Container[] = [PICTURES, VIDEO, SOUND, DOCUMENTS, TEXTS].flat();

/** The container for a file that begins with `head` (4096 bytes are enough), or `null` when none claims it. */
export function recognize(head: Uint8Array): Container | null {
  return containers.find((container) => container.matches(head)) ?? null;
}

/** Most of the web's pictures: the formats told by their signatures alone. */
const TOLD_BY_SIGNATURE: readonly Container[] = [jpeg, png, webp, gif];
/** Bytes of the longest of those signatures. */
export const SIGNATURE_BYTES = 12;

/** As `recognize`, from the first bytes alone (`SIGNATURE_BYTES` are enough); `null` when it takes more to tell. */
export function recognizeEarly(start: Uint8Array): Container | null {
  return TOLD_BY_SIGNATURE.find((container) => container.matches(start)) ?? null;
}
