import { sha256Of } from '../bytes/sha256-of.ts';
import type { TrustListState } from '../messaging/protocol.ts';
import type { ListProblem, TrustLists } from '../model/trust.ts';
import type { Settings } from '../settings/settings.ts';
import { type ListPorts, fetchList } from './fetch-list.ts';
import { type KeptList, isoOrNull, parseKeptList, problemOrNull } from './kept-list.ts';
import { derBlocks, parsePem } from './parse-pem.ts';
import { PUBLISHED_LISTS } from './published-lists.ts';

export interface TrustPorts extends ListPorts {
  /** Extension storage: shared by ordinary and private windows, unlike IndexedDB. */
  readonly read: () => Promise<unknown>;
  readonly write: (value: unknown) => Promise<void>;
  /** Lists that came with the build, when it was made with any. */
  readonly bundled: () => Promise<unknown>;
}

/** The lists in force, and a name for exactly this set that stored verdicts are kept under. */
export interface TrustInForce {
  readonly lists: TrustLists;
  readonly version: string;
}

interface Kept {
  readonly lists: readonly KeptList[];
  /** Why there is no copy at all of a published list, by its id. */
  readonly missing: Readonly<Partial<Record<string, ListProblem>>>;
  /** ISO time of the last attempt to refresh. */
  readonly attempted: string | null;
}

type UseLists = Pick<Settings, 'useC2paList' | 'useInterimList'>;

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** More lists than a person adds by hand. */
const MAX_CUSTOM_LISTS = 20;

/** Who vouches for signers: the published lists, kept fresh, and the person's own. */
export class TrustStore {
  readonly #ports: TrustPorts;
  #kept: Promise<Kept> | null = null;
  #writes: Promise<unknown> = Promise.resolve();
  #refreshing: Promise<void> | null = null;
  /** As last asked for: every file is judged by them. */
  #inForce: (UseLists & { readonly of: Kept; readonly is: Promise<TrustInForce> }) | null = null;

  constructor(ports: TrustPorts) {
    this.#ports = ports;
  }

  async inForce({ useC2paList, useInterimList }: UseLists): Promise<TrustInForce> {
    const kept = await this.#load();
    const last = this.#inForce;
    if (last?.of === kept && last.useC2paList === useC2paList && last.useInterimList === useInterimList) return last.is;
    const is = inForce(kept, { useC2paList, useInterimList });
    this.#inForce = { of: kept, useC2paList, useInterimList, is };
    return is;
  }

  async states(settings: UseLists): Promise<readonly TrustListState[]> {
    const { lists, missing } = await this.#load();
    const published = PUBLISHED_LISTS.map(({ id }) => {
      const list = lists.find((kept) => kept.id === id);
      const none = {
        id,
        name: id,
        kind: id,
        certificates: 0,
        issued: null,
        fetched: null,
        problem: missing[id] ?? null,
      };
      return { ...(list === undefined ? none : stateOf(list)), enabled: isEnabled(id, settings) };
    });
    const custom = lists.filter(({ kind }) => kind === 'custom').map((list) => ({ ...stateOf(list), enabled: true }));
    return [...published, ...custom];
  }

  /** The certificates of one list, DER, as the list has them; none where there is no such list. */
  async certificates(id: string): Promise<readonly Uint8Array[]> {
    const list = (await this.#load()).lists.find((each) => each.id === id);
    return list === undefined ? [] : [...derBlocks(list.anchorsPem), ...derBlocks(list.allowedPem ?? '')];
  }

  /** Refreshes when the published lists are over a day old and no attempt was made within the hour. */
  async refreshIfDue(): Promise<void> {
    const { lists, attempted } = await this.#load();
    const now = this.#ports.now().getTime();
    const isOld = PUBLISHED_LISTS.some(
      ({ id }) => !isWithin(lists.find((list) => list.id === id)?.fetched, DAY_MS, now),
    );
    if (isOld && !isWithin(attempted, HOUR_MS, now)) await this.refresh();
  }

  /** Fetches every published list now. One refresh at a time; a failure is told in the list's state. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshAll().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** @throws Error when the text is not a list of certificates. */
  async add(name: string, pem: string): Promise<void> {
    const result = parsePem(pem);
    if (result.kind === 'refused') throw new Error(result.problem.code);
    const fetched = this.#ports.now().toISOString();
    const id = `custom-${(await sha256Of(result.pem)).slice(0, 16)}`;
    const list: KeptList = {
      id,
      kind: 'custom',
      name,
      issued: null,
      fetched,
      anchorsPem: result.pem,
      allowedPem: null,
      certificates: result.certificates,
      problem: null,
    };
    await this.#change((kept) => {
      if (kept.lists.filter(({ kind }) => kind === 'custom').length >= MAX_CUSTOM_LISTS)
        throw new Error('too-many-lists');
      return { ...kept, lists: [...kept.lists.filter((other) => other.id !== id), list] };
    });
  }

  /** Removes one of the person's own lists; published ones are turned off in the settings instead. */
  async remove(id: string): Promise<void> {
    await this.#change((kept) => ({
      ...kept,
      lists: kept.lists.filter((list) => list.id !== id || list.kind !== 'custom'),
    }));
  }

  /** What is stored was changed by another copy of Whence (a private window's background): read it again. */
  reload(): void {
    this.#kept = null;
  }

  async #refreshAll(): Promise<void> {
    // Written first, so that a background stopped in mid-refresh does not try again at each start.
    await this.#change((kept) => ({ ...kept, attempted: this.#ports.now().toISOString() })).catch(() => undefined);
    const before = await this.#load();
    const results = await Promise.all(
      PUBLISHED_LISTS.map(async (list) => {
        const last = before.lists.find(({ id }) => id === list.id) ?? null;
        return [list.id, await fetchList(list, last, this.#ports)] as const;
      }),
    );
    await this.#change((kept) => withResults(kept, results)).catch(() => undefined);
  }

  #load(): Promise<Kept> {
    this.#kept ??= this.#read();
    return this.#kept;
  }

  async #read(): Promise<Kept> {
    const stored = (await this.#ports.read().catch(() => null)) as Record<string, unknown> | null | undefined;
    const lists = listsOf(stored?.['lists']);
    const bundled = listsOf(((await this.#ports.bundled().catch(() => null)) as { lists?: unknown } | null)?.lists);
    return {
      lists: [
        ...lists,
        ...bundled.filter(({ id, kind }) => kind !== 'custom' && !lists.some((list) => list.id === id)),
      ],
      missing: reasonsOf(stored?.['missing']),
      attempted: isoOrNull(stored?.['attempted']),
    };
  }

  /** Changes queue; what is in memory changes even when the browser refuses to store it. */
  #change(step: (kept: Kept) => Kept): Promise<void> {
    const write = this.#writes.then(async () => {
      const kept = step(await this.#load());
      this.#kept = Promise.resolve(kept);
      await this.#ports.write(kept);
    });
    this.#writes = write.catch(() => undefined);
    return write;
  }
}

async function inForce({ lists }: Kept, settings: UseLists): Promise<TrustInForce> {
  const enabled = lists
    .filter((list) => isEnabled(list.id, settings))
    .map(({ kind, name, issued, anchorsPem, allowedPem }) => ({ kind, name, issued, anchorsPem, allowedPem }));
  return { lists: enabled, version: (await sha256Of(JSON.stringify(enabled))).slice(0, 16) };
}

function withResults(
  kept: Kept,
  results: readonly (readonly [string, KeptList | { readonly problem: ListProblem }])[],
): Kept {
  const missing: Partial<Record<string, ListProblem>> = {};
  const fresh: KeptList[] = [];
  for (const [id, result] of results) {
    if ('anchorsPem' in result) fresh.push(result);
    else missing[id] = result.problem;
  }
  const others = kept.lists.filter(({ id }) => !fresh.some((list) => list.id === id));
  return { ...kept, missing, lists: [...fresh, ...others] };
}

function listsOf(stored: unknown): readonly KeptList[] {
  return Array.isArray(stored) ? stored.slice(0, 100).flatMap((list) => parseKeptList(list) ?? []) : [];
}

function reasonsOf(stored: unknown): Kept['missing'] {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(
    PUBLISHED_LISTS.flatMap(({ id }) => {
      const problem = problemOrNull((stored as Record<string, unknown>)[id]);
      return problem === null ? [] : [[id, problem] as const];
    }),
  );
}

function isEnabled(id: string, { useC2paList, useInterimList }: UseLists): boolean {
  if (id === 'c2pa') return useC2paList;
  return id === 'interim' ? useInterimList : true;
}

function stateOf({
  id,
  name,
  kind,
  certificates,
  issued,
  fetched,
  problem,
}: KeptList): Omit<TrustListState, 'enabled'> {
  return { id, name, kind, certificates, issued, fetched, problem };
}

/** A time in the future (the clock was set back) counts as long ago. */
function isWithin(time: string | null | undefined, span: number, now: number): boolean {
  if (time === null || time === undefined) return false;
  const age = now - Date.parse(time);
  return age >= 0 && age < span;
}
