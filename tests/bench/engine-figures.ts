import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import init from '@contentauth/c2pa-wasm';
import { Reader } from '@contentauth/c2pa-node';
import { memorySource } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import { type C2paEngine, wasmEngine } from '../../lib/decoders/c2pa-engine.ts';
import { c2paSettings } from '../../lib/decoders/c2pa-settings.ts';
import type { EngineContext } from '../../lib/inspect/context.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import type { TrustLists } from '../../lib/model/trust.ts';
import { countingSource } from '../support/build-bytes.ts';
import type { EngineFile } from './engine-files.ts';
import { figure, type Figure, median, type Target } from './figure.ts';
import { mediansInTurns, medianMs } from './stopwatch.ts';

const UNSIGNED: Target = { atMost: 1, unit: 'ms', others: 'as much as a signed one' };
const NATIVE: Target = { atMost: 2, unit: 'times' };
/** Validations after the first hundred may not grow the validator's memory at all. */
const FLAT: Target = { atMost: 0, unit: 'MiB' };
const FLAT_PROCESS: Target = { atMost: 8, unit: 'MiB' };

/** The validator after its start. */
export interface Started {
  readonly engine: C2paEngine;
  /** The validator's own memory. */
  readonly memory: WebAssembly.Memory;
  readonly figures: readonly Figure[];
}

/** The validator's start, measured as the first thing a process does; answers the engine to go on with. */
export async function startFigures(first: EngineFile): Promise<Started> {
  const bytes = await readFile(fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm')));
  const at = { in: 'node', of: 'validator' };
  const start = performance.now();
  const module = await WebAssembly.compile(bytes);
  const compiled = performance.now();
  const { memory } = await init({ module_or_path: module });
  const ready = performance.now();
  const engine = wasmEngine(async () => module);
  await engine.validate(first.map.format, first.bytes, c2paSettings([]));
  const validated = performance.now();
  return {
    engine,
    memory,
    figures: [
      figure({
        ...at,
        name: 'compile',
        unit: 'ms',
        runs: [compiled - start],
        comparedWith: { what: 'wasm, MB', value: bytes.length / 1e6 },
      }),
      figure({ ...at, name: 'instantiate', unit: 'ms', runs: [ready - compiled] }),
      figure({ ...at, name: 'first validation', unit: 'ms', runs: [validated - ready] }),
    ],
  };
}

/** Time for unsigned files, bytes already in memory, and for the prefilter alone; by format. */
export async function unsignedFigures(
  files: readonly EngineFile[],
  context: EngineContext,
  times: number,
): Promise<readonly Figure[]> {
  const rows: { format: string; whole: number; filter: number; bytes: number }[] = [];
  for (const { name, bytes, map } of files) {
    const counting = countingSource(bytes);
    await prefilter(counting);
    const filter = await medianMs(times, () => prefilter(memorySource(bytes)));
    const whole = await medianMs(times, () => inspect({ source: memorySource(bytes), name }, context));
    rows.push({ format: map.format, whole, filter, bytes: counting.bytesRead });
  }
  const groups = [...Map.groupBy(rows, ({ format }) => format)].toSorted(([a], [b]) => a.localeCompare(b));
  const pictures = rows.filter(({ format }) => format.startsWith('image/'));
  return [
    figure({
      name: 'engine time, unsigned',
      in: 'node',
      of: 'pictures of all formats',
      unit: 'ms',
      runs: pictures.map(({ whole }) => whole),
      target: UNSIGNED,
    }),
    ...groups.flatMap(([of, group]) => [
      figure({
        name: 'engine time, unsigned',
        in: 'node',
        of,
        unit: 'ms',
        runs: group.map(({ whole }) => whole),
        target: of.startsWith('image/') ? UNSIGNED : null,
      }),
      figure({
        name: 'prefilter time',
        in: 'node',
        of,
        unit: 'us',
        runs: group.map(({ filter }) => filter * 1000),
        comparedWith: { what: 'engine time, us', value: (median(group.map(({ whole }) => whole)) ?? 0) * 1000 },
      }),
      figure({ name: 'prefilter bytes', in: 'node', of, unit: 'bytes', runs: group.map(({ bytes }) => bytes) }),
    ]),
  ];
}

/** Time for signed files against the native validator, in turns; by format. */
export async function signedFigures(
  files: readonly EngineFile[],
  context: EngineContext,
  times: number,
): Promise<readonly Figure[]> {
  const settings = c2paSettings(context.trust);
  const rows: { format: string; ours: number; native: number; validator: number }[] = [];
  for (const { name, bytes, map } of files) {
    const asset = { buffer: Buffer.from(bytes), mimeType: map.format };
    const [ours, native, validator] = await mediansInTurns(
      times,
      () => inspect({ source: memorySource(bytes), name }, context),
      // What the native reader refuses takes its time too.
      () =>
        Reader.fromAsset(asset, JSON.parse(settings))
          .then((reader) => reader?.json())
          .catch(() => null),
      () => context.c2pa.validate(map.format, bytes, settings),
    );
    rows.push({ format: map.format, ours, native, validator });
  }
  const groups = [...Map.groupBy(rows, ({ format }) => format)].toSorted(([a], [b]) => a.localeCompare(b));
  return groups.flatMap(([of, group]) => {
    const native = median(group.map((row) => row.native));
    return [
      figure({
        name: 'engine time, signed',
        in: 'node',
        of,
        unit: 'ms',
        runs: group.map(({ ours }) => ours),
        comparedWith: { what: 'native c2pa-node, ms', value: native },
      }),
      figure({
        name: 'one validator call, signed',
        in: 'node',
        of,
        unit: 'ms',
        runs: group.map(({ validator }) => validator),
        comparedWith: { what: 'native c2pa-node, ms', value: native },
      }),
      figure({
        name: 'engine time against native',
        in: 'node',
        of,
        unit: 'times',
        runs: group.map((row) => row.ours / row.native),
        comparedWith: { what: 'native c2pa-node', value: 1 },
        target: NATIVE,
      }),
      figure({
        name: 'one validator call against native',
        in: 'node',
        of,
        unit: 'times',
        runs: group.map((row) => row.validator / row.native),
        comparedWith: { what: 'native c2pa-node', value: 1 },
      }),
    ];
  });
}

/** What reading the settings and the lists costs every validation: with them and without, in turns. */
export async function settingsFigures(
  { map, bytes }: EngineFile,
  engine: C2paEngine,
  trust: TrustLists,
  times: number,
): Promise<readonly Figure[]> {
  const full = c2paSettings(trust);
  const bare = c2paSettings([]);
  const [withLists, without] = await mediansInTurns(
    times,
    () => engine.validate(map.format, bytes, full),
    () => engine.validate(map.format, bytes, bare),
  );
  const at = { in: 'node', of: map.format };
  const comparedWith = { what: 'the same validation without lists, ms', value: without };
  return [
    figure({ ...at, name: 'validation with trust lists', unit: 'ms', runs: [withLists], comparedWith }),
    figure({
      ...at,
      name: 'share of it that is reading the lists',
      unit: 'percent',
      runs: [(1 - without / withLists) * 100],
      comparedWith: { what: 'characters of settings', value: full.length },
    }),
  ];
}

/** Memory over many validations: the validator's own, and the process's. */
export async function memoryFigures(
  files: readonly EngineFile[],
  context: EngineContext,
  memory: WebAssembly.Memory,
  validations: number,
): Promise<readonly Figure[]> {
  const collectGarbage = exposedGarbageCollector();
  const measure = () => {
    collectGarbage();
    return { wasm: memory.buffer.byteLength / 2 ** 20, process: process.memoryUsage.rss() / 2 ** 20 };
  };
  let half = measure();
  for (let count = 0; count < validations; count += 1) {
    const file = files[count % files.length];
    if (file === undefined) break;
    await inspect({ source: memorySource(file.bytes), name: file.name }, context);
    if (count + 1 === validations / 2) half = measure();
  }
  const end = measure();
  const at = { in: 'node', of: `${validations} inspections of ${files.length} signed files` };
  return [
    figure({ ...at, name: 'validator memory at the end', unit: 'MiB', runs: [end.wasm] }),
    figure({
      ...at,
      name: 'validator memory, growth in the second half',
      unit: 'MiB',
      runs: [end.wasm - half.wasm],
      comparedWith: { what: 'MiB at half', value: half.wasm },
      target: FLAT,
    }),
    figure({
      ...at,
      name: 'process memory, growth in the second half',
      unit: 'MiB',
      runs: [end.process - half.process],
      comparedWith: { what: 'MiB at half', value: half.process },
      target: FLAT_PROCESS,
    }),
  ];
}

/** Node's own, without asking everyone to start it with a flag. */
function exposedGarbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Format recognized and parts mapped: what decides whether a file holds a record. */
async function prefilter(source: ReturnType<typeof memorySource>): Promise<void> {
  const container = recognize(await source.read(0, 4096));
  await container?.map(source);
}
