import type { Sample } from '../samples/catalog.ts';
import { STYLE } from './style.ts';

/** A picture of the person's own, shown below the samples. */
export interface RealPicture {
  /** Path on the gallery's server. */
  readonly path: string;
  readonly name: string;
}

/**
 * The gallery: a page as one meets on the web, with the samples as its pictures. The order of the catalog
 * decides where each stands; those past the article's places stand in the collection below it.
 */
export function articlePage(samples: readonly Sample[], real: readonly RealPicture[]): string {
  const pictures = samples.map(({ file, alt }) => ({ src: `/samples/${file}`, alt }));
  const [hero, ...rest] = pictures;
  const grid = rest.slice(0, 6);
  const [wide, planet, earth, dunes, fields, tall, ...others] = rest.slice(6);
  return page(
    'What a mountain looks like when nobody was there',
    `<header class="mast"><b>The Tidewater Review</b><span>Places</span><span>Science</span><span>Pictures</span></header>
<div class="columns"><main>
<h1>What a mountain looks like when nobody was there</h1>
<p class="by">By Mara Lindqvist · 6 min read</p>
${figure(hero, 'hero', 'Illustration for this essay.')}
<div class="text">
<p>The picture above shows no place on Earth. It was asked for in a sentence, and arrived in eleven seconds, with a short signed note from its maker folded inside the file.</p>
<p>Most pictures carry no such note. The rest of this page is a small collection of those that do, and of some that lost theirs on the way.</p>
<p>Each label opens. It says who is speaking, what was looked for and what was not.</p>
</div>
<div class="grid three">${grid.map((picture) => figure(picture, 'tile')).join('')}</div>
${figure(wide, 'wide')}
</main><aside>
<h2>Also in pictures</h2>
${teaser(planet, 'A dome on the red plain')}${teaser(earth, 'The whole Earth, again')}
${teaser(dunes, 'Walking the long dune')}${teaser(fields, 'The fields before the frost')}
${figure(tall, 'tall', 'The harbor at Varn. Photograph: M. Lindqvist')}
</aside></div>
<section><h2>The collection</h2><div class="grid four">${others.map((picture) => figure(picture, 'tile', picture.alt)).join('')}</div></section>
${real.length === 0 ? '' : realSection(real)}`,
  );
}

/** A page around a body, in the gallery's style. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>${STYLE}</style></head>
<body>${body}</body></html>`;
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

interface Shown {
  readonly src: string;
  readonly alt: string;
}

function figure(picture: Shown | undefined, kind: string, caption?: string): string {
  if (picture === undefined) return '';
  const text = caption === undefined ? '' : `<figcaption>${escape(caption)}</figcaption>`;
  return `<figure class="${kind}"><img src="${picture.src}" alt="${escape(picture.alt)}">${text}</figure>`;
}

function teaser(picture: Shown | undefined, title: string): string {
  return `<div class="teaser">${figure(picture, 'small')}<p>${escape(title)}</p></div>`;
}

function realSection(real: readonly RealPicture[]): string {
  const figures = real.map(({ path, name }) => figure({ src: path, alt: name }, 'tile', name));
  return `<section><h2>Real files</h2><div class="grid four">${figures.join('')}</div></section>`;
}
