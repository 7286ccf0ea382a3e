import type { Catalog } from '../catalog/catalog.ts';
import { fingerprintsOf } from '../catalog/shards.ts';
import type { Change, FoundWork } from '../model/work.ts';
import { unpackFingerprint } from '../recognition/fingerprint-bytes.ts';
import { lumaOf } from '../recognition/luma.ts';
import { findWorks, type KeptWork } from '../recognition/recognize.ts';
import { buildWorksIndex, type WorksIndex, wholeCandidates } from '../recognition/works-index.ts';
import type { FindWorks } from './find-works-job.ts';
import { keptWork } from './kept-work.ts';
import { smallPicture } from './small-picture.ts';

type Finder = Pick<Catalog, 'shards' | 'pictures' | 'work' | 'workOfFile'>;

/** Milliseconds that parts of one picture are looked for. */
const SEARCH_MS = 1_500;
/** A picture holds works side by side at times; more than these are not told. */
const MAX_FOUND = 8;

/** Looks for the person's works with an index that is read once, and again when the works changed. */
export function workFinder(catalog: Finder, now: () => number): FindWorks {
  let read: { readonly revision: number; readonly index: Promise<LoadedIndex> } | null = null;
  return async ({ bytes, format, sha256 }, revision) => {
    const same = await catalog.workOfFile(sha256);
    if (same !== null) return [{ work: same, sureness: 'close', changes: ['same-file'], inWork: null, inCopy: null }];
    if (read?.revision !== revision) read = { revision, index: loadIndex(catalog) };
    const { ids, index } = await read.index;
    const picture = await smallPicture(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: format }), false);
    if (picture === null || picture === 'too-large') return picture === null ? 'unsupported' : 'too-large';
    const luma = lumaOf(picture.small);
    const started = now();
    const found = await findWorks(
      { anchors: index.anchors, kept: (work) => workOf(catalog, ids[work]) },
      luma,
      { spent: () => now() - started > SEARCH_MS },
      wholeCandidates(index, luma),
    );
    return found.slice(0, MAX_FOUND).flatMap(({ work, sureness, happened, inWork, inCopy }): FoundWork[] => {
      const id = ids[work];
      const changes: readonly Change[] = happened.length === 0 ? ['re-encoded'] : happened;
      return id === undefined ? [] : [{ work: id, sureness, changes, inWork, inCopy }];
    });
  };
}

interface LoadedIndex {
  /** Id of each work by its place in the index. */
  readonly ids: readonly string[];
  readonly index: WorksIndex;
}

async function loadIndex(catalog: Finder): Promise<LoadedIndex> {
  const ids: string[] = [];
  const fingerprints = [];
  for await (const shard of catalog.shards())
    for (const { work, fingerprint } of fingerprintsOf(shard)) {
      const unpacked = unpackFingerprint(fingerprint);
      if (unpacked === null) continue;
      ids.push(work);
      fingerprints.push(unpacked);
    }
  return { ids, index: buildWorksIndex(fingerprints) };
}

async function workOf(catalog: Finder, id: string | undefined): Promise<KeptWork | null> {
  if (id === undefined) return null;
  const [work, pictures] = await Promise.all([catalog.work(id), catalog.pictures(id)]);
  return work === null || pictures === null ? null : keptWork(work, pictures.luma);
}
