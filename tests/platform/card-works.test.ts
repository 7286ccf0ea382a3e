import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { PageSender } from '../../lib/messaging/sender.ts';
import type { Report } from '../../lib/model/report.ts';
import type { Mark, WorkMatch } from '../../lib/model/work.ts';
import { CardWorks, type CardWorksPorts } from '../../lib/platform/card-works.ts';
import { sampleReport } from '../verdict/sample-reports.ts';

const PAGE: PageSender = { tab: 1, frame: 0, url: 'https://shop.example/p#top', origin: '', isPrivate: false };
const PICTURE = 'https://shop.example/a.jpg';
const ID = JSON.stringify(['mine', 'https://shop.example/p', PICTURE]);
const MATCH: WorkMatch = {
  work: 'mine',
  title: 'Harbor',
  sureness: 'close',
  changes: ['cropped'],
  inWork: null,
  inCopy: null,
  record: 'none',
  credit: 'none',
  mark: null,
};
const ITEM: TabItem = {
  item: 7,
  frame: 0,
  kind: 'image',
  url: PICTURE,
  alt: '',
  width: 10,
  height: 10,
  report: sampleReport({ works: [MATCH] }),
};

let kept: Map<string, Mark | null>;
let told: (TabItem & { readonly report: Report })[];
const put = vi.fn<CardWorksPorts['items']['put']>(async () => undefined);
let desk: CardWorks;

beforeEach(() => {
  kept = new Map([[ID, null]]);
  told = [];
  put.mockClear();
  desk = new CardWorks({
    catalog: {
      pictures: async (id) => ({ id, shown: new Uint8Array([1, 2]), shownType: 'image/webp', luma: new Uint8Array() }),
    },
    sightings: {
      has: async (id) => kept.has(id),
      mark: async (id, mark) => void kept.set(id, mark),
      markOf: async (work, page, picture) => kept.get(JSON.stringify([work, page, picture])) ?? null,
    },
    items: { get: async (_tab, frame, item) => (frame === 0 && item === 7 ? ITEM : null), put },
    tell: (_tab, item) => void told.push(item),
  });
});

describe('the works on a card', () => {
  it('are shown to the frame whose own item looks like them', async () => {
    expect(await desk.show(7, 'mine', PAGE)).toEqual({ picture: 'AQI=', type: 'image/webp', mark: null, isKept: true });
  });

  it('are shown to nobody else, and take no answer from there', async () => {
    expect(await desk.show(7, 'another', PAGE)).toBeNull();
    expect(await desk.show(8, 'mine', PAGE)).toBeNull();
    expect(await desk.show(7, 'mine', { ...PAGE, frame: 3 })).toBeNull();
    expect(await desk.mark(7, 'another', 'not-mine', PAGE)).toBe(false);
    expect(await desk.mark(7, 'mine', 'not-mine', { ...PAGE, url: 'https://else.example/' })).toBe(false);
    expect(kept).toEqual(new Map([[ID, null]]));
  });

  it('take an answer and take it back, and the label follows once the card is closed', async () => {
    expect(await desk.mark(7, 'mine', 'not-mine', PAGE)).toBe(true);
    expect(await desk.show(7, 'mine', PAGE)).toMatchObject({ mark: 'not-mine' });
    expect(told).toEqual([]);
    await desk.settle(7, PAGE);
    expect(told.map(({ report }) => report.works)).toEqual([[]]);
    await desk.mark(7, 'mine', null, PAGE);
    expect(kept.get(ID)).toBeNull();
  });

  it('keep the label where they are licensed', async () => {
    await desk.mark(7, 'mine', 'licensed-site', PAGE);
    await desk.settle(7, PAGE);
    expect(told).toEqual([]);
    expect(put.mock.calls[0]?.[1].report?.works).toEqual([{ ...MATCH, mark: 'licensed-site' }]);
  });
});
