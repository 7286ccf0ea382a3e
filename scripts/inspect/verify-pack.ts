import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareReports, type Comparison, readPixelsThen } from '../../lib/evidence/compare-reports.ts';
import { MAX_PACK_BYTES, openPack, type Refusal } from '../../lib/evidence/open-pack.ts';
import { checkSums, readPack, type ReadPack, type SumsCheck } from '../../lib/evidence/read-pack.ts';
import { holdsSameStores } from '../../lib/evidence/same-stores.ts';
import { sha256Of } from '../../lib/bytes/sha256-of.ts';
import type { TrustList, TrustLists } from '../../lib/model/trust.ts';
import { parsePem } from '../../lib/trust/parse-pem.ts';
import { openFile } from '../file-source.ts';
import { Inspector } from './inspector.ts';
import { table } from './table.ts';
import { verifySighting } from './verify-sighting.ts';

/** One line of a replay. */
export interface Check {
  readonly check: string;
  readonly state: Comparison['state'];
  readonly detail: string;
}

/** The file is no pack, or none that can be opened safely. */
export class PackRefused extends Error {
  readonly row: Check;
  constructor(detail: string) {
    super(detail);
    this.row = { check: 'archive', state: 'different', detail };
  }
}

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/**
 * Replays an evidence pack: its sums, its original's hash, its manifest stores, and what its original says as of the day
 * the pack was made, by the lists in the pack.
 * @param options another day, and other lists than the enclosed ones, which are whoever's the pack is.
 * @throws PackRefused
 */
export async function verifyPack(
  path: string,
  options: { readonly at: number | null; readonly trust: TrustLists },
): Promise<readonly Check[]> {
  const files = await open(path);
  const sums = await checkSums(files);
  const pack = readPack(files);
  if (pack === null) throw new PackRefused('pack.json or report.json is missing, or not as a pack has them');
  const { original, made, inspectedSha256, sighting } = pack.index;
  const rows: Check[] = [{ check: 'archive', state: 'same', detail: `${files.size} files` }, sumsRow(sums)];
  const bytes = original === null ? undefined : files.get(original.file);
  if (sighting !== null) rows.push(...(await verifySighting(files, sighting, bytes ?? null)));
  if (original === null || bytes === undefined) {
    return [
      ...rows,
      { check: 'original', state: 'not-compared', detail: 'not in the pack, so nothing can be replayed' },
    ];
  }
  const hash = await sha256Of(bytes);
  rows.push(
    { check: 'original', state: hash === original.sha256 ? 'same' : 'different', detail: `SHA-256 ${hash}` },
    inspectedRow(hash, inspectedSha256),
    await storesRow(files, bytes, pack),
  );
  const trust = options.trust.length > 0 ? options.trust : enclosedLists(files, pack);
  rows.push({
    check: 'trust lists',
    state: 'not-compared',
    detail: `${trust.map(({ name }) => name).join(', ') || 'none'}, ${options.trust.length > 0 ? 'as named with --trust' : 'as enclosed in the pack'}`,
  });
  const at = options.at ?? Date.parse(made);
  rows.push({ check: 'judged as of', state: 'not-compared', detail: new Date(at).toISOString() });
  return [...rows, ...(await replayed(bytes, original.file, pack, { at, trust }))];
}

/** The lines for a terminal, and what they come to. */
export function verificationTable(rows: readonly Check[]): string {
  const different = rows.filter(({ state }) => state === 'different').length;
  const sum =
    different === 0
      ? 'The pack agrees with itself. That does not show who made it, when, or that a page showed this file.'
      : `${different} of ${rows.length} checks differ.`;
  const lines = rows.map(({ check, state, detail }) => [check, state.replace('-', ' '), detail]);
  return `${table(['check', 'answer', 'detail'], lines)}\n\n${sum}`;
}

async function open(path: string): Promise<Files> {
  await using source = await openFile(path).catch(() => {
    throw new PackRefused('the file cannot be read');
  });
  if ((source.size ?? 0) > MAX_PACK_BYTES) throw new PackRefused(REFUSALS['too-large']);
  const opened = await openPack(await source.read(0, source.size ?? 0));
  if (opened.kind === 'files') return opened.files;
  throw new PackRefused(opened.name === '' ? REFUSALS[opened.why] : `${REFUSALS[opened.why]}: ${cut(opened.name)}`);
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'no-zip': 'this is no ZIP archive that can be read',
  'too-many-files': 'more files than a pack has',
  'too-large': 'larger than a pack may be',
  'bad-name': 'a name that no pack has',
  'same-name-twice': 'two files of one name',
  'two-names': 'a file with two names',
  overlapping: 'files that lie over each other',
  'unreadable-file': 'a file that cannot be unpacked',
};

function sumsRow(sums: SumsCheck | null): Check {
  const check = 'SHA256SUMS';
  if (sums === null) return { check, state: 'different', detail: 'missing, or not as sha256sum writes it' };
  const faults = [
    ['differs', sums.different],
    ['not there', sums.missing],
    ['not listed', sums.unlisted],
  ] as const;
  const told = faults.filter(([, names]) => names.length > 0).map(([fault, names]) => `${fault}: ${names.join(', ')}`);
  return told.length === 0
    ? { check, state: 'same', detail: 'every file is as listed' }
    : { check, state: 'different', detail: cut(told.join('; ')) };
}

function inspectedRow(hash: string, inspected: string | null): Check {
  const check = 'bytes of the report';
  if (inspected === null)
    return { check, state: 'not-compared', detail: 'the report is of a file that was read in part' };
  return inspected === hash
    ? { check, state: 'same', detail: 'the report is of these bytes' }
    : { check, state: 'different', detail: `the report is of other bytes: SHA-256 ${inspected}` };
}

async function storesRow(files: Files, original: Uint8Array, { index }: ReadPack): Promise<Check> {
  const check = 'manifest store';
  const packed = index.manifests.flatMap((name) => files.get(name) ?? []);
  const isSame = await holdsSameStores(original, packed);
  if (!isSame) return { check, state: 'different', detail: 'not the one in the original' };
  return { check, state: 'same', detail: packed.length === 0 ? 'none in the original' : 'the one in the original' };
}

function enclosedLists(files: Files, { index }: ReadPack): TrustLists {
  return index.trust.map(({ kind, name, issued, anchors, allowed }): TrustList => {
    const allowedPem = allowed === null ? null : pemOf(files, allowed);
    return { kind, name, issued, anchorsPem: pemOf(files, anchors), allowedPem };
  });
}

/** @throws PackRefused */
function pemOf(files: Files, name: string): string {
  const text = new TextDecoder().decode(files.get(name));
  if (text.trim() === '') return '';
  const list = parsePem(text);
  if (list.kind === 'refused') throw new PackRefused(`${name} is no trust list: ${list.problem.code}.`);
  return list.pem;
}

/** The original goes through a file of its own name, because the engine runs in a thread that reads files. */
async function replayed(
  bytes: Uint8Array,
  name: string,
  { report }: ReadPack,
  { at, trust }: { readonly at: number; readonly trust: TrustLists },
): Promise<readonly Check[]> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-pack-'));
  try {
    const location = join(folder, 'original');
    await writeFile(location, bytes);
    await using inspector = new Inspector({ trust, at, mayReadPixels: readPixelsThen(report) });
    const now = await inspector.look({ name, location, kind: 'file' });
    return compareReports(report, now).map(({ what, state, packed, replayed: here }) => ({
      check: what,
      state,
      detail: state === 'same' ? cut(here) : `pack ${cut(packed)}; now ${cut(here)}`,
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const MAX_DETAIL = 160;

function cut(text: string): string {
  return text.length <= MAX_DETAIL ? text : `${text.slice(0, MAX_DETAIL - 1)}…`;
}
