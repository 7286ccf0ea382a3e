import type { Catalog } from '../catalog/catalog.ts';
import type { Change, FoundWork } from '../model/work.ts';
import { lumaOf, type LumaPlane } from '../recognition/luma.ts';
import { findWorks, type KeptWork } from '../recognition/recognize.ts';
import { type WorksIndex, WorksIndexMaker, wholeCandidates } from '../recognition/works-index.ts';
import type { FindWorks } from './find-works-job.ts';
import { keptWork } from './kept-work.ts';
import { smallPicture } from './small-picture.ts';
import { WorkIds } from './work-ids.ts';

type Finder = Pick<Catalog, 'state' | 'shards' | 'thumbnails' | 'workOfFile'>;

/** Milliseconds that parts of one picture are looked for. */
const SEARCH_MS = 1_500;
/** A picture holds works side by side at times; more than these are not told. */
const MAX_FOUND = 8;

/** Looks for the person's works with an index that is read once, and again when the works changed. */
export function workFinder(catalog: Finder, now: () => number): FindWorks {
  let read: { readonly revision: number; readonly index: Promise<LoadedIndex> } | null = null;
  const indexOf = async (revision: number): Promise<LoadedIndex> => {
    if (read?.revision !== revision) read = { revision, index: loadIndex(catalog) };
    const { index } = read;
    // Storage that failed once may not the next time.
    index.catch(() => read?.index === index && (read = null));
    return index;
  };
  return async ({ bytes, format, sha256 }, revision) => {
    const same = await catalog.workOfFile(sha256);
    if (same !== null) return [{ work: same, sureness: 'close', changes: ['same-file'], inWork: null, inCopy: null }];
    const loaded = await indexOf(revision);
    const picture = await smallPicture(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: format }), false);
    if (picture === null || picture === 'too-large') return picture === null ? 'unsupported' : 'too-large';
    const started = now();
    let isCut = false;
    const spent = (): boolean => (isCut ||= now() - started > SEARCH_MS);
    const found = await searchWorks(catalog, loaded, lumaOf(picture.small), spent);
    // Parts were not looked for to the end: that nothing was found by then says nothing.
    return found.length === 0 && isCut ? 'budget' : found;
  };
}

/** The works that a picture looks like, of those in an index. @param spent whether the time for it is over */
export async function searchWorks(
  catalog: Pick<Catalog, 'thumbnails'>,
  { ids, index }: LoadedIndex,
  luma: LumaPlane,
  spent: () => boolean,
): Promise<readonly FoundWork[]> {
  const found = await findWorks(
    {
      anchors: index.anchors,
      kept: (works) =>
        keptWorks(
          catalog,
          works.map((work) => ids.at(work) ?? ''),
        ),
    },
    luma,
    { spent },
    wholeCandidates(index, luma),
  );
  return found.slice(0, MAX_FOUND).flatMap(({ work, sureness, happened, inWork, inCopy }): FoundWork[] => {
    const id = ids.at(work);
    const changes: readonly Change[] = happened.length === 0 ? ['re-encoded'] : happened;
    return id === undefined ? [] : [{ work: id, sureness, changes, inWork, inCopy }];
  });
}

export interface LoadedIndex {
  /** Id of each work by its place in the index. */
  readonly ids: WorkIds;
  readonly index: WorksIndex;
}

/** Reads the fingerprints of all works; those of another version are left out, and told of on the page of works. */
export async function loadIndex(catalog: Pick<Catalog, 'state' | 'shards'>): Promise<LoadedIndex> {
  const { count } = await catalog.state();
  const ids = new WorkIds(count);
  const maker = new WorksIndexMaker(count);
  for await (const { works, ends, bytes } of catalog.shards()) {
    const added = maker.addAll(bytes, ends);
    for (let at = 0; at < added.length; at += 1) if (added[at] === 1) ids.push(works[at] ?? '');
  }
  ids.trim();
  return { ids, index: maker.make() };
}

async function keptWorks(
  catalog: Pick<Catalog, 'thumbnails'>,
  ids: readonly string[],
): Promise<readonly (KeptWork | null)[]> {
  const thumbnails = await catalog.thumbnails(ids);
  return thumbnails.map((each) => (each === null ? null : keptWork(each, each.luma)));
}
