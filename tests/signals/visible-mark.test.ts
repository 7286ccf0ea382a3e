import { describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import { visibleMark } from '../../lib/signals/visible-mark.ts';
import { decide } from '../../lib/verdict/decide.ts';
import { paintDalleBar, paintSparkle } from '../support/paint-marks.ts';
import { detect } from './evidence.ts';

const PLAIN: Raster = { width: 300, height: 300, rgba: new Uint8Array(300 * 300 * 4).fill(60) };
const given = (value: Raster) => ({ pixels: { kind: 'found', value } }) as const;

describe('visible-mark', () => {
  it('names the tool that draws such a mark', async () => {
    expect(await detect(visibleMark, given(paintSparkle(PLAIN, 48)))).toEqual({
      kind: 'found',
      value: { tool: 'Gemini' },
    });
    expect(await detect(visibleMark, given(paintDalleBar(PLAIN)))).toEqual({
      kind: 'found',
      value: { tool: 'DALL·E 2' },
    });
  });

  it('never gives a label', async () => {
    const outcome = await detect(visibleMark, given(paintSparkle(PLAIN, 48)));
    expect(decide(new Map([['visible-mark', outcome]]))).toMatchObject({ label: null, basis: 'nothing-found' });
  });

  it('is absent in an unmarked picture, unanswered without pixels', async () => {
    expect(await detect(visibleMark, given(PLAIN))).toEqual({ kind: 'absent' });
    expect(await detect(visibleMark, {})).toEqual({ kind: 'unanswered', why: 'unsupported' });
  });
});
