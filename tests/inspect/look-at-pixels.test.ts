import { describe, expect, it, vi } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import type { DecodePixels, EngineContext } from '../../lib/inspect/context.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { hasUnseenPixels, lookAtPixels } from '../../lib/inspect/look-at-pixels.ts';
import type { Report } from '../../lib/model/report.ts';
import { bytes, pngChunk, u32be } from '../support/build-bytes.ts';
import { knownPayloads } from '../../lib/watermarks/dwt-dct-payloads.ts';
import { drawScene } from '../support/draw-scene.ts';
import { embedDwtDct } from '../support/embed-dwt-dct.ts';
import { crop } from '../support/read-raster.ts';
import { embedStealth, plainRaster, pngOf } from '../support/embed-stealth.ts';

const context: EngineContext = {
  c2pa: { version: '0', validate: async () => ({ kind: 'unanswered', why: 'engine-failed' }) },
  trust: [],
  version: '0',
  now: () => 0,
  abort: new AbortController().signal,
};
const HIDDEN = 'a fox\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 64x64';
const PLAIN = plainRaster(64, 64);
const MARKED = embedStealth(PLAIN, HIDDEN, { carrier: 'rgb', isPacked: true });
/** A frame of 64 × 64 and no more. */
const JPEG = Buffer.from('ffd8ffc0001108004000400301220002110103110100ffd9', 'hex');

const firstLook = (file: Uint8Array): Promise<Report> => inspect({ source: memorySource(file), name: 'a' }, context);

/** For the mark of Stable Diffusion, which needs 256 × 256. */
const TOO_SMALL = { what: 'dwt-dct', why: 'too-small' };

describe('lookAtPixels', () => {
  it('adds what the pixels say to what the parts said', async () => {
    const file = pngOf(MARKED);
    const first = await firstLook(file);
    expect(hasUnseenPixels(first)).toBe(true);
    const report = await lookAtPixels(first, memorySource(file), context);
    expect(report).toMatchObject({
      label: 'ai-generated',
      basis: 'watermark',
      because: ['stealth-pnginfo'],
      why: null,
    });
    expect(report.sentence).toMatch(/^Carries the watermark that /);
    expect(report.checked).toEqual(expect.arrayContaining(['c2pa-manifest', 'stealth-pnginfo', 'visible-mark']));
    expect(report.notChecked).toEqual([TOO_SMALL]);
    expect(Object.keys(report.signals)).toEqual(Object.keys(first.signals));
    expect(hasUnseenPixels(report)).toBe(false);
    expect(await lookAtPixels(report, memorySource(file), context)).toBe(report);
  });

  it('is what an inspection that may read pixels comes to', async () => {
    const file = pngOf(MARKED);
    const whole = await inspect({ source: memorySource(file), name: 'a' }, { ...context, mayReadPixels: true });
    expect(whole).toEqual(await lookAtPixels(await firstLook(file), memorySource(file), context));
  });

  it('never takes a label away', async () => {
    const file = pngOf(PLAIN);
    const first = await firstLook(file);
    const says = { says: 'ai-edited', tool: null } as const;
    const declared: Report = {
      ...first,
      signals: { ...first.signals, 'vendor-credit': { kind: 'found', value: says } },
    };
    const report = await lookAtPixels(declared, memorySource(file), context);
    expect(report).toMatchObject({ label: 'ai-edited', basis: 'declared', because: ['vendor-credit'] });
  });

  it('takes the pixels of another file for nothing', async () => {
    const first = await firstLook(pngOf(PLAIN));
    const other = memorySource(pngOf(plainRaster(65, 65)));
    expect(await lookAtPixels(first, other, context)).toBe(first);
  });

  it('tells why the pixels could not be read', async () => {
    const cut = pngOf(MARKED).subarray(0, -40);
    const report = await lookAtPixels(await firstLook(cut), memorySource(cut), context);
    expect(report.notChecked).toContainEqual({ what: 'stealth-pnginfo', why: 'truncated' });
    expect(report.basis).not.toBe('watermark');
  });

  it('says that only the first of many frames was looked at', async () => {
    const still = pngOf(MARKED);
    const control = pngChunk('acTL', u32be(2), u32be(0));
    const animated = bytes(still.subarray(0, 33), control, still.subarray(33));
    const report = await lookAtPixels(await firstLook(animated), memorySource(animated), context);
    expect(report.notChecked).toEqual([TOO_SMALL, { what: 'later-frames', why: 'unsupported' }]);
    expect(report.label).toBe('ai-generated');
  });

  it('has other formats decoded by its host, once', async () => {
    const decodePixels = vi.fn<DecodePixels>(async () => ({ kind: 'found', value: PLAIN }));
    const report = await lookAtPixels(await firstLook(JPEG), memorySource(JPEG), { ...context, decodePixels });
    expect(decodePixels).toHaveBeenCalledOnce();
    expect(decodePixels).toHaveBeenCalledWith('image/jpeg', expect.any(Uint8Array), 64 * 1024 * 1024);
    expect(report.signals['visible-mark']).toEqual({ kind: 'absent' });
  });

  it('decodes nothing that its header calls too large, or that has inks', async () => {
    const decodePixels = vi.fn<DecodePixels>();
    const answerTo = async (file: Buffer) =>
      (await lookAtPixels(await firstLook(file), memorySource(file), { ...context, decodePixels })).signals[
        'visible-mark'
      ];
    const huge = Buffer.from(JPEG.toString('hex').replace('00400040', 'ffffffff'), 'hex');
    expect(await answerTo(huge)).toEqual({ kind: 'unanswered', why: 'too-large' });
    const inks = Buffer.from('ffd8ffc000140800400040040122000211010311010411 00ffd9'.replaceAll(' ', ''), 'hex');
    expect(await answerTo(inks)).toEqual({ kind: 'unanswered', why: 'unsupported' });
    expect(decodePixels).not.toHaveBeenCalled();
  });

  it('searches for scaled and cut marks only where there is time for it, and says so where there is not', async () => {
    const file = pngOf(crop(embedDwtDct(drawScene(512, 512), knownPayloads[0]?.bits ?? []), 3, 5, 400, 391));
    const quick = await lookAtPixels(await firstLook(file), memorySource(file), context);
    expect(quick).toMatchObject({ basis: 'nothing-found', signals: { 'dwt-dct': { kind: 'absent' } } });
    expect(quick.notChecked).toEqual([{ what: 'altered-copies', why: 'budget' }]);
    expect([hasUnseenPixels(quick), hasUnseenPixels(quick, true)]).toEqual([false, true]);
    const searching = { ...context, searchMs: 60_000 };
    const thorough = await lookAtPixels(quick, memorySource(file), searching);
    expect(thorough).toMatchObject({ label: 'ai-generated', basis: 'watermark', because: ['dwt-dct'], notChecked: [] });
    let clock = 0;
    const hurried = { ...context, searchMs: 5, now: () => (clock += 1) };
    const spent = await lookAtPixels(quick, memorySource(file), hurried);
    expect(spent.signals['dwt-dct']).toEqual({ kind: 'unanswered', why: 'budget' });
  });

  it('has nothing to look at in what is no picture of pixels', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const report = await firstLook(svg);
    expect(report.format).toBe('image/svg+xml');
    expect(hasUnseenPixels(report)).toBe(false);
  });
});
