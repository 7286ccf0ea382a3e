import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { ALGORITHMS_URL, fetchAlgorithms, parseKeptAlgorithms } from '../lib/trust/algorithm-list.ts';
import { type ListPorts, fetchList } from '../lib/trust/fetch-list.ts';
import { type KeptList, parseKeptList } from '../lib/trust/kept-list.ts';
import { PUBLISHED_LISTS } from '../lib/trust/published-lists.ts';

/** Fetches the published trust lists and the algorithm list into assets/trust, which the next build carries along. */
const FOLDER = new URL('../assets/trust/', import.meta.url);
const FILE = new URL('lists.json', FOLDER);
const ALGORITHMS = new URL('algorithms.json', FOLDER);

const ports: ListPorts = { fetch, now: () => new Date() };
const last = await readLast();
const kept: KeptList[] = [];

for (const list of PUBLISHED_LISTS) {
  const before = last.find(({ id }) => id === list.id) ?? null;
  const result = await fetchList(list, before, ports);
  const had = before === null ? 'none before' : `${before.certificates} before`;
  if ('anchorsPem' in result) kept.push({ ...result, problem: null });
  if (result.problem === null)
    console.log(
      `${list.id}: ${(result as KeptList).certificates} certificates, ${had}, issued ${(result as KeptList).issued ?? 'unknown'}`,
    );
  else {
    console.error(`${list.id}: not taken: ${JSON.stringify(result.problem)}`);
    process.exitCode = 1;
  }
}

if (kept.length > 0) {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(FILE, `${JSON.stringify({ lists: kept }, null, 2)}\n`);
}

const before = parseKeptAlgorithms(await readJson(ALGORITHMS));
const algorithms = await fetchAlgorithms(before, ports);
if ('problem' in algorithms) {
  console.error(`Soft binding algorithms: not taken: ${JSON.stringify(algorithms.problem)}`);
  process.exitCode = 1;
} else {
  console.log(
    `Soft binding algorithms: ${algorithms.algorithms.length} entries, ${before?.algorithms.length ?? 'none'} before`,
  );
  await mkdir(FOLDER, { recursive: true });
  await writeFile(ALGORITHMS, `${JSON.stringify({ source: ALGORITHMS_URL, ...algorithms }, null, 2)}\n`);
}

async function readLast(): Promise<readonly KeptList[]> {
  const { lists } = ((await readJson(FILE)) ?? {}) as { lists?: unknown };
  return Array.isArray(lists) ? lists.flatMap((list) => parseKeptList(list) ?? []) : [];
}

async function readJson(file: URL): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
