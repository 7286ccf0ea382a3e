import type { MediaKind } from '../messaging/protocol.ts';
import { kindByName } from './kind-by-name.ts';
import type { Shown, Slot } from './spot.ts';

/** Smallest rendered and natural side, in CSS pixels, of a picture worth looking at; below lie icons and beacons. */
export const MIN_SIDE = 32;

/** The media an element shows now. A picture that has not loaded yet is not shown; its `load` event will tell. */
export function shownBy(element: Element): readonly Shown[] {
  if (element instanceof HTMLImageElement) return loadedImage(element);
  if (element instanceof HTMLMediaElement) return playedBy(element);
  if (element instanceof HTMLInputElement) return element.type === 'image' ? shown('content', element.src) : [];
  if (element instanceof HTMLObjectElement) return embedded(element.data, element.type, element.contentWindow !== null);
  if (element instanceof HTMLEmbedElement) return embedded(element.src, element.type, MAKES_FRAMES);
  if (element instanceof HTMLIFrameElement) return embedded(element.src, '', true);
  if (element instanceof SVGImageElement) return shown('content', absolute(element.href.baseVal, element.baseURI));
  if (element instanceof SVGElement) return rootPicture(element);
  if (isDocumentItself(element)) return shown('content', document.URL, 'document');
  return backgroundsOf(element);
}

/** Alternative text of what the element shows; empty where the page gives none. */
export function altOf(element: Element): string {
  const alt = element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? element.getAttribute('title');
  return (alt ?? '').trim().slice(0, MAX_ALT_LENGTH);
}

/** Firefox shows a picture in an `embed` in a frame, whose own script finds it there; no property tells. */
const MAKES_FRAMES: boolean = import.meta.env.FIREFOX;
/** Stands for the address of a player that is fed without one. */
const FED = 'blob:fed';
/** Cut, so that no page makes a message of it. */
const MAX_ALT_LENGTH = 500;
/** `blob:` and `data:` are read here, in the page; every other scheme is no business of the background. */
const READABLE = /^(https?:|blob:|data:(image|video|audio)\/|data:application\/pdf)/i;
/** How an address begins in a computed value; it ends with the next quote that is not escaped (CSSOM §2.1). */
const CSS_URL = 'url("';

function shown(slot: Slot, url: string, kind: MediaKind = 'image'): readonly Shown[] {
  return READABLE.test(url) ? [{ slot, url, kind }] : [];
}

function loadedImage(image: HTMLImageElement): readonly Shown[] {
  if (!image.complete || image.naturalWidth < MIN_SIDE || image.naturalHeight < MIN_SIDE) return [];
  return shown('content', image.currentSrc || image.src);
}

/**
 * What a player has chosen to play, whether or not this browser can; and its poster while that is what is seen.
 * Sound played by an element that is nowhere on the page belongs to no place, and is left alone.
 */
function playedBy(player: HTMLMediaElement): readonly Shown[] {
  const kind = player instanceof HTMLVideoElement ? 'video' : 'audio';
  const isNew = player.paused && player.currentTime === 0 && player.played.length === 0;
  const poster = player instanceof HTMLVideoElement && isNew ? player.poster : '';
  const address = player.currentSrc || player.src || (isFed(player) ? FED : '');
  return [...shown('content', address, kind), ...shown('poster', poster)];
}

/** By a script, and without an address. A camera or a call has no file, and is no business of ours. */
function isFed({ srcObject }: HTMLMediaElement): boolean {
  return srcObject !== null && !(srcObject instanceof MediaStream);
}

/**
 * What the browser shows in the place of an element, by the type the page gives or the name of the file.
 * Pictures the browser makes a frame of are found in there; its viewer for documents lets no script in.
 */
function embedded(address: string, type: string, isFrame: boolean): readonly Shown[] {
  const kind = kindByType(type) ?? kindByName(address);
  if (kind === null || (isFrame && kind !== 'document')) return [];
  return shown('content', address, kind);
}

function kindByType(type: string): MediaKind | null {
  if (/^application\/(x-)?pdf$/i.test(type)) return 'document';
  const [, kind] = /^(image|video|audio)\//i.exec(type) ?? [];
  return kind === undefined ? null : (kind.toLowerCase() as MediaKind);
}

/** An SVG file opened in its own tab is its own root element. */
function rootPicture(element: SVGElement): readonly Shown[] {
  return element.isSameNode(document.documentElement) ? shown('content', document.URL) : [];
}

/** A PDF file in its own tab, where the browser's viewer lets a script in beside it. In a frame, the frame has it. */
function isDocumentItself(element: Element): boolean {
  return element === document.body && document.contentType === 'application/pdf' && window === window.top;
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
