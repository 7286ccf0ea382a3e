import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { page } from '../../scripts/gallery/article.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { createAuthority } from '../../scripts/samples/authority.ts';
import { CAPTURED, sign } from '../../scripts/samples/sign.ts';
import { hasCorpus } from '../support/corpus.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage, type Stage } from '../support/stage.ts';

interface Compared {
  readonly report: ExtensionTab;
  /** The row of one aspect, as text. */
  of(aspect: string): string;
}

async function openReport(stage: Stage, path: string): Promise<Compared> {
  const tab = await stage.open(path);
  const [item] = await itemsOf(stage.browser, tab, 1);
  const report = await stage.browser.openExtensionPage(
    `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`,
  );
  const said = await lookUntil(
    () =>
      report.evaluate<string[]>(
        "[...document.querySelectorAll('table.compare tbody tr')].map((row) => row.textContent)",
      ),
    (rows) => rows.length > 0,
  );
  return { report, of: (aspect) => said.find((row) => row.startsWith(aspect)) ?? '' };
}

describe.each(BROWSERS)('the report in %s', (name) => {
  const stage = setStage(name);

  it.each(['/dated', ...(hasCorpus ? ['/dated-real'] : [])])('puts page and record side by side: %s', async (path) => {
    const { report, of } = await openReport(stage, path);
    // The samples have no date of their own.
    if (path === '/dated') {
      expect(of('When')).toMatch(/nothing that Whence could read.*page dated/);
      expect(of('When')).not.toMatch(/differs|unclear/);
    }
    if (path === '/dated-real') {
      expect(of('When')).toMatch(/signed .*2026/);
      expect(of('When')).toMatch(/page dated (2 Jan 2019|Jan 2, 2019) · differs/);
      // Two days, and nothing says which.
      expect(of('When')).toMatch(/03\/04\/2019” · unclear/);
    }
    expect(of('How')).toMatch(/made with AI.*Photograph: M\. Lindqvist.*differs/);
    await expectAccessible(report);
    const terms = await report.evaluate<string[]>("[...document.querySelectorAll('a.term')].map((a) => a.hash)");
    expect(terms).toEqual(expect.arrayContaining(['#trust-list', '#signer', '#revocation']));
    await report.close();
  });
});

const ARTICLE = {
  '@graph': [
    {
      '@type': 'NewsArticle',
      headline: 'A quiet day at the harbor',
      dateline: 'LYON, France',
      datePublished: '2026-11-20T08:00:00Z',
    },
  ],
};

function article(src: string, caption: string): string {
  return page(
    'Site title',
    `<script type="application/ld+json">${JSON.stringify(ARTICLE)}</script>
<figure><img src="${src}" alt="" width="480"><figcaption>${caption}</figcaption></figure>`,
  );
}

describe.each(BROWSERS)('what tags and records say of one picture in %s', (name) => {
  let folder = '';
  const stage = setStage(name, async () => {
    folder = await mkdtemp(join(tmpdir(), 'whence-compare-'));
    const picture = sharp({ create: { width: 480, height: 320, channels: 3, background: '#40606a' } }).jpeg();
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Varn" photoshop:Country="Norway"/>
</rdf:RDF></x:xmpmeta>`;
    const tags = { IFD0: { Artist: 'Maria Lindqvist' }, IFD2: { DateTimeOriginal: '2021:05:03 10:00:00' } };
    await writeFile(join(folder, 'tagged.jpg'), await picture.clone().withExif(tags).withXmp(xmp).toBuffer());
    const authority = await createAuthority('Camera maker');
    const dates = { from: new Date('2024-01-01'), until: new Date('2050-01-01') };
    const credential = await authority.issue({ organization: 'Camera maker', name: 'Camera', ...dates });
    const actions = [...CAPTURED, { action: 'c2pa.color_adjustments', by: 'Desk' }];
    const plan = { title: 'edited.jpg', generator: 'Camera', actions };
    const signed = await sign({ bytes: await picture.toBuffer(), mime: 'image/jpeg' }, plan, credential);
    await writeFile(join(folder, 'edited.jpg'), signed.bytes);
    return {
      pages: {
        '/tagged': () => article('/made/tagged.jpg', 'The harbor at Lyon, France. Photograph: M. Lindqvist'),
        '/edited': () => article('/made/edited.jpg', 'Unedited, straight out of the camera'),
      },
      folders: { made: folder },
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is compared where it has no record: dates, places, and names by their initials', async () => {
    const { report, of } = await openReport(stage, '/tagged');
    expect(of('When')).toMatch(/tag: taken (3 May 2021|May 3, 2021).*page dated .*2026 · differs/);
    expect(of('Who')).toMatch(/tag: by Maria Lindqvist.*M\. Lindqvist” · may be the same/);
    expect(of('Where')).toMatch(
      /tag: place Varn, Norway.*Lyon, France\. .*” · differs.*article from LYON, France · unclear/,
    );
    expect(await report.evaluate<string>('document.body.innerText')).toContain('Article: “A quiet day at the harbor”');
    await expectAccessible(report);
    await report.close();
  });

  it('is compared where its record lists edits and its page says there are none', async () => {
    const { report, of } = await openReport(stage, '/edited');
    expect(of('Edits')).toMatch(/record: colou?r adjusted.*Unedited.*· differs/);
    await expectAccessible(report);
    await report.close();
  });
});
