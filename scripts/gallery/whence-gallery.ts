import { prepareSamples } from '../samples/samples.ts';
import { articlePage } from './article.ts';
import { openCorpus, picturesOf, type Corpus, type Expected } from './corpus.ts';
import { testPages } from './pages.ts';
import { openGallery, type Gallery } from './server.ts';

/** The running gallery with what must be said of each of its pictures. */
export interface WhenceGallery extends Gallery {
  /** What must be said of the picture at an address, or `null` for addresses that are none of ours. */
  expectedAt(src: string): Expected | null;
  /** Trust lists the expectations rest on. */
  readonly lists: readonly { readonly name: string; readonly pem: string }[];
}

const NO_BADGE = new Set(['nothing-found', 'could-not-check']);

/** Opens the gallery with the project's samples and, where there is a corpus, its real files. */
export async function openWhenceGallery(corpus: Corpus | null = openCorpus()): Promise<WhenceGallery> {
  const { folder, trust, samples } = await prepareSamples();
  const rendered = samples.filter(({ isUnrendered }) => !isUnrendered);
  const real = corpus === null ? [] : picturesOf(corpus).map((path) => ({ path: `/corpus/${path}`, name: path }));
  const gallery = await openGallery({
    pages: {
      '/': () => articlePage(rendered, real),
      ...testPages(rendered.map(({ file }) => `/samples/${file}`)),
    },
    folders: { samples: folder, ...(corpus === null ? {} : { corpus: corpus.folder }) },
  });
  const expected = new Map<string, Expected>(
    samples.map(({ file, label, basis }) => [`samples/${file}`, { label: [label], basis: [basis] }]),
  );
  for (const [path, one] of corpus?.files ?? []) expected.set(`corpus/${path}`, one);
  return Object.assign(gallery, {
    lists: [
      { name: 'Whence samples', pem: trust },
      ...(corpus === null ? [] : [{ name: 'C2PA (corpus)', pem: corpus.trust }]),
    ],
    expectedAt: (src: string) => expected.get(/(samples|corpus)\/.*$/.exec(pathOf(src))?.[0] ?? '') ?? null,
  });
}

/** Does Whence put a badge on such a picture without being asked? */
export function hasBadge(expected: Expected | null): boolean {
  return expected !== null && !expected.basis.some((basis) => NO_BADGE.has(basis));
}

function pathOf(src: string): string {
  return URL.canParse(src) ? decodeURIComponent(new URL(src).pathname) : '';
}
