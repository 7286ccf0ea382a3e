import type { Point } from './placement.ts';
import { holds } from './visible-box.ts';

/** What lies at a point of a picture. `beside`: the picture itself is not there (rounded or turned corners). */
export type Ground = 'free' | 'covered' | 'beside' | 'offscreen';

/** Layers above a picture looked through; more are not decoration. */
const MAX_LAYERS = 12;
/** Direct text nodes of a layer looked at. */
const MAX_TEXTS = 8;
/** A layer over this share of the picture with nothing but a wash of color is part of it. */
const WASH_SHARE = 0.9;

const REPLACED = new Set([
  'img',
  'video',
  'canvas',
  'iframe',
  'embed',
  'object',
  'input',
  'select',
  'textarea',
  'progress',
]);

/**
 * What is on top of a picture at one point of the viewport, Whence's own overlay aside.
 * Bare wrappers, stretched links and washes that cover the whole picture do not count.
 */
export function groundAt(point: Point, picture: Element, overlay: Element): Ground {
  if (point.x < 0 || point.y < 0 || point.x >= innerWidth || point.y >= innerHeight) return 'offscreen';
  const layers = layersAt(point, picture);
  let depth = 0;
  for (const layer of layers) {
    if (layer === overlay) continue;
    if (layer === picture || holds(layer, picture))
      return layer === picture || isUnhittable(picture) ? 'free' : 'beside';
    if (depth++ === MAX_LAYERS || covers(layer, point, picture)) return 'covered';
  }
  return isUnhittable(picture) ? 'free' : 'beside';
}

/** Whether nothing is written or shown at a point beside an element: only what holds the element lies there. */
export function isBareAt(point: Point, element: Element, overlay: Element): boolean {
  if (point.x < 0 || point.y < 0 || point.x >= innerWidth || point.y >= innerHeight) return false;
  for (const layer of layersAt(point, element)) {
    if (layer === overlay) continue;
    if (layer === element) return false;
    if (holds(layer, element)) return !hasTextAt(layer, point);
    if (covers(layer, point, element)) return false;
  }
  return false;
}

/** The topmost picture wins where several are stacked; from outside a shadow tree only its host can be hit. */
function layersAt({ x, y }: Point, picture: Element): readonly Element[] {
  const layers: Element[] = [];
  const root = picture.getRootNode();
  const roots = root instanceof ShadowRoot ? [document, root] : [document];
  const [outer = [], inner] = roots.map((each) => each.elementsFromPoint(x, y));
  if (inner === undefined || !(root instanceof ShadowRoot)) return outer;
  for (const layer of outer) {
    if (holds(layer, root.host)) break;
    layers.push(layer);
  }
  return [...layers, ...inner.filter((layer) => !layers.includes(layer))];
}

/** Whether a layer hides what lies under it at a point; one that is laid over the whole picture may tint it. */
export function covers(layer: Element, point: Point, picture: Element): boolean {
  const style = getComputedStyle(layer);
  if (style.visibility !== 'visible' || Number(style.opacity) === 0) return false;
  if (REPLACED.has(layer.localName) || layer instanceof SVGElement) return true;
  if (hasTextAt(layer, point)) return true;
  const isWash = shareOf(layer, picture) >= WASH_SHARE;
  if (layer.localName === 'button') return !isWash;
  if (style.backgroundImage.includes('url(')) return !holds(picture, layer);
  if (isOpaque(style.backgroundColor)) return true;
  return !isWash && (style.backgroundImage !== 'none' || isTinted(style.backgroundColor));
}

function hasTextAt(layer: Element, { x, y }: Point): boolean {
  let looked = 0;
  for (const node of layer.childNodes) {
    if (!(node instanceof Text) || node.data.trim() === '') continue;
    if (looked++ === MAX_TEXTS) return true;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (
        x >= box.left - TEXT_REACH &&
        x <= box.right + TEXT_REACH &&
        y >= box.top - TEXT_REACH &&
        y <= box.bottom + TEXT_REACH
      )
        return true;
  }
  return false;
}

/** The point tested is the middle of a badge; text this near would lie under it. */
const TEXT_REACH = 12;

function shareOf(layer: Element, picture: Element): number {
  const a = layer.getBoundingClientRect();
  const b = picture.getBoundingClientRect();
  return (a.width * a.height) / Math.max(1, b.width * b.height);
}

/** Computed colors are `rgb(…)`, `rgba(…)` or `color(… / a)`; without an alpha they are opaque. */
function isOpaque(color: string): boolean {
  return alphaOf(color) > 0.95;
}

function isTinted(color: string): boolean {
  return alphaOf(color) > 0;
}

function alphaOf(color: string): number {
  if (color === 'transparent') return 0;
  const alpha = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)\)$/.exec(color);
  return alpha === null ? 1 : Number(alpha[1] ?? alpha[2]);
}

/** With `pointer-events: none` an element is never hit, so a miss says nothing. */
export function isUnhittable(element: Element): boolean {
  return getComputedStyle(element).pointerEvents === 'none';
}
