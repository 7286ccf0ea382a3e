import { openRightsSite, type RightsSite } from '../../tests/support/rights-site.ts';
import { itemsOf } from '../gallery/visit.ts';
import { OWN_PAGE } from './pages.ts';
import { pressWords, type Scene, take } from './scene.ts';

/** A site that says something in most places where it can be said, and not always the same. */
const SITE: RightsSite = {
  xmp: `<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING</plus:DataMining>
    <photoshop:Credit>Ada / Tidewater</photoshop:Credit><dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>`,
  headers: { 'TDM-Reservation': '0', 'X-Robots-Tag': 'noai, noimageai' },
  head: `<meta name="robots" content="index, noai"><link rel="license" href="https://tidewater.example/licence">
    <script type="application/ld+json">{"@type":"ImageObject","contentUrl":"{picture}","creator":{"@type":"Person","name":"Ada"},
      "copyrightNotice":"© Ada","acquireLicensePage":"https://tidewater.example/buy"}</script>`,
  files: {
    '/robots.txt': 'User-agent: *\nContent-Signal: search=yes, ai-train=no\n\nUser-agent: GPTBot\nDisallow: /\n',
    '/.well-known/tdmrep.json': '{"location":"/"}',
  },
};

/** The rights card once the site was asked, and what it says to whoever runs the site. */
export async function takeRights(scene: Scene): Promise<void> {
  if (!scene.wants('rights', 'site-check')) return;
  const { browser } = scene;
  await using site = await openRightsSite(SITE);
  const tab = await browser.open(`${site.origin}/`);
  const [item] = await itemsOf(browser, tab, 1);
  const views = [
    ['rights', `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`, 'rights.look', 'table.rights'],
    ['site-check', `items.html?tab=${tab.id}`, 'site-check.check', '.site-check'],
  ] as const;
  for (const [view, path, key, answer] of views) {
    const own = await browser.openExtensionPage(path);
    await own.resize(OWN_PAGE);
    const isThere =
      view === 'rights'
        ? `[...document.querySelectorAll('${answer} th')].some(({ innerText }) => innerText.includes('robots.txt'))`
        : `document.querySelector('${answer}') !== null`;
    await pressWords(scene, own, key, isThere);
    await take(scene, view, own, { size: OWN_PAGE, isWhole: true });
    await own.close();
  }
  await tab.close();
}
