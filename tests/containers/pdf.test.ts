import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { bytes, manifestStore, u16be, zeros, type Piece } from '../support/build-bytes.ts';
import { pdf, pdfRecord, pdfStream } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const store = manifestStore(500);
const CATALOG = '<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R>>';

async function textsOf(file: Uint8Array) {
  const { map, source } = await mapFile(file);
  const { fields } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  return fields.texts.map(({ keyword, text }) => `${keyword}=${text}`);
}

/** A document whose cross-reference is a stream, with its catalog and information in an object stream. */
function modernPdf(content: Readonly<Record<number, string>>, predictor: boolean): Uint8Array {
  const texts = Object.values(content);
  const heads = Object.keys(content).map(
    (number, i) => `${number} ${texts.slice(0, i).join(' ').length + (i > 0 ? 1 : 0)}`,
  );
  const first = `${heads.join(' ')} `;
  const objects = pdfStream(
    `/Type/ObjStm/N ${texts.length}/First ${first.length}/Filter/FlateDecode`,
    deflateSync(bytes(first, texts.join(' '), ' ')),
  );
  const start = bytes('%PDF-1.7\n');
  const stream = bytes('20 0 obj\n', objects, '\nendobj\n');
  const at = start.length + stream.length;
  const row = (kind: number, second: number, third: number) => bytes(kind, u16be(second), third);
  const rows = Array.from({ length: 22 }, (_, number) => {
    const index = Object.keys(content).indexOf(String(number));
    if (index >= 0) return row(2, 20, index);
    return number === 20 ? row(1, start.length, 0) : number === 21 ? row(1, at, 0) : row(0, 0, 0);
  });
  const predicted = rows.map((each, i) =>
    bytes(
      2,
      [...each].map((byte, column) => (byte - (rows[i - 1]?.[column] ?? 0)) & 0xff),
    ),
  );
  const parameters = predictor ? '/DecodeParms<</Predictor 12/Columns 4>>' : '';
  const table = deflateSync(bytes(...(predictor ? predicted : rows)));
  const xref = pdfStream(`/Type/XRef/W[1 2 1]/Size 22/Root 1 0 R/Info 3 0 R/Filter/FlateDecode${parameters}`, table);
  return bytes(start, stream, '21 0 obj\n', xref, `\nendobj\nstartxref\n${at}\n%%EOF`);
}

describe('PDF', () => {
  it('finds the embedded record, once, with few bytes of a long document', async () => {
    const long = pdfStream('', zeros(3_000_000));
    const { map, kinds, read, source } = await mapFile(pdf(pdfRecord(store, { 7: long }), '/Root 1 0 R'));
    expect(map).toEqual({
      format: 'application/pdf',
      incomplete: null,
      parts: [expect.objectContaining({ kind: 'c2pa' })],
    });
    expect(kinds).toEqual(['c2pa']);
    expect(await read('c2pa')).toBe(Buffer.from(store).toString('latin1'));
    expect(source.bytesRead).toBeLessThan(150_000);
  });

  it('finds a record that only the tree of embedded files names, or that is compressed', async () => {
    const objects = {
      ...pdfRecord(store),
      1: '<</Type/Catalog/Names 5 0 R>>',
      5: '<</EmbeddedFiles<</Kids[6 0 R]>>>>',
    };
    expect((await mapFile(pdf(objects, '/Root 1 0 R'))).kinds).toEqual(['c2pa']);
    const packed = pdfRecord(store, { 4: pdfStream('/Filter/FlateDecode', deflateSync(store)) });
    const { kinds, read } = await mapFile(pdf(packed, '/Root 1 0 R'));
    expect(kinds).toEqual(['c2pa']);
    expect(await read('c2pa')).toHaveLength(500);
  });

  it('takes other embedded files for what they are', async () => {
    const objects = pdfRecord(store, { 3: '<</Type/Filespec/AFRelationship/Data/EF<</F 4 0 R>>>>' });
    expect((await mapFile(pdf(objects, '/Root 1 0 R'))).map).toMatchObject({ parts: [], incomplete: null });
  });

  it('reads XMP and information, in all kinds of strings', async () => {
    const info =
      '<</Producer(a\\(b\\)\\101 (c))/AIGC<7B7D>/Creator(\xfe\xff\0U\0n\0\xef)/CreationDate(D:2026)/Trapped/False>>';
    const file = pdf(
      { 1: CATALOG, 2: '<<>>', 6: info, 8: pdfStream('/Type/Metadata', bytes('<x/>')) },
      '/Root 1 0 R/Info 6 0 R',
    );
    const { read, kinds } = await mapFile(file);
    expect(kinds).toEqual(['xmp', 'pdf-info']);
    expect(await read('xmp')).toBe('<x/>');
    expect(await textsOf(file)).toEqual(['Software=a(b)A (c)', 'AIGC={}', 'Software=Unï', 'CreationDate=D:2026']);
  });

  it.each([false, true])('follows cross-reference and object streams (predicted: %s)', async (predictor) => {
    const file = modernPdf({ 1: '<</Type/Catalog>>', 3: '<</AIGC({"a":1})>>' }, predictor);
    const { map, kinds } = await mapFile(file);
    expect(map.incomplete).toBeNull();
    expect(kinds).toEqual(['pdf-info']);
    expect(await textsOf(file)).toEqual(['AIGC={"a":1}']);
  });

  it('believes the newest saving: an object replaced later, a record added later', async () => {
    const first = pdf({ 1: '<</Type/Catalog>>', 2: '<<>>' }, '/Root 1 0 R');
    const old = Number(/startxref\n(\d+)/.exec(Buffer.from(first).toString('latin1'))?.[1]);
    expect(await append(first, pdfRecord(store), `/Root 1 0 R/Prev ${old}`)).toEqual(['c2pa']);
    const signed = pdf(pdfRecord(store), '/Root 1 0 R');
    const start = Number(/startxref\n(\d+)/.exec(Buffer.from(signed).toString('latin1'))?.[1]);
    expect(await append(signed, { 1: '<</Type/Catalog>>' }, `/Root 1 0 R/Prev ${start}`)).toEqual([]);
  });

  async function append(file: Uint8Array, objects: Readonly<Record<number, Piece>>, trailer: string) {
    let grown = file;
    let table = '';
    for (const [number, content] of Object.entries(objects)) {
      table += `${number} 1\n${String(grown.length).padStart(10, '0')} 00000 n \n`;
      grown = bytes(grown, `${number} 0 obj\n`, content, '\nendobj\n');
    }
    const { kinds, map } = await mapFile(
      bytes(grown, `xref\n${table}trailer\n<<${trailer}>>\nstartxref\n${grown.length}\n%%EOF\n`),
    );
    expect(map.incomplete).toBeNull();
    return kinds;
  }

  it('without a cross-reference still finds the record, and says that the rest was not read', async () => {
    const file = Buffer.from(pdf(pdfRecord(store), '/Root 1 0 R'));
    const broken = new Uint8Array(Buffer.from(file.toString('latin1').replace('startxref', 'startxxxx'), 'latin1'));
    const { map, kinds } = await mapFile(broken);
    expect(kinds).toEqual(['c2pa']);
    expect(map.incomplete).toBe('malformed');
  });

  it('does not read what is encrypted', async () => {
    const file = pdf({ 1: '<<>>', 6: '<</AIGC(xyz)>>' }, '/Root 1 0 R/Info 6 0 R/Encrypt<</Filter/Standard>>');
    expect((await mapFile(file)).map).toMatchObject({ parts: [], incomplete: 'unsupported' });
  });

  it.each([
    ['sections that name each other', () => selfReferring()],
    [
      'a length that is its own',
      () => pdf(pdfRecord(store, { 4: '<</Length 4 0 R>>\nstream\nx\nendstream' }), '/Root 1 0 R'),
    ],
    [
      'a name tree that is its own child',
      () => pdf(pdfRecord(store, { 3: '<<>>', 6: '<</Kids[6 0 R 6 0 R 6 0 R]>>' }), '/Root 1 0 R'),
    ],
    ['arrays nested 100,000 deep', () => pdf({ 1: bytes('['.repeat(100_000)) }, '/Root 1 0 R')],
    ['an object stream that is a bomb', () => bomb()],
    ['an object stream in itself', () => modernPdf({ 1: '<</Type/Catalog>>', 20: '<<>>', 3: '<<>>' }, false)],
    ['strings that do not end', () => pdf({ 1: '<</A(((((((((((('.padEnd(50_000, '(') }, '/Root 1 0 R')],
    ['a huge table', () => bytes('%PDF-1.7\nxref\n0 9999999999\n', zeros(60), 'startxref\n9\n%%EOF')],
  ])('ends at %s', async (_, make) => {
    const file = make();
    const { source } = await mapFile(file);
    expect(source.reads).toBeLessThan(60);
    expect(source.bytesRead).toBeLessThan(6 * file.length + 1_000_000);
  });

  function selfReferring(): Uint8Array {
    return bytes('%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF');
  }

  function bomb(): Uint8Array {
    const file = Buffer.from(modernPdf({ 1: '<</Type/Catalog>>', 3: `<</A(${' '.repeat(20_000_000)})>>` }, false));
    return new Uint8Array(file);
  }
});
