import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserName, ExtensionTab, Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { BROWSERS, setStage } from '../support/stage.ts';
import { tinyDecoder } from '../support/tiny-onnx.ts';
import { levelsOf, paintCells, textBits, trustmarkWord } from '../support/trustmark-pictures.ts';
import { openWeightsServer, type WeightsServer } from '../support/weights-server.ts';

const DATA = textBits(1, 'WHENCE42');

describe.each(BROWSERS)('TrustMark codes in %s', (name: BrowserName) => {
  const stage = setStage(name);
  let weights: WeightsServer;
  let site: Server;
  beforeAll(async () => {
    weights = await openWeightsServer({ P: tinyDecoder() });
    site = await openSite();
    const page = await stage.browser.openExtensionPage('options.html');
    const offered = JSON.stringify({ weights: [weights.published('P')] });
    await page.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${offered}).then(() => true)`);
    await page.close();
  });
  afterAll(async () => {
    await weights[Symbol.asyncDispose]();
    site.closeAllConnections();
    site.close();
  });

  const openSettings = async (): Promise<ExtensionTab> => {
    const settings = await stage.browser.openExtensionPage('options.html#watermarks');
    await textOf(settings, /TrustMark P/);
    return settings;
  };
  const open = async (path: string): Promise<{ tab: Tab; item: TabItem }> => {
    const tab = await stage.browser.open(`http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`);
    const [item] = await itemsOf(stage.browser, tab, 1);
    if (item === undefined) throw new Error(`${path} shows nothing.`);
    return { tab, item };
  };

  it('are not looked for before the person says so, and no decoder is downloaded', async () => {
    const { tab, item } = await open('/before');
    expect(item.report?.basis).toBe('nothing-found');
    expect(item.report?.signals).not.toHaveProperty('trustmark');
    expect(weights.asked).toEqual([]);
    await tab.close();
  });

  it.each([
    ['altered', /its checksum differs\. Nothing was kept/],
    ['cut', /ended before it was whole\. Nothing was kept/],
    ['longer', /more than the published file\. Nothing was kept/],
    ['page', /a web page instead of the file\. Nothing was kept/],
  ] as const)('need a decoder, which is not taken when it comes %s', async (fault, words) => {
    weights.fault = fault;
    const settings = await openSettings();
    await flip(settings);
    expect(await textOf(settings, words)).toMatch(words);
    expect(await isOn(settings)).toBe(false);
    await expectAccessible(settings);
    await settings.close();
    const again = await openSettings();
    expect(await textOf(again, /Switching it on downloads/)).not.toContain('bytes, kept on this computer');
    await again.close();
  });

  it('need a decoder, whose download shows how far it is and can be stopped', async () => {
    weights.fault = 'slow';
    const settings = await openSettings();
    await flip(settings);
    const progress = await lookUntil(
      () => settings.evaluate<number>('document.querySelector("progress")?.position ?? 0'),
      (position) => position > 0,
    );
    expect(progress).toBeGreaterThan(0);
    expect(progress).toBeLessThan(1);
    await expectAccessible(settings);
    await flip(settings);
    await textOf(settings, /Switching it on downloads/);
    expect(await isOn(settings)).toBe(false);
    weights.release();
    await settings.close();
  });

  it('are read once a decoder is there, shown as a number and never as AI', async () => {
    weights.fault = null;
    weights.asked.length = 0;
    const settings = await openSettings();
    await flip(settings);
    expect(await textOf(settings, /bytes, kept on/)).toContain('bytes, kept on this computer');
    expect(await lookUntil(() => isOn(settings), Boolean)).toBe(true);
    expect(weights.asked).toEqual([{ path: '/models/decoder_P.onnx', cookie: undefined, referer: undefined }]);
    await expectAccessible(settings);
    await settings.close();

    const { tab, item } = await open('/after');
    expect(item.report).toMatchObject({
      basis: 'watermark',
      label: null,
      signals: {
        trustmark: { kind: 'found', value: { alg: 'com.adobe.trustmark.P', value: btoa(`1*${DATA.join('')}`) } },
      },
    });
    expect(await tab.badges()).toEqual([]);
    const report = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${item.frame}&item=${item.item}`,
    );
    expect(await textOf(report, /WHENCE42/)).toContain('does not say whether AI made this image');
    await expectAccessible(report);
    await report.close();
    await tab.close();
  });

  it('are absent from a picture without one, and from one too small to hold any', async () => {
    const plain = await open('/plain');
    expect(plain.item.report?.signals.trustmark).toEqual({ kind: 'absent' });
    await plain.tab.close();
    const small = await open('/small');
    expect(small.item.report?.signals.trustmark).toEqual({ kind: 'unanswered', why: 'unsupported' });
    expect(small.item.report?.basis).toBe('nothing-found');
    await small.tab.close();
  });

  it('are looked for no more when the decoder is removed', async () => {
    const settings = await openSettings();
    await settings.evaluate(`document.querySelector('[aria-label="Remove TrustMark P"]').click()`);
    await textOf(settings, /Switching it on downloads/);
    expect(await isOn(settings)).toBe(false);
    await settings.close();
    const { tab, item } = await open('/removed');
    expect(item.report?.signals).not.toHaveProperty('trustmark');
    await tab.close();
  });
});

/** Pages with one picture each: one with a code, one without, one that is too small. */
async function openSite(): Promise<Server> {
  const levels = levelsOf(trustmarkWord(1, DATA));
  const png = async (width: number, height: number, by: ArrayLike<number>): Promise<Buffer> => {
    const { rgba } = paintCells({ width, height, variant: 'P', levels: by });
    return sharp(rgba, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
  };
  const noise = Float32Array.from({ length: 100 }, (_, at) => Math.sin(at * at * 12.9898) * 60);
  const [marked, plain, small] = [await png(480, 360, levels), await png(480, 360, noise), await png(200, 150, levels)];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname.endsWith('.png')) {
      const bytes = pathname === '/plain.png' ? plain : pathname === '/small.png' ? small : marked;
      response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
      return;
    }
    const html = `<!doctype html><html lang="en"><title>Cells</title><img src="${pathname}.png" alt="Cells"></html>`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const SWITCH = `document.querySelector('[role="switch"][aria-label="TrustMark P"]')`;
const flip = (settings: ExtensionTab) => settings.evaluate(`${SWITCH}.click()`);
const isOn = (settings: ExtensionTab) => settings.evaluate<boolean>(`${SWITCH}.checked`);

/** The page's text once it says so; the last look either way. */
function textOf(page: ExtensionTab, words: RegExp): Promise<string> {
  return lookUntil(
    () => page.evaluate<string>('document.body.innerText'),
    (text) => words.test(text),
  );
}
