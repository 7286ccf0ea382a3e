import { expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import { dwtDct } from '../../lib/signals/dwt-dct.ts';
import { knownPayloads } from '../../lib/watermarks/dwt-dct-payloads.ts';
import { drawScene } from '../support/draw-scene.ts';
import { embedDwtDct } from '../support/embed-dwt-dct.ts';
import { crop } from '../support/read-raster.ts';
import { detect, evidence } from './evidence.ts';

const SCENE = drawScene(512, 384);
const given = (raster: Raster) => ({ pixels: { kind: 'found', value: raster } }) as const;

it.each([
  ['sdxl', 'Stable Diffusion XL'],
  ['flux', 'FLUX'],
  ['sd1', 'Stable Diffusion 1'],
  ['sd2', 'Stable Diffusion 2'],
] as const)('%s is told as the mark that %s adds', async (id, tool) => {
  const bits = knownPayloads.find((payload) => payload.id === id)?.bits ?? [];
  const answer = await detect(dwtDct, given(embedDwtDct(SCENE, bits)));
  expect(answer).toMatchObject({
    kind: 'found',
    value: { says: 'ai-generated', tool, payload: id, alignment: 'whole', size: null },
  });
});

it('is absent from a picture without it', async () => {
  expect(await detect(dwtDct, given(SCENE))).toEqual({ kind: 'absent' });
});

it('is searched for in cut copies where there is time, and says when that ran out', async () => {
  const copy = crop(embedDwtDct(SCENE, knownPayloads[0]?.bits ?? []), 3, 5, 400, 300);
  const look = (maySearch: () => boolean) =>
    dwtDct.detect({ ...evidence(given(copy)), maySearch }, new AbortController().signal);
  expect(await detect(dwtDct, given(copy))).toEqual({ kind: 'absent' });
  expect(await look(() => true)).toMatchObject({ kind: 'found', value: { payload: 'sdxl', alignment: 'cropped' } });
  expect(await look(() => false)).toEqual({ kind: 'unanswered', why: 'budget' });
});

it('says why the pixels could not be read, and which are lying or too few', async () => {
  const small = given(drawScene(200, 200));
  expect(await detect(dwtDct, small)).toEqual({ kind: 'unanswered', why: 'too-small' });
  const lying = given({ ...SCENE, rgba: SCENE.rgba.subarray(0, 999) });
  expect(await detect(dwtDct, lying)).toEqual({ kind: 'unanswered', why: 'malformed' });
  const truncated = { pixels: { kind: 'unanswered', why: 'truncated' } } as const;
  expect(await detect(dwtDct, truncated)).toEqual({ kind: 'unanswered', why: 'truncated' });
});
