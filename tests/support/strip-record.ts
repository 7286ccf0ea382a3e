import { readPart } from '../../lib/bytes/read-part.ts';
import { memorySource } from '../../lib/bytes/source.ts';
import { jpeg } from '../../lib/containers/jpeg.ts';

/** The manifest store that a JPEG carries. */
export async function storeOf(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const source = memorySource(bytes);
  const { parts } = await jpeg.map(source);
  const part = parts.find(({ kind }) => kind === 'c2pa');
  const store = part === undefined ? null : await readPart(source, part, bytes.length);
  if (store?.kind !== 'found') throw new Error('The picture carries no record.');
  return Uint8Array.from(store.value);
}

/** A JPEG without its APP11 segments, which hold the record (C2PA 2.2 §A.3.1), and otherwise byte for byte the same. */
export function stripRecord(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let offset = 2;
  while (bytes[offset] === 0xff && bytes[offset + 1] !== 0xda) {
    const end = offset + 2 + (bytes[offset + 2] ?? 0) * 256 + (bytes[offset + 3] ?? 0);
    if (bytes[offset + 1] !== 0xeb) kept.push(bytes.subarray(offset, end));
    offset = end;
  }
  return new Uint8Array(Buffer.concat([...kept, bytes.subarray(offset)]));
}
