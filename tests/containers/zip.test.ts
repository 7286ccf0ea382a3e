import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { bytes, manifestStore, u16le, u32le, u64le, zeros } from '../support/build-bytes.ts';
import { zip } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const RECORD = 'META-INF/content_credential.c2pa';
const store = manifestStore(300);
const CUSTOM =
  '<Properties xmlns:vt="x"><property pid="2" name="AIGC"><vt:lpwstr>{&quot;Label&quot;:1}</vt:lpwstr></property></Properties>';

describe('ZIP', () => {
  it('finds the record from the end, whatever lies before it, with a long comment too', async () => {
    const { kinds, source, map, read } = await mapFile(
      zip(
        [
          { name: 'big', content: zeros(2_000_000) },
          { name: RECORD, content: store },
        ],
        'x'.repeat(40_000),
      ),
    );
    expect(map).toMatchObject({ format: 'application/zip', incomplete: null });
    expect(kinds).toEqual(['c2pa']);
    expect(await read('c2pa')).toHaveLength(300);
    expect(source.bytesRead).toBeLessThan(400_000);
  });

  it.each([
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/document.xml'],
    ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt/presentation.xml'],
  ])('%s, with its properties', async (format, name) => {
    const file = zip([
      { name, content: bytes('<d/>'), isDeflated: true },
      { name: 'docProps/custom.xml', content: bytes(CUSTOM), isDeflated: true },
    ]);
    const { map, source } = await mapFile(file);
    expect(map.format).toBe(format);
    const { fields } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
    expect(fields.texts).toEqual([{ keyword: 'AIGC', text: '{"Label":1}', where: 'Office AIGC' }]);
  });

  it('follows ZIP64', async () => {
    const local = bytes(
      'PK\x03\x04',
      u16le(45),
      zeros(12),
      u32le(0xffffffff),
      u32le(0xffffffff),
      u16le(RECORD.length),
      u16le(0),
      RECORD,
      store,
    );
    const extra = bytes(u16le(1), u16le(24), u64le(300), u64le(300), u64le(0));
    const entry = bytes(
      'PK\x01\x02',
      u16le(45),
      u16le(45),
      zeros(12),
      u32le(0xffffffff),
      u32le(0xffffffff),
      u16le(RECORD.length),
      u16le(extra.length),
      zeros(10),
      u32le(0xffffffff),
      RECORD,
      extra,
    );
    const record = bytes(
      'PK\x06\x06',
      u64le(44),
      zeros(12),
      u64le(1),
      u64le(1),
      u64le(entry.length),
      u64le(local.length),
    );
    const end = bytes(
      'PK\x06\x07',
      u32le(0),
      u64le(local.length + entry.length),
      u32le(1),
      'PK\x05\x06',
      zeros(4),
      u16le(0xffff),
      u16le(0xffff),
      u32le(0xffffffff),
      u32le(0xffffffff),
      u16le(0),
    );
    const { read, map } = await mapFile(bytes(local, entry, record, end));
    expect(map.incomplete).toBeNull();
    expect(await read('c2pa')).toHaveLength(300);
  });

  it('gives up on a bomb of properties when it is opened', async () => {
    const { read } = await mapFile(
      zip([{ name: 'docProps/custom.xml', content: zeros(40_000_000), isDeflated: true }]),
    );
    expect(await read('ooxml-properties')).toBe('(too-large)');
  });

  it.each([
    ['malformed', zip([{ name: RECORD, content: store, isDeflated: true }])],
    ['truncated', zip([{ name: 'a', content: store }]).subarray(0, -5)],
    ['malformed', bytes('PK\x03\x04', zeros(80), 'PK\x05\x06', zeros(8), u32le(40), u32le(10), u16le(0))],
    ['truncated', bytes('PK\x03\x04', zeros(80), 'PK\x05\x06', zeros(8), u32le(5000), u32le(10), u16le(0))],
  ])('%s', async (why, file) => {
    expect((await mapFile(file)).map.incomplete).toBe(why);
  });
});
