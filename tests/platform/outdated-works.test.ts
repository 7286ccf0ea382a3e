import { expect, it, vi } from 'vitest';
import type { RenewedWork } from '../../lib/catalog/catalog.ts';
import type { Shard } from '../../lib/catalog/database.ts';
import { emptyShard, filled, fingerprintsOf, replaced } from '../../lib/catalog/shards.ts';
import type { PictureAnswer } from '../../lib/platform/fingerprint-worker.ts';
import { countOutdated, renewOutdated } from '../../lib/platform/outdated-works.ts';
import { packFingerprint } from '../../lib/recognition/fingerprint-bytes.ts';
import { NO_ANCHORS } from '../../lib/recognition/regional/anchors.ts';

const CURRENT = packFingerprint({ hash: new Uint8Array(32), quality: 90, isGraphic: true, anchors: NO_ANCHORS });
const OLDER = Uint8Array.of(0, ...CURRENT.subarray(1));

/** Forty works, every second fingerprinted by another version; the picture of the seventh cannot be read. */
function stage() {
  const works = Array.from({ length: 40 }, (_, at) => ({
    work: `work-${at}`,
    fingerprint: at % 2 === 0 ? CURRENT : OLDER,
  }));
  let { shard } = filled(emptyShard(0), works);
  const catalog = {
    async *shards(): AsyncGenerator<Shard> {
      yield shard;
    },
    pictures: async (id: string) => ({
      ...{ id, shown: new TextEncoder().encode(id), shownType: 'image/webp', luma: new Uint8Array(1) },
    }),
    renew: vi.fn(async (renewed: readonly RenewedWork[]) => {
      for (const { id, fingerprint } of renewed) shard = replaced(shard, new Map([[id, { work: id, fingerprint }]]));
    }),
  };
  const measure = async (picture: Blob): Promise<PictureAnswer> => {
    if ((await picture.text()) === 'work-7') return { kind: 'failed', why: 'no-picture' };
    const pictures = { shown: new Uint8Array(1), shownType: 'image/webp', luma: Uint8Array.of(5) };
    const size = { sha256: '', width: 320, height: 200, iscc: null, isWholeOnly: true };
    return { kind: 'measured', ...size, fingerprint: CURRENT, pictures };
  };
  return { catalog, measure, ids: () => [...fingerprintsOf(shard)].map(({ work }) => work) };
}

it('fingerprints works of another version anew from the pictures that were kept', async () => {
  const { catalog, measure, ids } = stage();
  expect(await countOutdated(catalog)).toBe(20);
  const told: number[] = [];
  await renewOutdated(catalog, measure, (count) => void told.push(count));
  expect(told).toEqual([16, 3]);
  expect(await countOutdated(catalog)).toBe(1);
  expect(ids()).toHaveLength(40);
});

it('keeps what was done when storage is full', async () => {
  const { catalog, measure } = stage();
  catalog.renew.mockImplementationOnce(catalog.renew.getMockImplementation() ?? (async () => undefined));
  catalog.renew.mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
  await expect(renewOutdated(catalog, measure, () => undefined)).rejects.toThrow('full');
  expect(await countOutdated(catalog)).toBe(4);
});
