import type { Shown, Slot } from './spot.ts';

/** Smallest rendered and natural side, in CSS pixels, of a picture worth looking at; below lie icons and beacons. */
export const MIN_SIDE = 32;

/** The pictures an element shows now. One that has not loaded yet is not shown; its `load` event will tell. */
export function shownBy(element: Element): readonly Shown[] {
  if (element instanceof HTMLImageElement) return loadedImage(element);
  if (element instanceof HTMLVideoElement) return shown('poster', element.poster);
  if (element instanceof HTMLInputElement) return element.type === 'image' ? shown('content', element.src) : [];
  if (element instanceof HTMLObjectElement) return objectPicture(element);
  if (element instanceof SVGImageElement) return shown('content', absolute(element.href.baseVal, element.baseURI));
  if (element instanceof SVGElement) return rootPicture(element);
  return backgroundsOf(element);
}

/** Whether a person would call this a video: its badge stays clear of the controls. */
export function isVideo(element: Element): boolean {
  return element instanceof HTMLVideoElement;
}

/** Alternative text of what the element shows; empty where the page gives none. */
export function altOf(element: Element): string {
  const alt = element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? element.getAttribute('title');
  return (alt ?? '').trim().slice(0, MAX_ALT_LENGTH);
}

/** Cut, so that no page makes a message of it. */
const MAX_ALT_LENGTH = 500;
/** `blob:` and `data:` are read here, in the page; every other scheme is no business of the background. */
const READABLE = /^(https?:|blob:|data:image\/)/i;
/** How an address begins in a computed value; it ends with the next quote that is not escaped (CSSOM §2.1). */
const CSS_URL = 'url("';

function shown(slot: Slot, url: string): readonly Shown[] {
  return READABLE.test(url) ? [{ slot, url }] : [];
}

function loadedImage(image: HTMLImageElement): readonly Shown[] {
  if (!image.complete || image.naturalWidth < MIN_SIDE || image.naturalHeight < MIN_SIDE) return [];
  return shown('content', image.currentSrc || image.src);
}

/** Where a browser makes a frame of it, the picture is found in there. */
function objectPicture(object: HTMLObjectElement): readonly Shown[] {
  return object.type.startsWith('image/') && object.contentWindow === null ? shown('content', object.data) : [];
}

/** An SVG file opened in its own tab is its own root element. */
function rootPicture(element: SVGElement): readonly Shown[] {
  return element.isSameNode(document.documentElement) ? shown('content', document.URL) : [];
}

function backgroundsOf(element: Element): readonly Shown[] {
  return [
    ...layersOf(element, null, 'background'),
    ...layersOf(element, '::before', 'before'),
    ...layersOf(element, '::after', 'after'),
  ];
}

function layersOf(element: Element, pseudo: string | null, slot: Slot): readonly Shown[] {
  const style = getComputedStyle(element, pseudo);
  const image = style.backgroundImage;
  if (image === 'none' || image === '' || (pseudo !== null && style.content === 'none')) return [];
  const url = topmostCssUrl(image);
  return url === null ? [] : shown(slot, url);
}

/** First, that is topmost, address in a computed `background-image`; gradients above it have none. */
export function topmostCssUrl(value: string): string | null {
  const start = value.indexOf(CSS_URL) + CSS_URL.length;
  if (start < CSS_URL.length) return null;
  let end = value.indexOf('"', start);
  while (end !== -1 && value[end - 1] === '\\' && value[end - 2] !== '\\') end = value.indexOf('"', end + 1);
  return end === -1 ? null : value.slice(start, end).replace(/\\(.)/g, '$1');
}

function absolute(url: string, base: string): string {
  return URL.canParse(url, base) ? new URL(url, base).href : '';
}
