import { expect, it, vi } from 'vitest';
import type { C2paEngine } from '../../lib/decoders/c2pa-engine.ts';
import { KnownContent, unlessKnown } from '../../lib/platform/known-content.ts';
import { REPORT } from '../cache/sample-report.ts';

const BYTES = Uint8Array.of(1, 2, 3);
/** sha256 of the bytes 1, 2, 3. */
const SHA = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
const validate = vi.fn<C2paEngine['validate']>(async () => ({ kind: 'absent' }));

it('validates what nobody has a verdict for, asking once', async () => {
  const verdictOf = vi.fn(async () => null);
  const controller = new AbortController();
  const engine = unlessKnown({ version: '1', validate }, controller, verdictOf);
  expect(await engine.validate('image/png', BYTES, '')).toEqual({ kind: 'absent' });
  await engine.validate('image/png', BYTES, '', 7);
  expect(validate).toHaveBeenLastCalledWith('image/png', BYTES, '', 7);
  expect(verdictOf).toHaveBeenCalledExactlyOnceWith(SHA);
  expect(controller.signal.aborted).toBe(false);
});

it('ends the inspection of what has a verdict', async () => {
  validate.mockClear();
  const controller = new AbortController();
  const engine = unlessKnown({ version: '1', validate }, controller, async () => REPORT);
  await engine.validate('image/png', BYTES, '');
  expect(validate).not.toHaveBeenCalled();
  expect(controller.signal.reason).toEqual(new KnownContent(REPORT));
  expect((controller.signal.reason as KnownContent).report).toBe(REPORT);
});
