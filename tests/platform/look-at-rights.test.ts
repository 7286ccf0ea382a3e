import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageRights } from '../../lib/model/stance.ts';
import { allowLook, lookAtSites, planRights, type RightsQuestion } from '../../lib/platform/look-at-rights.ts';
import { forgetSiteFiles } from '../../lib/platform/kept-site-files.ts';
import { pageRights } from '../../lib/platform/page-rights.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const FILES: Readonly<Record<string, string>> = {
  'https://cdn.example/robots.txt':
    'License: /terms.xml\nLicense: https://elsewhere.example/l.xml\nUser-agent: *\nContent-Usage: train-ai=n',
  'https://cdn.example/terms.xml':
    '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><permits type="usage">ai-train</permits></license></content></rsl>',
  'https://page.example/.well-known/trust.txt': 'datatrainingallowed=yes',
};
const asked: string[] = [];
const PAGE: PageRights = {
  ...{ address: 'https://page.example/story', robots: [], tdmReservation: null, tdmPolicy: null },
  ...{ licenses: [], rsl: [], jsonLd: [], platformData: [], nid: null },
};
const question: RightsQuestion = { address: 'https://cdn.example/a.jpg', isPicture: true, page: PAGE, shownAt: '' };

beforeEach(() => {
  resetExtension();
  asked.splice(0);
  browser.permissions.contains.mockResolvedValue(true);
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    if (url === question.address) return new Response('', { headers: { 'X-Robots-Tag': 'noai' } });
    const text = FILES[url];
    return text === undefined ? new Response('', { status: 404 }) : new Response(text);
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await browser.storage.session.remove(['siteFiles']);
});

it('asks the sites of the medium and of its page, and those that robots.txt names only on these', async () => {
  const plan = await planRights(question);
  expect(plan.hosts).toEqual(['cdn.example', 'page.example']);
  expect(asked).toEqual([]);
  const { lines, lookedAt } = await lookAtSites(plan, question, true);
  expect(lines.map(({ source, field, value }) => `${source} ${field} ${value}`)).toEqual([
    'cdn.example/robots.txt Content-Usage train-ai=n',
    'cdn.example/robots.txt License /terms.xml',
    'cdn.example/robots.txt License https://elsewhere.example/l.xml',
    'page.example/trust.txt datatrainingallowed yes',
    'cdn.example X-Robots-Tag noai',
    'cdn.example/terms.xml RSL permits ai-train',
  ]);
  expect(asked.filter((url) => url.includes('elsewhere'))).toEqual([]);
  expect(lookedAt).toContainEqual({ layer: 'site', source: 'elsewhere.example/l.xml', outcome: 'needs-consent' });
  expect(lookedAt).toContainEqual({ layer: 'site', source: 'cdn.example/ai.txt', outcome: 'none' });
});

it('asks each site once, and in a private window keeps nothing', async () => {
  const plan = await planRights(question);
  await lookAtSites(plan, question, false);
  expect(asked.length).toBeGreaterThan(5);
  asked.splice(0);
  const first = await lookAtSites(plan, question, true);
  expect(asked.length).toBeGreaterThan(5);
  asked.splice(0);
  expect(await lookAtSites(plan, question, true)).toEqual(first);
  // Headers are of the file, not of the site.
  expect(asked).toEqual([question.address]);
  await forgetSiteFiles();
  await lookAtSites(plan, question, true);
  expect(asked).toContain('https://cdn.example/robots.txt');
});

it('asks again after an hour, and what could not be had', async () => {
  const plan = await planRights(question);
  const ok = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string) =>
    url.endsWith('/ai.txt') ? new Response('', { status: 503 }) : ok(url),
  );
  await lookAtSites(plan, question, true);
  vi.stubGlobal('fetch', ok);
  asked.splice(0);
  await lookAtSites(plan, question, true);
  expect(asked.filter((url) => url !== question.address)).toEqual([
    'https://cdn.example/ai.txt',
    'https://cdn.example/.well-known/ai.txt',
    'https://page.example/ai.txt',
    'https://page.example/.well-known/ai.txt',
  ]);
  asked.splice(0);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61 * 60 * 1000);
  await lookAtSites(plan, question, true);
  vi.restoreAllMocks();
  expect(asked).toContain('https://cdn.example/robots.txt');
});

it('asks nobody it has no access to, and says so', async () => {
  browser.permissions.contains.mockResolvedValue(false);
  const plan = await planRights(question);
  expect(plan.missing).toEqual(['https://cdn.example/*', 'https://page.example/*']);
  const { lines, lookedAt } = await lookAtSites(plan, question, true);
  expect(asked).toEqual([]);
  expect(lines).toEqual([]);
  expect(new Set(lookedAt.map(({ outcome }) => outcome))).toEqual(new Set(['needs-permission']));
});

it('gives access back that it got for this look', async () => {
  const origins = ['https://cdn.example/*'];
  browser.permissions.request.mockResolvedValue(true);
  browser.permissions.remove.mockResolvedValue(true);
  const giveBack = await allowLook({ addresses: [], hosts: [], missing: origins });
  expect(browser.permissions.request).toHaveBeenCalledWith({ origins });
  await giveBack();
  expect(browser.permissions.remove).toHaveBeenCalledWith({ origins });
});

it('asks the page’s site alone for what is at no address', async () => {
  const plan = await planRights({ ...question, address: 'data:image/png;base64,AAAA' });
  expect(plan.hosts).toEqual(['page.example']);
  expect((await planRights({ ...question, address: 'blob:x', page: null })).hosts).toEqual([]);
});

it('takes from a page any shape, and no more than is read', async () => {
  const says = (result: unknown) => browser.scripting.executeScript.mockResolvedValue([{ result }] as never);
  await fc.assert(
    fc.asyncProperty(
      fc.anything(),
      fc.record({ robots: fc.anything(), licenses: fc.anything(), jsonLd: fc.anything() }),
      async (any, more) => {
        says(any);
        await pageRights(1, 0, question.address);
        says({ address: 'https://page.example/', ...more });
        const rights = await pageRights(1, 0, question.address);
        return rights !== null && rights.robots.every((each) => typeof each === 'string');
      },
    ),
  );
  says({ address: 'javascript:alert(1)' });
  expect(await pageRights(1, 0, question.address)).toBeNull();
  browser.scripting.executeScript.mockRejectedValue(new Error('gone'));
  expect(await pageRights(1, 0, question.address)).toBeNull();
});
