import { beforeEach, expect, it, vi } from 'vitest';
import { SessionWrites } from '../../lib/platform/session-writes.ts';

const area = vi.hoisted(() => ({ set: vi.fn(), remove: vi.fn() }));
vi.mock('wxt/browser', () => ({ browser: { storage: { session: area } } }));

beforeEach(() => {
  vi.resetAllMocks();
  area.set.mockResolvedValue(undefined);
  area.remove.mockResolvedValue(undefined);
});

it('writes together what comes together, and then not again for a while', async () => {
  vi.useFakeTimers();
  const writes = new SessionWrites();
  await Promise.all(['a', 'b', 'b'].map((key, index) => writes.set(key, index)));
  expect(area.set.mock.calls).toEqual([[{ a: 0, b: 2 }]]);
  const later = [writes.set('c', 3), writes.set('d', 4)];
  await vi.advanceTimersByTimeAsync(299);
  expect(area.set).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all(later);
  expect(area.set.mock.lastCall).toEqual([{ c: 3, d: 4 }]);
  vi.useRealTimers();
});

it('writes nothing that was dropped before it was written, and drops after what was', async () => {
  const writes = new SessionWrites();
  await writes.set('a', 1);
  void writes.set('b', 2);
  await writes.drop(['a', 'b']);
  expect(area.set.mock.calls).toEqual([[{ a: 1 }]]);
  expect(area.remove.mock.calls).toEqual([[['a', 'b']]]);
  expect(area.set.mock.invocationCallOrder[0]).toBeLessThan(area.remove.mock.invocationCallOrder[0] ?? 0);
});

it('goes on where storage is refused', async () => {
  area.set.mockReset();
  area.set.mockResolvedValue(undefined);
  const writes = new SessionWrites(0);
  area.set.mockRejectedValueOnce(new Error('full'));
  await writes.set('a', 1);
  await writes.set('b', 2);
  expect(area.set).toHaveBeenCalledTimes(2);
});
