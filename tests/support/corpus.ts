import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TrustLists } from '../../lib/model/trust.ts';

/** Where they are. */
export const CORPUS_FOLDER =
  process.env['WHENCE_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** What a real file must come out as (`expected.json` of the corpus). */
export interface Expectation {
  readonly label: readonly (string | null)[];
  readonly basis: readonly string[];
  /** The message of its watermark. */
  readonly payload?: string;
  readonly reference?: {
    readonly failures?: readonly string[];
    readonly signer?: string;
    readonly organisation?: string;
    readonly manifests?: number;
  };
}

/** Real files that this project did not make. Absent on most machines; tests then skip and say so. */
export const hasCorpus = existsSync(`${CORPUS_FOLDER}/expected.json`);

const EXPECTED: { readonly asOf: string; readonly files: Record<string, Expectation> } = hasCorpus
  ? JSON.parse(readFileSync(`${CORPUS_FOLDER}/expected.json`, 'utf8'))
  : { asOf: '2026-11-22T00:00:00Z', files: {} };

/** The date the expectations hold for. */
export const corpusDate = new Date(EXPECTED.asOf);

/** One of its folders, for what walks folders. */
export function corpusFolder(name: string): string {
  return `${CORPUS_FOLDER}/${name}`;
}

/** Every file with its expectation, by its path inside the corpus. */
export const corpusFiles: readonly (readonly [string, Expectation])[] = Object.entries(EXPECTED.files);

export async function readCorpusFile(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(`${CORPUS_FOLDER}/${path}`));
}

/** One of the corpus's trust lists, as published. */
export function corpusPem(name: string): Promise<string> {
  return readFile(`${CORPUS_FOLDER}/trust/${name}`, 'utf8');
}

/** The official list as the corpus has it; its text lines between the blocks are left out. */
export async function corpusTrust(): Promise<TrustLists> {
  const pem = await corpusPem('C2PA-TRUST-LIST.pem');
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return [
    { kind: 'c2pa', name: 'C2PA trust list', issued: '2026-08-05', anchorsPem: blocks.join('\n'), allowedPem: null },
  ];
}
