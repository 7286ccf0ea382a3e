import { rm, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openHttp } from '../../lib/fetch/http-source.ts';
import type { EngineContext } from '../../lib/inspect/context.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import type { Report } from '../../lib/model/report.ts';
import { ROOT } from '../../scripts/tools.ts';
import { type EngineFile, SPARSE_SIZES, writeSparseVideo } from './engine-files.ts';
import { figure, type Figure, median } from './figure.ts';
import { openRangeServer, type RangeServer } from './range-server.ts';

/** What the network carries for a file of each format: the engine over HTTP, as the extension reads. */
export async function networkFigures(files: readonly EngineFile[], context: EngineContext): Promise<readonly Figure[]> {
  await using server = await openRangeServer(new Map(files.map(({ name, bytes }) => [name, bytes])));
  const looks: { file: EngineFile; bytes: number; requests: number }[] = [];
  for (const file of files) {
    await look(server, file.name, context);
    looks.push({ file, ...server.taken(file.name) });
  }
  const groups = Map.groupBy(looks, ({ file }) => `${file.map.format}, ${file.isSigned ? 'signed' : 'unsigned'}`);
  return [...groups].toSorted().flatMap(([of, group]) => {
    const at = { in: 'node', of };
    const size = median(group.map(({ file }) => file.bytes.length));
    const shares = group.map(({ file, bytes }) => (bytes / file.bytes.length) * 100);
    const comparedWith = { what: 'median file size, bytes', value: size };
    return [
      figure({
        ...at,
        name: 'bytes from the network, median',
        unit: 'bytes',
        runs: group.map(({ bytes }) => bytes),
        comparedWith,
      }),
      figure({
        ...at,
        name: 'bytes from the network, most',
        unit: 'bytes',
        runs: [Math.max(...group.map(({ bytes }) => bytes))],
        comparedWith,
      }),
      figure({ ...at, name: 'share of the file, median', unit: 'percent', runs: shares, comparedWith }),
      figure({ ...at, name: 'requests, median', unit: 'requests', runs: group.map(({ requests }) => requests) }),
    ];
  });
}

/** Videos that differ in nothing but size: bytes, requests and time must not grow with it. */
export async function growthFigures(context: EngineContext): Promise<readonly Figure[]> {
  const folder = join(ROOT, '.cache', 'bench', `sparse.${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const paths = new Map(SPARSE_SIZES.map((size) => [`${size / 1e6} MB video`, join(folder, `${size}.mp4`)]));
    for (const size of SPARSE_SIZES) await writeSparseVideo(join(folder, `${size}.mp4`), size);
    await using server = await openRangeServer(paths);
    const figures: Figure[] = [];
    for (const of of paths.keys()) {
      await look(server, of, context);
      const { bytes, requests } = server.taken(of);
      const start = performance.now();
      const report = await look(server, of, context);
      const ms = performance.now() - start;
      const at = { in: 'node', of: `${of}, ${report.basis}` };
      figures.push(
        figure({ ...at, name: 'bytes from the network', unit: 'bytes', runs: [bytes] }),
        figure({ ...at, name: 'requests', unit: 'requests', runs: [requests] }),
        figure({ ...at, name: 'time with its network', unit: 'ms', runs: [ms] }),
      );
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function look(server: RangeServer, name: string, context: EngineContext): Promise<Report> {
  const url = server.addressOf(name);
  const opened = await openHttp(url, { pageUrl: url, isSparing: true });
  if (opened.kind === 'not-modified') throw new Error(`${name} was said not to be modified.`);
  try {
    return await inspect({ source: opened.source, name }, context);
  } finally {
    opened.source.close();
  }
}
