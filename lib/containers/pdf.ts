import { inflateHead } from '../bytes/inflate.ts';
import { ByteView, latin1 } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { PdfDocument } from './pdf/document.ts';
import { findRecordFiles } from './pdf/record-files.ts';
import { salvageStores } from './pdf/salvage.ts';
import { walk } from './walk.ts';

/**
 * PDF (ISO 32000-2): objects, found from the end of the file through the cross-reference of its last saving.
 * C2PA is an embedded file (C2PA 2.2 Annex A.4), XMP the catalog's metadata stream. Only those objects are read.
 */
export const pdf: Container = {
  format: 'application/pdf',
  matches: (head) => new ByteView(head).startsWith('%PDF-'),
  map: (source) => walk('application/pdf', source, walkDocument),
};

async function walkDocument(file: Window, findings: Findings): Promise<void> {
  // A server that never says where the file ends leaves no end to look from.
  if (file.size === null) return findings.fault('unsupported');
  const start = await startOfSections(file, file.size);
  const objects = start === null ? null : await PdfDocument.open(file, start);
  const catalog = await objects?.dictionary(objects.trailer('Root'));
  if (objects == null || catalog == null) return salvageStores(file, findings);

  const files = await findRecordFiles(objects, catalog);
  if (files === 'too-large') findings.fault('too-large');
  else for (const reference of files) await readRecord(objects, reference, findings);
  const isEncrypted = objects.trailer('Encrypt') !== undefined;
  await readMetadata(objects, catalog.entries.get('Metadata'), isEncrypted, findings);
  await readInfo(objects, isEncrypted, findings);
  if (!objects.isDamaged) return;
  if (files.length === 0) await salvageStores(file, findings);
  else findings.fault('malformed');
}

/** The offset after the last `startxref`, which stands near the end, though mail gateways append to files. */
async function startOfSections(file: Window, size: number): Promise<number | null> {
  const length = Math.min(TAIL, size);
  const text = latin1((await file.at(size - length, length)).bytes);
  const at = text.lastIndexOf('startxref');
  const [, offset] = /^startxref[\s\0]+(\d{1,15})/.exec(text.slice(Math.max(at, 0))) ?? [];
  return offset === undefined ? null : Number(offset);
}

type Value = Parameters<PdfDocument['stream']>[0];

async function readRecord(objects: PdfDocument, reference: Value | null, findings: Findings): Promise<void> {
  const stream = reference && (await objects.stream(reference));
  if (stream == null) return findings.fault('malformed');
  if (stream.filter !== null && stream.filter !== 'FlateDecode') return findings.fault('unsupported');
  const range = { offset: stream.offset, length: stream.length };
  const start = await objects.bytesOf({ offset: stream.offset, length: Math.min(stream.length, RECORD_LOOK) });
  if (start === null) return findings.fault('truncated');
  if (stream.filter === null) return findings.addStore([range], start);
  findings.addStore([range], inflateHead(start, 'zlib', STORE_START), 'zlib');
}

async function readMetadata(
  objects: PdfDocument,
  reference: Value,
  isEncrypted: boolean,
  findings: Findings,
): Promise<void> {
  const stream = reference === undefined ? null : await objects.stream(reference);
  if (stream === null) return;
  // An encrypted document may leave its metadata open; what is not XML then is not.
  const start = isEncrypted
    ? await objects.bytesOf({ offset: stream.offset, length: Math.min(stream.length, 8) })
    : null;
  const isClosed = start !== null && !latin1(start).includes('<');
  if (isClosed || (stream.filter !== null && stream.filter !== 'FlateDecode')) return findings.fault('unsupported');
  findings.add('xmp', [{ offset: stream.offset, length: stream.length }], stream.filter === null ? undefined : 'zlib');
}

async function readInfo(objects: PdfDocument, isEncrypted: boolean, findings: Findings): Promise<void> {
  const object = await objects.resolve(objects.trailer('Info'));
  if (object?.value.kind !== 'dictionary' || object.base < 0) return;
  if (isEncrypted) return findings.fault('unsupported');
  const { start, end } = object.value;
  const text = { offset: object.base + start, length: end - start };
  if (object.stream === null) findings.add('pdf-info', [text]);
  else findings.add('pdf-info', [object.stream], 'zlib', text);
}

/** Bytes from the end in which readers look for `startxref`, and some. */
const TAIL = 2048;
const RECORD_LOOK = 4096;
