import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Sighting } from '../../lib/model/work.ts';
import type { Tab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { runInOurWorld } from '../support/in-our-world.ts';
import { drawWork, readStore, registerWorks, shrinkWork } from '../support/own-works.ts';
import { press } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const SEED = 4;
const SIZE = { width: 1000, height: 900 };
const PATIENCE = 60_000;
const TRIES = 3;
const CARD_MS = 6_000;

const folder = await mkdtemp(join(tmpdir(), 'whence-work-card-'));
await writeFile(join(folder, 'small.jpg'), await shrinkWork(await drawWork(SEED)));
// Whatever the page's policy refuses, a card takes nothing that it could refuse.
const policy = `<meta http-equiv="Content-Security-Policy" content="img-src 'self'; connect-src 'self'">`;
const page = `<!doctype html>${policy}<title>Prints</title><p><img src="/cors/copies/small.jpg" alt="" width="360"></p>`;
const content = async () => ({ pages: { '/': () => page }, folders: { copies: folder } });

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What stands on the card, and where its buttons are. */
interface Shown {
  readonly text: string;
  /** Of the canvases that are shown. */
  readonly painted: readonly (readonly [width: number, height: number])[];
  readonly outlines: number;
  readonly isWorkPainted: boolean;
  readonly buttons: readonly {
    readonly text: string;
    readonly pressed: string | null;
    readonly x: number;
    readonly y: number;
  }[];
}

const CARD = `() => {
  const host = document.documentElement.lastElementChild;
  const root = host.openOrClosedShadowRoot ?? chrome.dom.openOrClosedShadowRoot(host);
  const card = root?.querySelector('.card-work');
  if (!card || card.querySelector('button[disabled]')) return null;
  const canvases = [...card.querySelectorAll('canvas')].filter((each) => each.getClientRects().length > 0);
  const [own] = canvases;
  const colors = new Set(own.getContext('2d').getImageData(0, 0, own.width, own.height).data);
  return {
    text: card.textContent,
    painted: canvases.map(({ width, height }) => [width, height]),
    outlines: card.querySelectorAll('svg.region').length,
    isWorkPainted: colors.size > 20,
    buttons: [...card.querySelectorAll('button')].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return { text: each.textContent, pressed: each.getAttribute('aria-pressed'), x: x + width / 2, y: y + height / 2 };
    }),
  };
}`;

describe.each(BROWSERS)('the card of a copy in %s', (name) => {
  const stage = setStage(name, content);
  const look = (tab: Tab): Promise<Shown | null> => runInOurWorld<Shown | null>(stage.browser, tab, CARD);

  async function openCard(tab: Tab): Promise<Shown> {
    let shown: Shown | null = null;
    // A badge may take another corner between the look at it and the click.
    for (let tries = 0; shown === null && tries < TRIES; tries += 1) {
      const [badge] = await lookUntil(
        () => tab.badges(),
        (badges) => badges.length > 0,
        PATIENCE,
      );
      const { x, y, width, height } = badge?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
      await tab.page.mouse.click(x + width / 2, y + height / 2);
      shown = await lookUntil(
        () => look(tab),
        (card) => card !== null,
        CARD_MS,
      );
    }
    if (shown === null) throw new Error('No card with a work came.');
    return shown;
  }

  async function pressed(tab: Tab, words: string): Promise<string | null | undefined> {
    const button = (await look(tab))?.buttons.find(({ text }) => text === words);
    await tab.page.mouse.click(button?.x ?? 0, button?.y ?? 0);
    const after = await lookUntil(
      () => look(tab),
      (card) => card?.buttons.find(({ text }) => text === words)?.pressed !== button?.pressed,
    );
    return after?.buttons.find(({ text }) => text === words)?.pressed;
  }

  it('shows the work beside it, takes the answer, and leaves the page with nothing to see', async () => {
    const own = await registerWorks(stage.browser, [SEED]);
    const marks = async () => (await readStore<Sighting>(own, 'sightings')).map(({ mark }) => mark);
    const tab = await stage.open('/', SIZE);
    const requests = () => tab.page.evaluate('performance.getEntriesByType("resource").length');
    await lookUntil(
      () => tab.badges(),
      (badges) => badges.length > 0,
      PATIENCE,
    );
    const before = await requests();
    const card = await openCard(tab);
    expect(card.text).toMatch(
      /This looks like your “work 4”.*What was done:.*resized.*Signed record: The work had none/,
    );
    expect(card.isWorkPainted).toBe(true);
    expect(card.painted).toEqual([
      [320, 213],
      [320, 213],
    ]);
    expect(card.outlines).toBe(2);
    expect(await requests()).toBe(before);
    expect(
      await tab.page.evaluate(
        '[document.querySelectorAll("canvas").length, document.documentElement.lastElementChild.shadowRoot]',
      ),
    ).toEqual([0, null]);
    if (process.env['WHENCE_SHOTS'] !== undefined)
      for (const [theme, language] of [
        ['light', 'en'],
        ['dark', 'en'],
        ['light', 'ar'],
      ] as const) {
        await stage.browser.ask('changeSettings', { theme, language });
        await tab.page.keyboard.press('Escape');
        await openCard(tab).catch(() => null);
        await writeFile(
          `${process.env['WHENCE_SHOTS']}/work-card-${name}-${theme}-${language}.png`,
          await tab.page.screenshot(),
        );
      }
    await stage.browser.ask('changeSettings', { theme: 'system', language: 'en' });

    await tab.page.keyboard.press('Escape');
    await openCard(tab);
    expect(await pressed(tab, 'Mine, licensed on this site')).toBe('true');
    expect(await marks()).toEqual(['licensed-site']);
    expect(await pressed(tab, 'Mine, licensed on this site')).toBe('false');
    expect(await marks()).toEqual([null]);
    expect(await pressed(tab, 'Not my work')).toBe('true');
    expect(await marks()).toEqual(['not-mine']);
    await tab.page.keyboard.press('Escape');
    const left = await lookUntil(
      () => tab.badges(),
      (badges) => badges.length === 0,
    );
    expect(left).toEqual([]);

    await own.close();

    const works = await stage.browser.openExtensionPage('works.html');
    await press(works, 'Not mine 1', /Is this your/);
    await press(works, 'Not my work', /You marked no sighting as not your work/);
    expect((await readStore<Sighting>(works, 'sightings')).map(({ mark }) => mark)).toEqual([null]);
    await works.close();
  });
});
