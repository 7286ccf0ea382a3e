import { describe, expect, it, vi } from 'vitest';
import { createCardBringer } from '../../lib/page/bring-card.ts';
import { type CardView, leaveCardHere } from '../../lib/page/card-kit.ts';
import type { PagePort } from '../../lib/page/page-port.ts';

const view: CardView = { styles: ['a'], mount: () => () => undefined };
const ask = (async () => null) as PagePort['ask'];
const kit = { createView: async () => view };

describe('createCardBringer', () => {
  it('sends once, however many wait', async () => {
    const send = vi.fn(async () => leaveCardHere(kit));
    const onView = vi.fn();
    const bring = createCardBringer({ bringCard: send, ask }, 'en', onView);
    expect(await Promise.all([bring(), bring()])).toEqual([view, view]);
    expect(await bring()).toBe(view);
    expect(send).toHaveBeenCalledOnce();
    expect(onView).toHaveBeenCalledExactlyOnceWith(view);
  });

  it('takes nothing that an earlier copy left', async () => {
    leaveCardHere(kit);
    expect(await createCardBringer({ bringCard: async () => undefined, ask }, 'en', () => undefined)()).toBeNull();
  });

  it('tries again after a failure, and then gives up', async () => {
    const send = vi.fn(async () => Promise.reject(new Error('no')));
    const bring = createCardBringer({ bringCard: send, ask }, 'en', () => undefined);
    for (let index = 0; index < 5; index++) expect(await bring()).toBeNull();
    expect(send).toHaveBeenCalledTimes(2);
  });
});
