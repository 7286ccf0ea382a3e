import type { BadgeWords } from '../verdict/words.ts';
import type { Length, Size, Sizes } from './placement.ts';

const SVG = 'http://www.w3.org/2000/svg';
const LENGTHS: readonly Length[] = ['full', 'short', 'tiny', 'bare'];
/** As in `components/badge.css`. */
const CLASSES: Readonly<Record<Length, string>> = { full: 'wb', short: 'wb', tiny: 'wb tiny', bare: 'wb tiny no-mark' };

/** A label on the page: a real button that says it all by itself. */
export interface Badge {
  readonly button: HTMLButtonElement;
  /** What it says of the picture, without how that is known. */
  readonly title: string;
  readonly sizes: Sizes;
  setLength(length: Length): void;
}

/**
 * Makes a badge and measures each of its texts once.
 * @param name accessible name.
 * @param sizer an element of the overlay that is laid out but not seen.
 */
export function createBadge(words: BadgeWords, name: string, sizer: HTMLElement): Badge {
  const button = document.createElement('button');
  button.type = 'button';
  button.hidden = true;
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-label', name);
  let shown: Length | null = null;
  return {
    button,
    title: words.full.label,
    sizes: measure(words, sizer),
    setLength(length) {
      if (length === shown) return;
      shown = length;
      fill(button, words, length);
    },
  };
}

/** Sizes by text: the same few words stand on most badges. One map a sizer, since its language decides the font. */
const measured = new WeakMap<HTMLElement, Map<string, Size>>();

function measure(words: BadgeWords, sizer: HTMLElement): Sizes {
  const known = measured.get(sizer) ?? new Map<string, Size>();
  measured.set(sizer, known);
  const keyOf = (length: Length): string => JSON.stringify([length, textOf(words, length)]);
  const lengths = LENGTHS.filter((length) => textOf(words, length) !== null);
  const probes = lengths
    .filter((length) => !known.has(keyOf(length)))
    .map((length) => {
      const probe = document.createElement('span');
      fill(probe, words, length);
      return { key: keyOf(length), probe };
    });
  // Together: each measuring after a change makes the browser lay out anew.
  sizer.append(...probes.map(({ probe }) => probe));
  for (const { key, probe } of probes) {
    const { width, height } = probe.getBoundingClientRect();
    known.set(key, { width: Math.ceil(width), height: Math.ceil(height) });
  }
  for (const { probe } of probes) probe.remove();
  const sizeOf = (length: Length): Size | null => known.get(keyOf(length)) ?? null;
  return { full: sizeOf('full'), short: sizeOf('short'), tiny: sizeOf('tiny'), bare: sizeOf('bare') };
}

function textOf(words: BadgeWords, length: Length): readonly [string, string | null] | null {
  if (length === 'full') return [words.full.label, words.full.basis];
  if (length === 'short') return [words.short, null];
  return words.tiny === null ? null : [words.tiny, null];
}

function fill(element: HTMLElement, words: BadgeWords, length: Length): void {
  const [label, basis] = textOf(words, length) ?? ['', null];
  element.className = CLASSES[length];
  element.classList.toggle('asks', words.asks);
  element.replaceChildren();
  if (length !== 'bare') element.append(glyph(length === 'tiny' ? 11 : 13));
  element.append(part('b', label));
  if (basis !== null) element.append(part('i', basis));
}

function part(name: 'b' | 'i', text: string): HTMLElement {
  const element = document.createElement(name);
  element.dir = 'auto';
  element.textContent = text;
  return element;
}

/** The mark: a point of origin and the path from it, which is a W. Never colored by verdict, never mirrored. */
function glyph(side: number): SVGElement {
  const svg = svgPart('svg', {
    class: 'glyph',
    viewBox: '0 0 16 16',
    width: side,
    height: side,
    'aria-hidden': 'true',
  });
  svg.append(
    svgPart('circle', { cx: 2.9, cy: 5.1, r: 2.3, fill: 'currentColor' }),
    svgPart('path', {
      d: 'M2.9 5.1c0 4.7.7 7.8 2.9 7.8s2.5-2.6 2.5-5.5c0 2.9.4 5.5 2.5 5.5s2.9-3.9 2.9-10.4',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.75,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
  return svg;
}

function svgPart(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
