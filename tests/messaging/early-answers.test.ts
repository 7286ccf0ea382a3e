import { expect, it, vi } from 'vitest';
import { keepEarly, takeEarly } from '../../lib/messaging/early-answers.ts';

it('gives an early answer once, and asks from then on', async () => {
  const ask = vi.fn(async () => 'late');
  void keepEarly('a', Promise.resolve('early'));
  expect(await takeEarly('a', ask)).toBe('early');
  expect(ask).not.toHaveBeenCalled();
  expect(await takeEarly('a', ask)).toBe('late');
  expect(await takeEarly('b', ask)).toBe('late');
});

it('hands a failure on to who takes the answer, and to nobody else', async () => {
  void keepEarly('a', Promise.reject(new Error('gone')));
  await expect(takeEarly('a', async () => 'late')).rejects.toThrow('gone');
  void keepEarly('nobody’s', Promise.reject(new Error('gone')));
  await new Promise((resolve) => setTimeout(resolve));
});
