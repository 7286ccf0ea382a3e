import type { Catalog, RenewedWork } from '../catalog/catalog.ts';
import { fingerprintsOf } from '../catalog/shards.ts';
import { isCurrentFingerprint } from '../recognition/fingerprint-bytes.ts';
import type { PictureAnswer } from './fingerprint-worker.ts';

/** Works written at once. */
const BATCH = 16;

/** Works whose fingerprint another version of Whence made: this one does not recognize them. */
export async function countOutdated(catalog: Pick<Catalog, 'shards'>): Promise<number> {
  let count = 0;
  for await (const shard of catalog.shards())
    for (const { fingerprint } of fingerprintsOf(shard)) if (!isCurrentFingerprint(fingerprint)) count += 1;
  return count;
}

/**
 * Fingerprints outdated works anew from the small pictures that were kept of them: those have more pixels than anything
 * a fingerprint is made of. A work whose picture cannot be read stays as it is.
 * @throws when storage is full or refused; what was done before stays
 */
export async function renewOutdated(
  catalog: Pick<Catalog, 'shards' | 'pictures' | 'renew'>,
  measure: (picture: Blob) => Promise<PictureAnswer>,
  onRenewed: (count: number) => void,
): Promise<void> {
  let batch: RenewedWork[] = [];
  const write = async (): Promise<void> => {
    if (batch.length === 0) return;
    await catalog.renew(batch);
    onRenewed(batch.length);
    batch = [];
  };
  for await (const shard of catalog.shards())
    for (const { work: id, fingerprint } of fingerprintsOf(shard)) {
      if (isCurrentFingerprint(fingerprint)) continue;
      const pictures = await catalog.pictures(id);
      if (pictures === null) continue;
      const measured = await measure(new Blob([pictures.shown], { type: pictures.shownType }));
      if (measured.kind === 'failed') continue;
      batch.push({ id, fingerprint: measured.fingerprint, luma: measured.pictures.luma });
      if (batch.length >= BATCH) await write();
    }
  await write();
}
