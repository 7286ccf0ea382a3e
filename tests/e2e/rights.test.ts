import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserName, ExtensionTab, Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf } from '../../scripts/gallery/visit.ts';
import { corpusFolder, hasCorpus } from '../support/corpus.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { press, textOf } from '../support/press.ts';
import { type OpenSite, openRightsSite, type RightsSite } from '../support/rights-site.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const rsl = (license: string) =>
  `<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license>${license}</license></content></rsl>`;

/** Says the same everywhere: not for training. */
const DECLARES: RightsSite = {
  xmp: `<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING</plus:DataMining>
    <photoshop:Credit>Ada / Tidewater</photoshop:Credit>
    <dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>
    <xmpRights:WebStatement>https://tidewater.example/rights</xmpRights:WebStatement>
    <dc:identifier>ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY</dc:identifier>
    <prism:doi xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">10.1000/182</prism:doi>
    <Iptc4xmpExt:DigImageGUID xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">a8a2</Iptc4xmpExt:DigImageGUID>`,
  nid: 'bafybeief3yriouin54tzub5otnzka6muacrsu32tl2vxnaexgffizdxxqy',
  headers: {
    'TDM-Reservation': '1',
    'Content-Usage': 'train-ai=n, search=y',
    'X-Robots-Tag': 'noai, noimageai',
    Link: '</terms.xml>; rel="license"; type="application/rsl+xml"',
  },
  head: `<meta name="Robots" content="index, noai"><meta name="tdm-reservation" content="1">
    <link rel="license" href="https://tidewater.example/licence">
    <script type="application/ld+json">{"@type":"ImageObject","contentUrl":"{picture}","creator":{"@type":"Person","name":"Ada"},
      "copyrightNotice":"© Ada","acquireLicensePage":"https://tidewater.example/buy",
      "digitalSourceType":"https://schema.org/TrainedAlgorithmicMediaDigitalSource"}</script>`,
  files: {
    '/robots.txt':
      'User-agent: *\nContent-Signal: search=yes, ai-train=no\nContent-Usage: /a train-ai=n\nAllow: /\n\nUser-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n',
    '/.well-known/tdmrep.json': '[{"location":"*.jpg","tdm-reservation":1}]',
    '/ai.txt': 'User-Agent: *\nDisallow: *.jpg\n',
    '/.well-known/ai.txt':
      '# ai.txt\nTraining: conditional\nTraining-Deny: /*.jpg\nTraining-Fee: https://tidewater.example/buy\nAgent: GPTBot\n  Training: deny\n',
    '/trust.txt': 'member=https://a.example\ndatatrainingallowed=no\n',
    '/terms.xml': rsl('<prohibits type="usage">ai-train</prohibits><permits type="usage">search</permits>'),
  },
};

/** Says one thing here and another there, and has files that are none. */
const CONTRADICTS: RightsSite = {
  xmp: '<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-ALLOWED</plus:DataMining>',
  headers: { 'Content-Usage': 'train-ai=y', 'TDM-Reservation': '0' },
  head: `<meta name="robots" content="noimageai"><meta name="tdm-reservation" content="2">
    <script type="application/ld+json">{"@type":"ImageObject","contentUrl":"{picture}","digitalSourceType":"DigitalCaptureDigitalSource"}</script>`,
  files: {
    '/robots.txt':
      'License: /paid.xml\nLicense: https://elsewhere.example/l.xml\nUser-agent: *\nContent-Signal: ai-train=yes\n',
    '/.well-known/tdmrep.json': '{"location":"/","tdm-reservation":1}',
    '/ai.txt': 'flood',
    '/paid.xml': rsl('<permits type="usage">ai-train</permits><payment type="crawl"/>'),
  },
};

/** Files without end, and a platform's own label in the data of its player. */
const FLOODS: RightsSite = {
  xmp: '',
  headers: {},
  head: `<script type="application/json">{"itemStruct":{"aigcLabelType":1,"video":{"playAddr":"{picture}?sig=1"}}}</script>`,
  files: { '/robots.txt': 'flood', '/.well-known/tdmrep.json': 'flood' },
};

describe.each(BROWSERS)('the rights card in %s', (name: BrowserName) => {
  const stage = setStage(name);
  const sites = new Map<RightsSite, OpenSite>();
  beforeAll(async () => {
    for (const site of [DECLARES, CONTRADICTS, FLOODS]) sites.set(site, await openRightsSite(site));
  });
  afterAll(async () => {
    for (const site of sites.values()) await site[Symbol.asyncDispose]();
  });

  async function openReport(address: string): Promise<{ readonly tab: Tab; readonly page: ExtensionTab }> {
    const tab = await stage.browser.open(address);
    const [item] = await itemsOf(stage.browser, tab, 1);
    const page = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`,
    );
    return { tab, page };
  }

  async function open(which: RightsSite) {
    const site = sites.get(which);
    if (site === undefined) throw new Error('The site is not open.');
    const { tab, page } = await openReport(`${site.origin}/`);
    /** Every line, with the site's name in place of its host. */
    const rows = async () =>
      (await page.evaluate<readonly string[]>(ROWS)).map((row) => row.replaceAll(site.host, 'SITE'));
    return {
      ...{ site, page, rows },
      async close() {
        await page.close();
        await tab.close();
      },
    };
  }

  it('tells every line of a site that declares everything', async () => {
    const { site, page, rows, close } = await open(DECLARES);
    await textOf(page, /Look at the site’s rules/);
    expect(await rows()).toEqual([
      'The file XMP | plus:DataMining: DMI-PROHIBITED-AIMLTRAINING | not allowed',
      'The file | Creator: Ada | no word on it',
      'The file | Credit: Ada / Tidewater | no word on it',
      'The file | Licence: https://tidewater.example/rights | no word on it',
      'The file | Identifiers: DigImageGUID a8a2 | no word on it',
      'The file | Identifiers: identifier ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY | no word on it',
      'The file | Identifiers: doi 10.1000/182 | no word on it',
      'The page SITE | tdm-reservation: 1 | not allowed',
      'The page SITE | meta robots: noai | not allowed',
      'The page SITE | schema.org creator: Ada | no word on it',
      'The page SITE | schema.org copyrightNotice: © Ada | no word on it',
      'The page SITE | schema.org acquireLicensePage: https://tidewater.example/buy | no word on it',
      'The page SITE | Numbers Nid: bafybeief3yriouin54tzub5otnzka6muacrsu32tl2vxnaexgffizdxxqy | no word on it',
      'The page SITE | rel=license: https://tidewater.example/licence | no word on it',
    ]);
    // Nobody was asked before the click.
    expect(site.asked.filter((path) => Object.hasOwn(DECLARES.files, path))).toEqual([]);

    const text = await press(page, 'Look at the site’s rules', /Looked at:/);
    expect(text).toMatch(/AI training: not allowed, says XMP plus:DataMining, /);
    expect(text).toContain('The site turns these AI crawlers away from here: GPTBot and CCBot.');
    expect(text).not.toContain('Other lines say something milder');
    expect((await rows()).slice(7)).toEqual([
      'Its server’s answer SITE | tdm-reservation: 1 | not allowed',
      'Its server’s answer SITE | Content-Usage: train-ai=n | not allowed',
      'Its server’s answer SITE | Content-Usage: search=y | search: allowed',
      'Its server’s answer SITE | X-Robots-Tag: noai | not allowed',
      'Its server’s answer SITE | X-Robots-Tag: noimageai | not allowed',
      'Its server’s answer SITE | rel=license: /terms.xml | no word on it',
      ...(await rows()).filter((row) => row.startsWith('The page')),
      'The site SITE/robots.txt | Content-Signal: search=yes | search: allowed',
      'The site SITE/robots.txt | Content-Signal: ai-train=no | not allowed',
      'The site SITE/robots.txt | Content-Usage: train-ai=n | not allowed',
      'The site SITE/robots.txt | GPTBot: Disallow: / | crawling: not allowed',
      'The site SITE/robots.txt | CCBot: Disallow: / | crawling: not allowed',
      'The site SITE/tdmrep.json | tdm-reservation: 1 | not allowed',
      'The site SITE/ai.txt | Disallow: *.jpg | not allowed',
      'The site SITE/.well-known/ai.txt | Training-Deny: /*.jpg | not allowed',
      'The site SITE/.well-known/ai.txt | Training-Fee: https://tidewater.example/buy | no word on it',
      'The site SITE/.well-known/ai.txt | GPTBot: Training: deny | not allowed',
      'The site SITE/trust.txt | datatrainingallowed: no | not allowed',
      'The site SITE/terms.xml | RSL prohibits: ai-train | not allowed',
      'The site SITE/terms.xml | RSL permits: search | search: allowed',
    ]);
    // The page's own word is the headline, as nothing stronger speaks.
    expect(text).toContain('This website says this image was made with AI.');
    expect(text).toContain('Its own metadata about this image says “trainedAlgorithmicMedia”: made with AI.');
    expect(site.betrayed).toEqual([]);
    await expectAccessible(page);
    await close();
  });

  it('is in the panel too, and asks neither page nor site before it is opened', async () => {
    const { site, page: report, rows: told, close } = await open(DECLARES);
    await press(report, 'Look at the site’s rules', /Looked at:/);
    const expected = await told();
    await close();
    await stage.browser.ask('forgetEverything', {});
    const tab = await stage.browser.open(`${site.origin}/`);
    const [item] = await itemsOf(stage.browser, tab, 1);
    const panel = await stage.browser.openExtensionPage(`sidepanel.html?tab=${tab.id}`);
    await panel.resize({ width: 360, height: 900 });
    const choice = JSON.stringify({ [`chosen:${tab.id}`]: { frame: item?.frame, item: item?.item } });
    await panel.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => null)`);
    expect(await textOf(panel, /Rights and AI training/)).toContain('in file, page and site');
    site.forget();
    expect(await panel.evaluate<readonly string[]>(ROWS)).toEqual([]);
    await panel.evaluate(`[...document.querySelectorAll('details.fold summary')]
      .find(({ textContent }) => textContent.includes('AI training')).click()`);
    await textOf(panel, /Look at the site’s rules/);
    const rows = async () =>
      (await panel.evaluate<readonly string[]>(ROWS)).map((row) => row.replaceAll(site.host, 'SITE'));
    expect(await rows()).toEqual(expected.filter((row) => /^The (file|page)/.test(row)));
    expect(site.asked).toEqual([]);
    await expectAccessible(panel);
    await press(panel, 'Look at the site’s rules', /Looked at:/);
    expect(await rows()).toEqual(expected);
    expect(site.asked).toContain('/robots.txt');
    expect(site.betrayed).toEqual([]);
    await expectAccessible(panel);
    await panel.close();
    await tab.close();
  });

  it('asks each site once', async () => {
    const first = await open(DECLARES);
    await press(first.page, 'Look at the site’s rules', /Looked at:/);
    const before = await first.rows();
    await first.close();
    first.site.forget();
    const second = await open(DECLARES);
    await press(second.page, 'Look at the site’s rules', /Looked at:/);
    expect(await second.rows()).toEqual(before);
    expect(second.site.asked.filter((path) => Object.hasOwn(DECLARES.files, path))).toEqual([]);
    await second.close();
  });

  it('tells the owner of a site which lines to add', async () => {
    const site = sites.get(CONTRADICTS);
    const tab = await stage.browser.open(`${site?.origin}/`);
    await itemsOf(stage.browser, tab, 1);
    const page = await stage.browser.openExtensionPage(`items.html?tab=${tab.id}`);
    const text = await press(page, 'Check my site', /Could not look:/);
    const told = text.replaceAll(site?.host ?? '', 'SITE');
    expect(told).toContain('1 picture whose file names no creator, credit or copyright.');
    expect(told).toMatch(/cannot all be meant:\s+SITE meta robots: noimageai not allowed\s+SITE\S* /);
    expect(told).toContain('robots.txt does not say no to AI training');
    expect(told).toContain('Content-Signal: ai-train=no\nContent-Usage: train-ai=n');
    expect(told).toContain('The headers of the files do not say no');
    // It was there and could not be read, so nobody says that it lacks something.
    expect(told).not.toContain('tdmrep.json does not reserve');
    expect(told).not.toContain('The page itself does not say no');
    expect(told).toMatch(/Could not look: SITE\/tdmrep\.json \(file has faults\)/);
    await expectAccessible(page);
    await page.close();
    await tab.close();
  });

  it('cuts rules of 100 MB at what their readers are asked to take, and tells a platform’s own label', async () => {
    const { site, page, rows, close } = await open(FLOODS);
    expect(await textOf(page, /This website says/)).toContain('“aigcLabelType: 1”');
    const text = await press(page, 'Look at the site’s rules', /Looked at:/);
    const told = text.replaceAll(site.host, 'SITE');
    expect(await rows()).toEqual([]);
    expect(told).toContain('Looked at: SITE/robots.txt.');
    expect(told).toContain('Could not look: SITE/tdmrep.json (too large).');
    // Two files of 100 MB, of which half a megabyte each is read; the rest is what was on its way.
    expect(site.flooded).toBeGreaterThanOrEqual(2 * 512 * 1024);
    expect(site.flooded).toBeLessThan(48 * 1024 * 1024);
    await expectAccessible(page);
    await close();
  });

  it('puts a site that contradicts itself side by side, and says what could not be read', async () => {
    const { site, page, rows, close } = await open(CONTRADICTS);
    const text = await press(page, 'Look at the site’s rules', /Looked at:/);
    expect(await rows()).toEqual([
      'The file XMP | plus:DataMining: DMI-ALLOWED | allowed',
      'Its server’s answer SITE | tdm-reservation: 0 | allowed',
      'Its server’s answer SITE | Content-Usage: train-ai=y | allowed',
      'The page SITE | meta robots: noimageai | not allowed',
      'The site SITE/robots.txt | Content-Signal: ai-train=yes | allowed',
      'The site SITE/robots.txt | License: /paid.xml | no word on it',
      'The site SITE/robots.txt | License: https://elsewhere.example/l.xml | no word on it',
      'The site SITE/paid.xml | RSL permits: ai-train | allowed on terms',
    ]);
    const told = text.replaceAll(site.host, 'SITE');
    expect(told).toContain('AI training: not allowed, says SITE meta robots.');
    expect(told).toMatch(/Other lines say something milder: XMP plus:DataMining, headers of SITE, /);
    expect(told).toContain('Not there: SITE/.well-known/ai.txt and SITE/trust.txt.');
    expect(told).toMatch(
      /Could not look: SITE\/tdmrep\.json \(file has faults\) and elsewhere\.example\/l\.xml \(needs your click\)/,
    );
    // Of 100 MB no more than half a megabyte is read; the rest is what was on its way.
    expect(site.flooded).toBeGreaterThanOrEqual(512 * 1024);
    expect(site.flooded).toBeLessThan(24 * 1024 * 1024);
    // The page's word that it is from a camera is no claim of AI, and stays beside.
    expect(text).toContain('No record found in this copy');
    expect(text).toContain('“digitalCapture”: no word on AI');
    await expectAccessible(page);
    await close();
  });
});

/** Real files by their place in the corpus, and every line of their cards. */
const REAL: Readonly<Record<string, readonly string[]>> = {
  'c2pa/C_with_CAWG_data.jpg': ['The file C2PA | cawg.training-mining: | not allowed'],
  'c2pa/nikon-20221019-building.jpeg': [
    'The file | Creator: Andy Parsons | no word on it',
    'The file | Copyright: Adobe,Inc | no word on it',
  ],
  'ai-generators/mj-1.png': [
    'The file | Identifiers: DigImageGUID 2b6e053b-9a65-4ca9-9e13-b6f4465164d4 | no word on it',
  ],
  'ai-generators/grok-1.jpg': [],
  'unsigned/sample1.wav': ['The file | Creator: Kevin MacLeod | no word on it'],
};

describe.skipIf(!hasCorpus).each(BROWSERS)('the rights card of a real file in %s', (name: BrowserName) => {
  const stage = setStage(name, async () => ({
    pages: Object.fromEntries(
      Object.keys(REAL).map((file) => [
        `/show/${file}`,
        () =>
          `<!doctype html>${file.endsWith('.wav') ? `<audio controls src="/corpus/${file}"></audio>` : `<img src="/corpus/${file}" alt="" width="400">`}`,
      ]),
    ),
    folders: { corpus: corpusFolder('.') },
  }));

  it.each(Object.entries(REAL))('%s', async (file, lines) => {
    const tab = await stage.open(`/show/${file}`);
    const [item] = await itemsOf(stage.browser, tab, 1);
    const page = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`,
    );
    const text = await textOf(page, /Look at the site’s rules/);
    expect(await page.evaluate<readonly string[]>(ROWS)).toEqual(lines);
    expect(text).toContain(
      file.includes('CAWG')
        ? 'AI training: not allowed, says C2PA cawg.training-mining.'
        : 'Nothing read so far speaks of AI training.',
    );
    await page.close();
  });
});

const ROWS = `[...document.querySelectorAll('table.rights tbody tr')].map((row) =>
  [...row.cells].map(({ innerText }) => innerText.replace(/\\s+/g, ' ').trim()).join(' | '))`;
