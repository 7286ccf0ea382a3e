import { browser } from 'wxt/browser';
import { type Box, cropOf } from '../evidence/crop.ts';
import type { Evidence, NoView } from '../evidence/evidence.ts';
import { base64Bytes } from '../fetch/handed-over.ts';
import { placeOfPicture } from '../page/place-of-picture.ts';

/**
 * A picture of one medium as its tab shows it. The tab comes to the front for it, and what was there before comes back.
 * Browsers allow it where the person opened Whence on that very tab; everywhere else the reason is answered.
 */
export async function viewOfTab(tab: number, frame: number, address: string): Promise<Evidence['view']> {
  if (frame !== 0) return missing('in-frame');
  try {
    const { windowId, active } = await browser.tabs.get(tab);
    const [front] = active
      ? []
      : await browser.tabs.query({ active: true, ...(windowId !== undefined && { windowId }) });
    if (!active) await browser.tabs.update(tab, { active: true });
    try {
      return await capture(tab, windowId, address);
    } finally {
      if (front?.id !== undefined) await browser.tabs.update(front.id, { active: true });
    }
  } catch (error) {
    return missing(/permission|not allowed|<all_urls>/i.test(String(error)) ? 'needs-permission' : 'failed');
  }
}

async function capture(tab: number, windowId: number | undefined, address: string): Promise<Evidence['view']> {
  const target = { tabId: tab, frameIds: [0] };
  const [answer] = await browser.scripting.executeScript({ target, func: placeOfPicture, args: [address] });
  const place = parse(answer?.result);
  if (place === null) return missing('not-shown');
  const options = { format: 'png' } as const;
  const url: string = await (windowId === undefined
    ? browser.tabs.captureVisibleTab(options)
    : browser.tabs.captureVisibleTab(windowId, options));
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(base64Bytes(url.slice(url.indexOf(',') + 1)))]));
  const crop = cropOf(place.box, place.viewport, bitmap);
  if (crop === null) return missing('not-shown');
  const canvas = new OffscreenCanvas(crop.width, crop.height);
  canvas.getContext('2d')?.drawImage(bitmap, -crop.x, -crop.y);
  bitmap.close();
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return { kind: 'held', value: new Uint8Array(await png.arrayBuffer()) };
}

function parse(said: unknown): { readonly box: Box; readonly viewport: Box } | null {
  const box = boxOf(said);
  const viewport = boxOf({ x: 0, y: 0, ...fieldsOf(fieldsOf(said)['viewport']) });
  return box === null || viewport === null ? null : { box, viewport };
}

function boxOf(said: unknown): Box | null {
  const { x, y, width, height } = fieldsOf(said);
  const isPlace = [x, y].every((each) => Number.isFinite(each));
  const isSize = [width, height].every((each) => Number.isFinite(each) && (each as number) > 0);
  return isPlace && isSize ? ({ x, y, width, height } as Box) : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function missing(why: NoView): Evidence['view'] {
  return { kind: 'missing', why };
}
