import { beforeEach, expect, it, vi } from 'vitest';
import type { SelfTestResult } from '../../lib/platform/compute-job.ts';
import { SelfTestKeeper } from '../../lib/platform/self-test-keeper.ts';
import { resetExtension, stored } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const selfTest = vi.fn<() => Promise<SelfTestResult>>();
const PASSED = { state: 'passed', detail: 'fine' } as const;
const FAILED = { state: 'failed', detail: 'a setting has no effect' } as const;

beforeEach(resetExtension);

it('runs once for each version', async () => {
  selfTest.mockResolvedValue(PASSED);
  const keeper = new SelfTestKeeper({ selfTest }, '1');
  expect(await Promise.all([keeper.result(), keeper.result()])).toEqual([PASSED, PASSED]);
  expect(await new SelfTestKeeper({ selfTest }, '1').result()).toEqual(PASSED);
  expect(selfTest).toHaveBeenCalledOnce();
  await new SelfTestKeeper({ selfTest }, '2').result();
  expect(selfTest).toHaveBeenCalledTimes(2);
});

it('a failure is told and tried again', async () => {
  selfTest.mockResolvedValueOnce(FAILED).mockResolvedValueOnce(PASSED);
  const keeper = new SelfTestKeeper({ selfTest }, '1');
  expect(await keeper.result()).toEqual(FAILED);
  expect(await keeper.result()).toEqual(PASSED);
});

it('an engine that cannot be reached is not-run', async () => {
  selfTest.mockRejectedValue(new Error('no'));
  expect(await new SelfTestKeeper({ selfTest }, '1').result()).toMatchObject({ state: 'not-run' });
});

it('only a pass that was written down by this version is believed', async () => {
  selfTest.mockResolvedValue(PASSED);
  for (const bad of [
    7,
    null,
    { version: '1', state: 'failed', detail: '' },
    { version: '0', ...PASSED },
    { version: '1', state: 'passed' },
  ]) {
    stored.set('selfTest', bad);
    await new SelfTestKeeper({ selfTest }, '1').result();
  }
  expect(selfTest).toHaveBeenCalledTimes(5);
});
