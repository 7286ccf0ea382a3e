import { beforeEach, expect, it, vi } from 'vitest';
import { SessionWrites } from '../../lib/platform/session-writes.ts';

const area = vi.hoisted(() => ({ set: vi.fn(), remove: vi.fn() }));
vi.mock('wxt/browser', () => ({ browser: { storage: { session: area } } }));

beforeEach(() => {
  vi.resetAllMocks();
  area.set.mockResolvedValue(undefined);
  area.remove.mockResolvedValue(undefined);
});

it('writes at once, and together what comes meanwhile', async () => {
  const writes = new SessionWrites();
  const all = ['a', 'b', 'c', 'b'].map((key, index) => writes.set(key, index));
  expect(area.set.mock.calls).toEqual([[{ a: 0 }]]);
  await Promise.all(all);
  expect(area.set.mock.calls).toEqual([[{ a: 0 }], [{ b: 3, c: 2 }]]);
});

it('writes nothing that was dropped before it was written, and drops after what was', async () => {
  const writes = new SessionWrites();
  const all = [writes.set('a', 1), writes.set('b', 2), writes.drop(['a', 'b'])];
  await Promise.all(all);
  expect(area.set.mock.calls).toEqual([[{ a: 1 }]]);
  expect(area.remove.mock.calls).toEqual([[['a', 'b']]]);
  expect(area.set.mock.invocationCallOrder[0]).toBeLessThan(area.remove.mock.invocationCallOrder[0] ?? 0);
});

it('goes on where storage is refused', async () => {
  const writes = new SessionWrites();
  area.set.mockRejectedValueOnce(new Error('full'));
  await writes.set('a', 1);
  await writes.set('b', 2);
  expect(area.set).toHaveBeenCalledTimes(2);
});
