import { escape, page } from './article.ts';
import type { GalleryContent } from './server.ts';
import { HOSTILE } from './hostile.ts';
import { labelPages } from './label-pages.ts';

/** What a page's own script may do when the tests ask it to (`act.NAME()`). */
const ACTIONS = `
const add = (src, parent = document.body) => {
  const picture = document.createElement('img');
  Object.assign(picture, { src, alt: 'Added later', width: 320, height: 200 });
  parent.append(picture);
  return picture;
};
globalThis.act = {
  add,
  swap: (src) => { document.images[0].src = src; },
  remove: () => document.images[0].remove(),
  shadow: (src) => {
    const host = document.body.appendChild(document.createElement('section'));
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    add(src, inner.attachShadow({ mode: 'open' }));
  },
};`;

/** Pages for the end-to-end tests, each for one way a picture gets on a page. */
export function testPages(all: readonly string[]): GalleryContent['pages'] {
  return {
    ...labelPages,
    '/empty': () => page('Empty', `<p>Nothing yet.</p><script>${ACTIONS}</script>`),
    '/one': () => page('One', `${picture('/samples/dawn.jpg')}<script>${ACTIONS}</script>`),
    '/unknown-signer': () => page('Unknown signer', picture('/samples/spheres.webp')),
    '/dated': () => page('Dated', dated('/samples/dawn.jpg')),
    '/dated-real': () => page('Dated', dated('/corpus/ai-generators/firefly-1.png')),
    '/no-badges': () => page('No badges', `<meta name="whence" content="no-badges">${picture('/samples/dawn.jpg')}`),
    '/no-badges-loud': () =>
      page('No badges', `<meta name="WHENCE" content="No-Badges">${picture('/samples/dawn.jpg')}`),
    '/plain': () => page('Plain', wall(all.map((src) => `/slow/400${src}`))),
    '/far': () => page('Far', `<p>Below.</p><div class="far"></div>${wall(all, 'loading="lazy"')}`),
    '/cors': ({ other }) => page('CORS', wall(all.slice(0, 6).map((src) => `${other}/cors${src}`))),
    '/cross': ({ other }) => page('No CORS', wall(all.slice(0, 6).map((src) => `${other}${src}`))),
    '/frames': ({ other }) =>
      page('Frames', `<iframe src="${other}/one" width="900" height="620"></iframe>${picture('/samples/harbour.jpg')}`),
    '/shadow': () => page('Shadow', `<script>${ACTIONS} act.shadow('/samples/dawn.jpg');</script>`),
    '/kinds': () => page('Kinds', kinds()),
    '/hostile': () => page('Hostile', wall([...HOSTILE.map((name) => `/hostile/${name}.jpg`), '/samples/harbour.jpg'])),
    '/moved': () =>
      page(
        'Transforms',
        `<div style="transform: translate(80px, 40px) scale(.8); transform-origin: 0 0">${picture('/samples/dawn.jpg')}</div>
<div style="overflow: auto; height: 300px; width: 480px">${wall(all.slice(1, 5))}</div>`,
      ),
  };
}

function wall(addresses: readonly string[], attributes = ''): string {
  return `<div class="grid four">${addresses.map((src) => picture(src, attributes)).join('')}</div>`;
}

function picture(src: string, attributes = ''): string {
  return `<img src="${escape(src)}" alt="" width="280" height="180" ${attributes}>`;
}

/** An article that says other things of its picture than the picture's record does. */
function dated(src: string): string {
  const about = { '@type': 'NewsArticle', author: { name: 'Otto Holm' }, datePublished: '2019-01-02T08:00:00Z' };
  return `<script type="application/ld+json">${JSON.stringify(about)}</script>
<figure>${picture(src)}<figcaption>Photograph: M. Lindqvist, 03/04/2019</figcaption></figure>`;
}

/** One picture for each way of showing it. Which one is which can be told from its file. */
function kinds(): string {
  const box = 'width: 320px; height: 200px; display: block; margin: 8px 0';
  return `
<picture><source srcset="/samples/dawn.jpg 1200w" sizes="320px"><img style="${box}" src="/samples/plain.png" alt=""></picture>
<img style="${box}" srcset="/samples/spheres.webp 800w" sizes="320px" alt="">
<div style="${box}; background: url(/samples/city.png) center / cover"></div>
<svg style="${box}"><image href="/samples/lighthouse.jpg" width="320" height="200"></image></svg>
<video style="${box}" poster="/samples/forest.jpg" controls></video>
<input style="${box}" type="image" src="/samples/lake.avif" alt="">
<object style="${box}" type="image/png" data="/samples/planet.png"></object>
<img style="${box}" id="data" alt=""><img style="${box}" id="blob" alt="">
<script>
const load = async (src) => (await fetch(src)).blob();
load('/samples/earth.jpg').then((blob) => {
  const reader = new FileReader();
  reader.onload = () => { document.getElementById('data').src = reader.result; };
  reader.readAsDataURL(blob);
});
load('/samples/fields.jpg').then((blob) => { document.getElementById('blob').src = URL.createObjectURL(blob); });
</script>`;
}
