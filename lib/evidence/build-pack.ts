import { zipSync } from 'fflate';
import { sha256Of } from '../bytes/sha256-of.ts';
import { memorySource } from '../bytes/source.ts';
import type { PageTranslate } from '../i18n/page-translator.ts';
import { type EnclosedList, type Evidence, MAX_ORIGINAL_BYTES, type PackIndex } from './evidence.ts';
import { evidencePage } from './evidence-page.ts';
import { INDEX, listNames, manifestName, originalName, README, REPORT, REPORT_PAGE, SUMS, VIEW } from './file-names.ts';
import { manifestStores } from './manifest-stores.ts';
import { readMe } from './read-me.ts';
import { sightingFiles } from './sighting-files.ts';

export interface Pack {
  readonly zip: Uint8Array<ArrayBuffer>;
  readonly index: PackIndex;
}

/** The same evidence makes the same pack to the byte: ZIP writes local time, and this one is the earliest it has. */
const EARLIEST = new Date(1980, 0, 1);

/** Builds the ZIP of an evidence pack: nothing is compressed, so that any tool reads it and the original stands in it. */
export async function buildPack(given: Evidence, t: PageTranslate): Promise<Pack> {
  const evidence = { ...given, original: withinCap(given.original) };
  const { report, original, view, trust } = evidence;
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const stores = original.kind === 'held' ? await manifestStores(memorySource(original.value.bytes)) : [];
  const sighting = evidence.sighting === undefined ? null : await sightingFiles(evidence.sighting);
  const index: PackIndex = {
    version: 1,
    made: evidence.made,
    address: evidence.address,
    page: evidence.page,
    original:
      original.kind === 'held'
        ? {
            file: originalName(report.format),
            sha256: await sha256Of(original.value.bytes),
            size: original.value.bytes.length,
            readFrom: original.value.from,
          }
        : { missing: original.why },
    inspectedSha256: report.sha256,
    manifests: stores.map((_, at) => manifestName(at)),
    view: view.kind === 'held' ? { file: VIEW } : { missing: view.why },
    statusCodes: { active: report.record?.failures ?? [], ingredients: report.record?.ingredientFailures ?? [] },
    engine: { whence: report.engine.whence, c2pa: report.engine.c2pa },
    trust: trust.map(({ kind, name, issued, allowedPem }, at): EnclosedList => {
      const { anchors, allowed } = listNames(at);
      return { kind, name, issued, anchors, allowed: allowedPem === null ? null : allowed };
    }),
    contacted: contactedFor(evidence),
    ...(sighting !== null && { sighting: sighting.index }),
  };

  files.set(README, textFile(readMe(index, t)));
  files.set(REPORT_PAGE, textFile(evidencePage(evidence, index, t)));
  files.set(REPORT, jsonFile(report));
  files.set(INDEX, jsonFile(index));
  if (original.kind === 'held') files.set(originalName(report.format), original.value.bytes);
  stores.forEach((store, at) => files.set(manifestName(at), Uint8Array.from(store)));
  if (view.kind === 'held') files.set(VIEW, Uint8Array.from(view.value));
  sighting?.files.forEach((bytes, name) => files.set(name, bytes));
  trust.forEach(({ anchorsPem, allowedPem }, at) => {
    const { anchors, allowed } = listNames(at);
    files.set(anchors, textFile(anchorsPem));
    if (allowedPem !== null) files.set(allowed, textFile(allowedPem));
  });
  files.set(SUMS, textFile(await sumsOf(files)));
  return { zip: zipSync(Object.fromEntries(files), { level: 0, mtime: EARLIEST }), index };
}

function withinCap(original: Evidence['original']): Evidence['original'] {
  const isTooLarge = original.kind === 'held' && original.value.bytes.length > MAX_ORIGINAL_BYTES;
  return isTooLarge ? { kind: 'missing', why: 'too-large' } : original;
}

/** In the form of `sha256sum`, so that `sha256sum -c` reads it. */
async function sumsOf(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<string> {
  const lines: string[] = [];
  for (const [name, bytes] of files) lines.push(`${await sha256Of(bytes)}  ${name}\n`);
  return lines.join('');
}

function contactedFor({ report, address, original }: Evidence): readonly string[] {
  const isFromNetwork = original.kind === 'held' && original.value.from === 'network';
  const hosts = [
    isFromNetwork ? hostOf(address) : null,
    report.recordFrom === 'remote' ? hostOf(report.remote) : null,
    report.lookUp?.host ?? null,
  ];
  return [...new Set(hosts.filter((host) => host !== null))];
}

function hostOf(address: string | null): string | null {
  return address === null ? null : (URL.parse(address)?.host ?? null);
}

function textFile(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function jsonFile(value: unknown): Uint8Array<ArrayBuffer> {
  return textFile(`${JSON.stringify(value, null, 2)}\n`);
}
