import { sha256Of } from '../bytes/sha256-of.ts';
import { type EnclosedList, MAX_ORIGINAL_BYTES, type PackIndex } from './evidence.ts';
import { INDEX, REPORT, SUMS } from './file-names.ts';

/** A pack whose files agree with its sums. What it says is still only what it says. */
export interface ReadPack {
  readonly index: Pick<PackIndex, 'made' | 'manifests' | 'trust' | 'inspectedSha256'> & {
    /** `null`: the pack has no original. */
    readonly original: { readonly file: string; readonly sha256: string } | null;
    /** `null`: the pack is not about a work. */
    readonly sighting: ReadSighting | null;
  };
  readonly report: Readonly<Record<string, unknown>>;
}

/** What a pack names of a work, and the distance of the hashes that it states. */
interface ReadSighting {
  readonly parts: readonly { readonly file: string; readonly sha256: string }[];
  /** Name of its part with the fingerprint. */
  readonly fingerprint: string | null;
  readonly pdqDistance: number | null;
}

/** How the files stand to SHA256SUMS. */
export interface SumsCheck {
  readonly different: readonly string[];
  /** In the sums, and not in the archive. */
  readonly missing: readonly string[];
  /** In the archive, and not in the sums. */
  readonly unlisted: readonly string[];
}

/** More text than this in one JSON file is no pack of ours: the longest report seen is 2 MB. */
const MAX_JSON_BYTES = 32 * 1024 * 1024;
const MAX_LISTS = 40;
const MAX_MANIFESTS = 8;
type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Compares every file with SHA256SUMS; `null` where the archive has none that can be read. */
export async function checkSums(files: Files): Promise<SumsCheck | null> {
  const listed = sumsOf(textOf(files.get(SUMS)));
  if (listed === null) return null;
  const different: string[] = [];
  for (const [name, hash] of listed) {
    const bytes = files.get(name);
    if (bytes !== undefined && (await sha256Of(bytes)) !== hash) different.push(name);
  }
  return {
    different,
    missing: [...listed.keys()].filter((name) => !files.has(name)),
    unlisted: [...files.keys()].filter((name) => name !== SUMS && !listed.has(name)),
  };
}

/** Index and report out of a pack; `null` where either is missing or not of the shape a pack has. */
export function readPack(files: Files): ReadPack | null {
  const index = jsonOf(files.get(INDEX));
  const report = jsonOf(files.get(REPORT));
  if (index === null || report === null || index['version'] !== 1) return null;
  const { made, manifests, trust, original, inspectedSha256 } = index;
  if (typeof made !== 'string' || Number.isNaN(Date.parse(made)) || !Array.isArray(manifests)) return null;
  if (!Array.isArray(trust) || trust.length > MAX_LISTS || manifests.length > MAX_MANIFESTS) return null;
  if (!manifests.every((name) => typeof name === 'string' && files.has(name))) return null;
  const lists = trust.map((list) => listOf(list, files));
  if (lists.some((list) => list === null)) return null;
  const enclosed = originalOf(original, files);
  const told = sightingOf(index['sighting'], files);
  if (enclosed === undefined || told === undefined) return null;
  return {
    index: {
      made,
      manifests,
      trust: lists.filter((list) => list !== null),
      inspectedSha256: isHash(inspectedSha256) ? inspectedSha256 : null,
      original: enclosed,
      sighting: told,
    },
    report,
  };
}

/** `undefined`: neither an original nor a reason why there is none. */
function originalOf(value: unknown, files: Files): ReadPack['index']['original'] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { file, sha256: hash, missing } = value as Record<string, unknown>;
  if (typeof missing === 'string') return null;
  const size = typeof file === 'string' ? files.get(file)?.length : undefined;
  if (typeof file !== 'string' || !isHash(hash) || size === undefined || size > MAX_ORIGINAL_BYTES) return undefined;
  return { file, sha256: hash };
}

/** `null`: none; `undefined`: not as a pack has it. */
function sightingOf(value: unknown, files: Files): ReadSighting | null | undefined {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return undefined;
  const { statement, picture, fingerprint } = value as Record<string, unknown>;
  const named = [statement, picture, fingerprint].map((part) => partOf(part, files));
  const [first, , last] = named;
  if (first == null || named.includes(undefined)) return undefined;
  const figures = jsonOf(files.get(first.file))?.['figures'];
  const { pdqDistance } = (typeof figures === 'object' ? (figures ?? {}) : {}) as Record<string, unknown>;
  return {
    parts: named.filter((part) => part != null),
    fingerprint: last?.file ?? null,
    pdqDistance: typeof pdqDistance === 'number' ? pdqDistance : null,
  };
}

/** `null`: left out; `undefined`: named, and not there or without a hash. */
function partOf(value: unknown, files: Files): { readonly file: string; readonly sha256: string } | null | undefined {
  if (value === null) return null;
  if (typeof value !== 'object' || value === undefined) return undefined;
  const { file, sha256: hash } = value as Record<string, unknown>;
  return typeof file === 'string' && files.has(file) && isHash(hash) ? { file, sha256: hash } : undefined;
}

function listOf(value: unknown, files: Files): EnclosedList | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, name, issued, anchors, allowed } = value as Record<string, unknown>;
  const known = (['c2pa', 'interim', 'custom'] as const).find((each) => each === kind);
  if (known === undefined || typeof name !== 'string' || typeof anchors !== 'string' || !files.has(anchors))
    return null;
  if (allowed !== null && (typeof allowed !== 'string' || !files.has(allowed))) return null;
  return { kind: known, name, issued: typeof issued === 'string' ? issued : null, anchors, allowed };
}

function jsonOf(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> | null {
  if (bytes === undefined || bytes.length > MAX_JSON_BYTES) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function textOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined || bytes.length > MAX_SUMS_BYTES ? null : new TextDecoder().decode(bytes);
}

/** Lines of `sha256sum`; `null` where one is anything else. */
function sumsOf(text: string | null): ReadonlyMap<string, string> | null {
  if (text === null) return null;
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, hash, name] = /^([0-9a-f]{64}) [ *](.{1,200})$/.exec(line) ?? [];
    if (hash === undefined || name === undefined || sums.has(name)) return null;
    sums.set(name, hash);
  }
  return sums.size === 0 ? null : sums;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

const MAX_SUMS_BYTES = 64 * 1024;
