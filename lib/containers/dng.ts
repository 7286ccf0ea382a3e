import { ByteView } from '../bytes/byte-view.ts';
import type { Container } from './container.ts';
import { tiff } from './tiff.ts';
import { layoutOf } from './tiff-directory.ts';

/**
 * DNG (https://helpx.adobe.com/camera-raw/digital-negative.html): a TIFF whose first directory states a DNG
 * version. That directory stands in the head of every file a camera or a converter writes.
 */
export const dng: Container = {
  format: 'image/x-adobe-dng',
  matches: hasDngVersion,
  map: async (source) => ({ ...(await tiff.map(source)), format: 'image/x-adobe-dng' }),
};

function hasDngVersion(head: Uint8Array): boolean {
  const layout = layoutOf(head);
  if (layout === null || layout.isBig) return false;
  const view = new ByteView(head, layout.order);
  const count = view.u16(layout.first) ?? 0;
  for (let i = 0; i < count; i++) {
    const tag = view.u16(layout.first + 2 + i * ENTRY);
    if (tag === DNG_VERSION) return true;
    if (tag === undefined) return false;
  }
  return false;
}

const DNG_VERSION = 50706;
const ENTRY = 12;
