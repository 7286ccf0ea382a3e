import { describe, expect, it, vi } from 'vitest';
import { createKitDelivery } from '../../lib/page/kit-delivery.ts';
import type { LabelKit } from '../../lib/page/label-kit.ts';

const kit = {} as LabelKit;

describe('createKitDelivery', () => {
  it('sends once, however many wait', async () => {
    const send = vi.fn(async () => delivery.take(kit));
    const delivery = createKitDelivery(send);
    expect(await Promise.all([delivery.get(), delivery.get()])).toEqual([kit, kit]);
    expect(await delivery.get()).toBe(kit);
    expect(send).toHaveBeenCalledOnce();
  });

  it('keeps the first of two that arrive', async () => {
    const delivery = createKitDelivery(async () => undefined);
    delivery.take(kit);
    delivery.take({} as LabelKit);
    expect(await delivery.get()).toBe(kit);
  });

  it('tries again after a failure, and then gives up', async () => {
    const send = vi.fn(async () => Promise.reject(new Error('no')));
    const delivery = createKitDelivery(send);
    for (let index = 0; index < 5; index++) expect(await delivery.get()).toBeNull();
    expect(send).toHaveBeenCalledTimes(2);
  });
});
