import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Format } from '../model/format.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { walk } from './walk.ts';
import { entryRange, readZipDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-directory.ts';

/**
 * ZIP and the documents that are one: EPUB, OpenDocument, Office Open XML. C2PA is the stored entry
 * `META-INF/content_credential.c2pa` (C2PA 2.2 Annex A.3.9).
 */
export const zip: Container = {
  format: 'application/zip',
  matches: (head) => new ByteView(head).startsWith('PK\x03\x04') || new ByteView(head).startsWith('PK\x05\x06'),
  map: (source) => walk('application/zip', source, walkEntries),
};

async function walkEntries(file: Window, findings: Findings): Promise<void> {
  const entries = await readZipDirectory(file);
  if (typeof entries === 'string') return findings.fault(entries);
  const names = new Set(entries.map(({ name }) => name));
  const format = await documentFormat(file, names);
  if (format !== null) findings.setFormat(format);
  for (const entry of entries) {
    if (entry.name === RECORD) await readRecord(file, entry, findings);
    else if (entry.name === CUSTOM_PROPERTIES) await readProperties(file, entry, findings);
  }
}

/** EPUB and OpenDocument begin with their media type; Office documents are told by their main part. */
async function documentFormat(file: Window, names: ReadonlySet<string>): Promise<Format | null> {
  const head = await file.at(0, LOCAL_HEADER + MEDIA_TYPE_LOOK, 'little');
  if (head.startsWith('mimetype', LOCAL_HEADER)) {
    const text = head.latin1(LOCAL_HEADER + 'mimetype'.length + (head.u16(28) ?? 0), LONGEST_MEDIA_TYPE) ?? '';
    return DOCUMENTS.find((format) => text.startsWith(`${format}PK`)) ?? null;
  }
  return OFFICE.find(([part]) => names.has(part))?.[1] ?? null;
}

async function readRecord(file: Window, entry: ZipEntry, findings: Findings): Promise<void> {
  const range = await entryRange(file, entry);
  if (range === null || entry.method !== STORED || entry.isEncrypted) return findings.fault('malformed');
  findings.addStore([range], (await file.at(range.offset, STORE_START)).from(0, range.length).bytes);
}

async function readProperties(file: Window, entry: ZipEntry, findings: Findings): Promise<void> {
  const range = await entryRange(file, entry);
  if (range === null) return findings.fault('malformed');
  if (entry.isEncrypted || (entry.method !== STORED && entry.method !== DEFLATED)) return findings.fault('unsupported');
  findings.add('ooxml-properties', [range], entry.method === DEFLATED ? 'deflate' : undefined);
}

const RECORD = 'META-INF/content_credential.c2pa';
const CUSTOM_PROPERTIES = 'docProps/custom.xml';
const DOCUMENTS: readonly Format[] = [
  'application/epub+zip',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
];
const OFFICE: readonly (readonly [part: string, format: Format])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];
const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 30;
const LONGEST_MEDIA_TYPE = 64;
const MEDIA_TYPE_LOOK = 8 + LONGEST_MEDIA_TYPE;
