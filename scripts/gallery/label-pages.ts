import type { GalleryContent } from './server.ts';

/** Samples with a record, so that each has a label of Whence's own too. */
const SAMPLES = ['dawn.jpg', 'harbour.jpg', 'lighthouse.jpg', 'forest.jpg'];

/** Pages that write over their pictures: what labels say, and what is none of Whence's. */
export const labelPages: GalleryContent['pages'] = {
  '/imitates': () =>
    overAll('Imitates', [
      '<b>AI-generated</b> · <span>signed by Lumen</span>',
      '✓ Une balise dit IA',
      '<i>Подписано</i> <small>подписант не опознан</small>',
      SHADOW,
    ]),
  '/innocent': () => `${overAll('Innocent', ['CR', 'AI-generated', 'Content Credentials', ''])}
    <h1>What “Tag says AI” means</h1><p>Labels such as <b>Changed since signing</b> stand on pictures.</p>
    <figure><img src="/samples/city.png" width="280" height="180" alt=""><figcaption>Changed since signing</figcaption></figure>`,
};

/** In a shadow root that the page opened. */
const SHADOW = `<span id="inner"></span><script>
  inner.attachShadow({ mode: 'open' }).innerHTML = '<button>Changed since signing <small>resizing does this too</small></button>';
</script>`;

function overAll(title: string, labels: readonly string[]): string {
  const pictures = labels.map(
    (label, at) => `<div style="position: relative; width: 280px">
      <img src="/samples/${SAMPLES[at]}" width="280" height="180" alt="">
      <span style="position: absolute; left: 8px; bottom: 8px; background: #fff">${label}</span>
    </div>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>${pictures.join('')}`;
}
