import { utf8 } from '../bytes/byte-view.ts';
import { decodeCbor } from '../bytes/decode-cbor.ts';
import { readPart } from '../bytes/read-part.ts';
import { type ByteSource, Unreadable } from '../bytes/source.ts';
import { recognize, recognizeEarly, SIGNATURE_BYTES } from '../containers/index.ts';
import { storedAssertions, type StoredAssertion } from '../decoders/c2pa-boxes.ts';
import { decodeParts } from '../decoders/index.ts';
import { readCapture } from '../details/capture.ts';
import { readPeople } from '../details/people.ts';
import { isMetadata, type MetadataAssertion, readRecordMetadata } from '../details/record-metadata.ts';
import type { ContainerMap } from '../model/container.ts';
import type { FileDetails } from '../model/file-details.ts';
import type { Outcome } from '../model/outcome.ts';
import { readPreviews } from './read-previews.ts';

/** Bytes of a file's head that tell its format, where its signature does not. */
const HEAD_BYTES = 4096;
/** The largest store seen is 1.2 MB, most of it thumbnails. */
const MAX_PART_BYTES = 16 * 1024 * 1024;
/** Assertions on metadata have some kilobytes. */
const MAX_ASSERTION_BYTES = 256 * 1024;

/**
 * Reads a file once more for what its report does not hold: values, and the record's small pictures. Nothing is judged:
 * whether the record can be relied on, its report says. Only metadata is read, never the whole file.
 * @param withPeople whether what the file tells about people is asked for.
 */
export async function readDetails(source: ByteSource, withPeople: boolean): Promise<Outcome<FileDetails>> {
  try {
    const start = await source.read(0, SIGNATURE_BYTES);
    const container = recognizeEarly(start) ?? recognize(await source.read(0, HEAD_BYTES));
    if (container === null) return { kind: 'unanswered', why: 'unsupported' };
    const map = await container.map(source);
    const { fields } = await decodeParts(map, (part) => readPart(source, part, MAX_PART_BYTES));
    const assertions = await readStore(map, source);
    const record = readRecordMetadata(assertions.flatMap(metadataIn));
    const value: FileDetails = {
      capture: readCapture(fields, record),
      people: withPeople ? readPeople(fields, record) : null,
      previews: await readPreviews(assertions),
    };
    return { kind: 'found', value };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unanswered', why: error.why };
    throw error;
  }
}

/** Of the first store: a second one is of an earlier version of the file, or a fault. */
async function readStore(map: ContainerMap, source: ByteSource): Promise<readonly StoredAssertion[]> {
  const part = map.parts.find(({ kind }) => kind === 'c2pa');
  if (part === undefined) return [];
  const store = await readPart(source, part, MAX_PART_BYTES);
  return store.kind === 'found' ? storedAssertions(store.value) : [];
}

/** What an earlier version or a placed picture was taken with is not what this file was. */
function metadataIn({ label, isActive, content }: StoredAssertion): readonly MetadataAssertion[] {
  const { kind, bytes } = content;
  // Every other assertion would be decoded for nothing.
  if (!isActive || kind === 'file' || bytes.length > MAX_ASSERTION_BYTES || !isMetadata(label)) return [];
  if (kind === 'cbor') {
    const decoded = decodeCbor(bytes);
    return decoded.kind === 'found' ? [{ label, content: decoded.value }] : [];
  }
  try {
    return [{ label, content: JSON.parse(utf8(bytes) ?? '') }];
  } catch {
    return [];
  }
}
