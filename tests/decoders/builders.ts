/** Hand-made bytes for the decoders' tests. */

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function utf16(text: string, order: 'big' | 'little'): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), order === 'little');
  return new Uint8Array(view.buffer);
}

export function join(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

export function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

/** One IFD entry: its values as bytes, or the directory it points to. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Uint8Array | readonly TiffEntry[];
}

export function text(tag: number, value: string): TiffEntry {
  const data = join(utf8(value), Uint8Array.of(0));
  return { tag, type: 2, count: data.length, data };
}

export function undefinedBytes(tag: number, data: Uint8Array): TiffEntry {
  return { tag, type: 7, count: data.length, data };
}

export function directory(tag: number, entries: readonly TiffEntry[]): TiffEntry {
  return { tag, type: 4, count: 1, data: entries };
}

/** Degrees, minutes, seconds as three rationals. */
export function angle(tag: number, parts: readonly (readonly [number, number])[], order: 'II' | 'MM'): TiffEntry {
  const view = new DataView(new ArrayBuffer(parts.length * 8));
  for (const [index, [numerator, denominator]] of parts.entries()) {
    view.setUint32(index * 8, numerator, order === 'II');
    view.setUint32(index * 8 + 4, denominator, order === 'II');
  }
  return { tag, type: 5, count: parts.length, data: new Uint8Array(view.buffer) };
}

export function tiff(entries: readonly TiffEntry[], order: 'II' | 'MM' = 'MM'): Uint8Array {
  const isLittle = order === 'II';
  const bytes = new Uint8Array(256 * 1024);
  const view = new DataView(bytes.buffer);
  bytes.set(ascii(order));
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  let end = 8;
  const write = (list: readonly TiffEntry[]): number => {
    const at = end;
    end += 2 + list.length * 12 + 4;
    view.setUint16(at, list.length, isLittle);
    for (const [index, entry] of list.entries()) {
      const entryAt = at + 2 + index * 12;
      view.setUint16(entryAt, entry.tag, isLittle);
      view.setUint16(entryAt + 2, entry.type, isLittle);
      view.setUint32(entryAt + 4, entry.count, isLittle);
      if (!(entry.data instanceof Uint8Array)) view.setUint32(entryAt + 8, write(entry.data), isLittle);
      else if (entry.data.length <= 4) bytes.set(entry.data, entryAt + 8);
      else {
        view.setUint32(entryAt + 8, end, isLittle);
        bytes.set(entry.data, end);
        end += entry.data.length;
      }
    }
    return at;
  };
  write(entries);
  return bytes.slice(0, end);
}

export function iim(record: number, dataset: number, data: Uint8Array): Uint8Array {
  return join(Uint8Array.of(0x1c, record, dataset), u16(data.length), data);
}

export function imageResource(id: number, data: Uint8Array, name = ''): Uint8Array {
  const label = join(Uint8Array.of(name.length), ascii(name));
  const even = (bytes: Uint8Array) => (bytes.length % 2 === 0 ? bytes : join(bytes, Uint8Array.of(0)));
  return join(ascii('8BIM'), u16(id), even(label), u32(data.length), even(data));
}

/** An RDF block around the content of one Description. */
export function packet(attributes: string, content = ''): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${attributes}>${content}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}
