import type { PageTranslate } from '../i18n/page-translator.ts';
import type { Format } from '../model/format.ts';
import type { Evidence } from './evidence.ts';
import { html, type Markup } from './markup.ts';

/** Larger originals are not put into the page a second time; the pack has them. */
const MAX_SHOWN_BYTES = 4 * 1024 * 1024;
/** What every browser shows and no script can stand in. */
const SHOWABLE: readonly Format[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

/** The picture for the head of the page: as the tab showed it, else the original where that is small; else none. */
export function viewOf(evidence: Evidence, t: PageTranslate): Markup | null {
  const { view } = evidence;
  if (view.kind === 'held') return inlinePicture('image/png', view.value, t('pack.view.alt'));
  return originalPicture(evidence, t('pack.original.alt'));
}

/** The original as a picture that stands in the page itself; `null` where none can. */
export function originalPicture({ report, original }: Evidence, alt: string): Markup | null {
  if (original.kind !== 'held' || !SHOWABLE.includes(report.format)) return null;
  const { bytes } = original.value;
  return bytes.length > MAX_SHOWN_BYTES ? null : inlinePicture(report.format, bytes, alt);
}

/** A picture with its bytes in its address. @param type of what every browser shows. */
export function inlinePicture(type: string, bytes: Uint8Array, alt: string): Markup {
  return html`<img src="data:${type};base64,${base64(bytes)}" alt="${alt}" />`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: arguments stand on the stack.
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

const PIECE = 8192;
