import { addedFigure, figure, type Figure, median, type Target } from './figure.ts';
import { SIGNED } from './picture-sets.ts';
import type { Variant } from './picture-server.ts';
import { type ByKind, canReadProcesses, type Memory, totalOf } from './processes.ts';
import type { Session } from './session.ts';
import type { Visit } from './visit.ts';

/** Sessions of one browser, run in turns. */
export interface Rounds {
  readonly browser: string;
  readonly withWhence: readonly Session[];
  readonly without: readonly Session[];
}

const MIB = 1024 * 1024;
const WITHOUT = 'the same page in the same browser without the extension, in turns in this run';
const PAGE_BYTES = "bytes of the page's pictures";

const TARGETS = {
  bytesOpen: { atMost: 1, unit: 'percent', others: '100 / 100' },
  bytesClosed: { atMost: 5, unit: 'percent', others: '100 / 200 with no-store' },
  network: { atMost: 0, unit: 'percent', others: '100 / 100' },
  warm: { atMost: 800, unit: 'ms', others: '3200–3600 / 5200–5400' },
  cold: { atMost: 1500, unit: 'ms' },
  longTasks: { atMost: 0, unit: 'tasks', others: '102–300 / 136–199 ms of them' },
  processor: { atMost: 1.5, unit: 's', others: '5.3 / 6.5' },
  memory: { atMost: 60, unit: 'MiB', others: '238 / 299' },
} as const satisfies Record<string, Target>;

/** Every figure of one browser. */
export function browserFigures(rounds: Rounds): readonly Figure[] {
  const variants = rounds.withWhence[0]?.warm.map(({ variant }) => variant) ?? [];
  return [
    ...coldFigures(rounds),
    ...variants.flatMap((variant, index) => variantFigures(rounds, variant, index)),
    ...memoryFigures(rounds),
  ];
}

function coldFigures({ browser, withWhence, without }: Rounds): readonly Figure[] {
  const cold = withWhence.map((session) => session.cold);
  const at = { in: browser, of: cold[0]?.variant.name ?? null };
  return [
    figure({
      ...at,
      name: 'last badge after load, cold engine',
      unit: 'ms',
      runs: lastBadges(cold),
      target: TARGETS.cold,
    }),
    ...processorFigures(
      { ...at, name: 'CPU added, whole browser, cold engine' },
      cold,
      without.map((session) => session.cold),
    ),
  ];
}

function variantFigures({ browser, withWhence, without }: Rounds, variant: Variant, index: number): readonly Figure[] {
  const visits = visitsAt(withWhence, index);
  const bare = visitsAt(without, index);
  const at = { in: browser, of: variant.name };
  const pages = { what: PAGE_BYTES, value: median(visits.map(({ pageBytes }) => pageBytes)) };
  const isOpen = variant.isSameOrigin || variant.hasCors;
  const isKept = variant.cacheControl !== 'no-store';
  const read = isOpen && isKept ? TARGETS.bytesOpen : isOpen ? null : TARGETS.bytesClosed;
  const network = isOpen && isKept ? TARGETS.network : isOpen ? null : TARGETS.bytesClosed;
  const main = (all: readonly Visit[], pick: (one: NonNullable<Visit['mainThread']>) => number) =>
    all.flatMap(({ mainThread }) => (mainThread === null ? [] : [pick(mainThread)]));
  const items = visits.flatMap((one) => (one.items === null ? [] : [one.items]));
  const whence = { what: 'pictures on the page', value: 110 };
  return [
    figure({
      ...at,
      name: 'downloaded by the extension, beyond the signed files (server log)',
      unit: 'percent',
      runs: visits.map(beyondSigned),
      comparedWith: pages,
      target: network,
    }),
    figure({
      ...at,
      name: 'read by the engine from anywhere, beyond the signed files',
      unit: 'percent',
      runs: visits.flatMap((one) =>
        one.items === null ? [] : [(Math.max(0, one.items.bytesRead - one.signedBytes) / one.pageBytes) * 100],
      ),
      comparedWith: pages,
      target: read,
    }),
    figure({
      ...at,
      name: 'downloaded by the extension, all',
      unit: 'percent',
      runs: visits.map((one) => ((one.extraBytes.signed + one.extraBytes.unsigned) / one.pageBytes) * 100),
      comparedWith: pages,
    }),
    figure({
      ...at,
      name: 'requests by the extension',
      unit: 'requests',
      runs: visits.map(({ extraRequests }) => extraRequests),
      comparedWith: { what: 'requests by the page for pictures', value: 110 },
    }),
    figure({
      ...at,
      name: 'last badge after load, warm engine',
      unit: 'ms',
      runs: lastBadges(visits),
      target: TARGETS.warm,
    }),
    figure({
      ...at,
      name: 'last request of the extension after load',
      unit: 'ms',
      runs: visits.flatMap(({ lastRequest }) => (lastRequest === null ? [] : [lastRequest])),
    }),
    addedFigure(
      { ...at, name: 'long tasks added to the page', unit: 'tasks', target: TARGETS.longTasks },
      main(visits, ({ longTasks }) => longTasks),
      main(bare, ({ longTasks }) => longTasks),
      WITHOUT,
    ),
    addedFigure(
      { ...at, name: 'time in long tasks added to the page', unit: 'ms' },
      main(visits, ({ longTaskMs }) => longTaskMs),
      main(bare, ({ longTaskMs }) => longTaskMs),
      WITHOUT,
    ),
    addedFigure(
      { ...at, name: "time the page's main thread is busy, added", unit: 'ms' },
      main(visits, ({ busyMs }) => busyMs),
      main(bare, ({ busyMs }) => busyMs),
      WITHOUT,
    ),
    ...processorFigures({ ...at, name: 'CPU added, whole browser' }, visits, bare),
    figure({
      ...at,
      name: 'badges',
      unit: 'badges',
      runs: visits.map(({ badges }) => badges),
      comparedWith: { what: 'signed pictures', value: SIGNED },
    }),
    figure({
      ...at,
      name: 'pictures answered',
      unit: 'files',
      runs: items.map(({ answered }) => answered),
      comparedWith: whence,
    }),
    figure({
      ...at,
      name: 'pictures that could not be checked',
      unit: 'files',
      runs: items.map(({ couldNotCheck }) => couldNotCheck),
      comparedWith: whence,
    }),
    figure({
      ...at,
      name: 'engine time, unsigned picture, with its network',
      unit: 'ms',
      runs: items.flatMap(({ unsignedMs }) => median(unsignedMs) ?? []),
    }),
    figure({
      ...at,
      name: 'engine time, signed picture, with its network',
      unit: 'ms',
      runs: items.flatMap(({ signedMs }) => median(signedMs) ?? []),
    }),
  ];
}

const MOMENTS = [
  ['page done and idle', 'memoryIdle', TARGETS.memory],
  ['the engine gone to rest', 'memoryRested', null],
  ['all pages of the run', 'memoryLater', null],
] as const;

function memoryFigures({ browser, withWhence, without }: Rounds): readonly Figure[] {
  return MOMENTS.flatMap(([when, key, target]) => {
    const memories = (sessions: readonly Session[]) => sessions.flatMap((session) => session[key] ?? []);
    const amounts = (sessions: readonly Session[], pick: (memory: Memory) => ByKind) => memories(sessions).map(pick);
    const all = { in: browser, unit: 'MiB', name: `memory added, ${when}`, target } as const;
    const unfiled = { in: browser, unit: 'MiB', name: `memory added, ${when}, files left out` } as const;
    const pickAll = (memory: Memory) => memory.all;
    const pickUnfiled = (memory: Memory) => memory.unfiled;
    return [
      ...byKind(all, amounts(withWhence, pickAll), amounts(without, pickAll)).slice(0, 1),
      ...byKind(unfiled, amounts(withWhence, pickUnfiled), amounts(without, pickUnfiled)),
    ];
  });
}

function processorFigures(
  at: Pick<Figure, 'in' | 'of' | 'name'>,
  visits: readonly Visit[],
  bare: readonly Visit[],
): readonly Figure[] {
  if (!canReadProcesses) return [];
  const seconds = (all: readonly Visit[]) => all.map(({ processor }) => processor);
  return byKind({ ...at, unit: 's', target: TARGETS.processor }, seconds(visits), seconds(bare));
}

/** What is added in all, then by kind of process. */
function byKind(
  parts: Parameters<typeof addedFigure>[0],
  withIt: readonly ByKind[],
  without: readonly ByKind[],
): readonly Figure[] {
  const kinds = new Set([...withIt, ...without].flatMap((amounts) => [...amounts.keys()]));
  const of = (all: readonly ByKind[], kind: string) => all.map((amounts) => amounts.get(kind) ?? 0);
  return [
    addedFigure(parts, withIt.map(totalOf), without.map(totalOf), WITHOUT),
    ...[...kinds].map((kind) =>
      addedFigure(
        { ...parts, name: `${parts.name}: ${kind} processes`, target: null },
        of(withIt, kind),
        of(without, kind),
        WITHOUT,
      ),
    ),
  ];
}

function visitsAt(sessions: readonly Session[], index: number): readonly Visit[] {
  return sessions.flatMap(({ warm }) => warm[index] ?? []);
}

function lastBadges(visits: readonly Visit[]): readonly number[] {
  return visits.flatMap(({ lastBadge }) => lastBadge ?? []);
}

/** The signed files must be read whole, once; what goes beyond is the price of finding them. Percent of the page. */
function beyondSigned({ extraBytes, signedBytes, pageBytes }: Visit): number {
  return ((extraBytes.unsigned + Math.max(0, extraBytes.signed - signedBytes)) / pageBytes) * 100;
}

/** Mebibytes of a page's pictures. */
export function pageSize({ withWhence }: Rounds): number {
  return (withWhence[0]?.cold.pageBytes ?? 0) / MIB;
}
