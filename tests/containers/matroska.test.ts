import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { bytes, u32be, zeros, type Piece } from '../support/build-bytes.ts';
import { cluster, ebml, EBML_HEAD, ebmlId, simpleTag, tags } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const webm = (...content: readonly Piece[]) => bytes(EBML_HEAD('webm'), ebml(0x18538067, ...content));
const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const info = (app: string) => ebml(0x1549a966, ebml(0x5741, app));
const seek = (id: number, position: number) => ebml(0x4dbb, ebml(0x53ab, ebmlId(id)), ebml(0x53ac, u32be(position)));

async function textsOf(file: Uint8Array, options?: Parameters<typeof mapFile>[1]) {
  const { map, source } = await mapFile(file, options);
  const { fields } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  return { texts: fields.texts.map(({ keyword, text }) => `${keyword}=${text}`), map, source };
}

describe('Matroska', () => {
  it('reads tags before and after the media', async () => {
    const { texts, map } = await textsOf(webm(info('Kino'), cluster(), cluster(), tags(simpleTag('AIGC', '{}'))));
    expect(texts).toEqual(['Software=Kino', 'AIGC={}']);
    expect(map).toMatchObject({ format: 'video/webm', incomplete: null });
  });

  it('follows the index over the media, without reading it', async () => {
    const index = (position: number) => ebml(0x114d9b74, seek(0x1254c367, position));
    const media = Array.from({ length: 40 }, () => cluster(100_000));
    const position = index(0).length + media.reduce((sum, each) => sum + each.length, 0);
    const { texts, source } = await textsOf(webm(index(position), ...media, tags(simpleTag('ENCODER', 'Kino'))));
    expect(texts).toEqual(['Software=Kino']);
    expect(source.reads).toBeLessThan(5);
    expect(source.bytesRead).toBeLessThan(100_000);
  });

  it.each([
    ['a segment of known length', webm],
    ['a live one', (...content: readonly Piece[]) => bytes(EBML_HEAD('webm'), ebmlId(0x18538067), UNKNOWN, ...content)],
  ])('without an index looks at both ends of %s, where bytes are spared, and says so', async (_, segment) => {
    const media = Array.from({ length: 40 }, () => cluster(100_000));
    const file = segment(info('Kino'), ...media, tags(simpleTag('AIGC', '{}')));
    const spared = await textsOf(file, { isSparing: true });
    expect([spared.texts, spared.map.incomplete]).toEqual([['Software=Kino', 'AIGC={}'], 'budget']);
    expect([spared.source.reads, spared.source.bytesRead < 30_000]).toEqual([4, true]);
    expect(await textsOf(file)).toMatchObject({ texts: spared.texts, map: { incomplete: null } });
    const bare = await textsOf(segment(info('Kino'), ...media), { isSparing: true });
    expect([bare.texts, bare.map.incomplete]).toEqual([['Software=Kino'], 'budget']);
  });

  it('walks live recordings, whose segment and clusters do not know their lengths', async () => {
    const live = bytes(ebmlId(0x1f43b675), UNKNOWN, ebml(0xe7, 1), ebml(0xa3, zeros(40)));
    const file = bytes(
      EBML_HEAD('webm'),
      ebmlId(0x18538067),
      UNKNOWN,
      info('MediaRecorder'),
      live,
      live,
      tags(simpleTag('AIGC', '{}')),
    );
    const { texts, map } = await textsOf(file);
    expect(texts).toEqual(['Software=MediaRecorder', 'AIGC={}']);
    expect(map.incomplete).toBeNull();
  });

  it('reads tags in tags to a depth', async () => {
    const nested = ebml(0x67c8, ebml(0x45a3, 'OUTER'), ebml(0x4487, 'a'), simpleTag('COMMENT', 'b'));
    expect((await textsOf(webm(tags(nested)))).texts).toEqual(['Comment=b', 'OUTER=a']);
    let deep: Uint8Array = simpleTag('X', 'y');
    for (let i = 0; i < 2000; i++) deep = ebml(0x67c8, deep);
    expect((await textsOf(webm(tags(deep)))).texts).toEqual([]);
  });

  it.each([
    ['malformed', webm(bytes(0, 0, 0, 0))],
    ['malformed', webm(bytes(ebmlId(0x1254c367), UNKNOWN))],
    ['malformed', webm(bytes(ebmlId(0x1254c367), 0x08, zeros(3), 0xff))],
    ['truncated', webm(tags(simpleTag('AIGC', '{}')), cluster()).subarray(0, -9)],
    ['malformed', bytes(EBML_HEAD('webm'), ebml(0xec, 'x'))],
    ['malformed', bytes(EBML_HEAD('webm'), ebmlId(0x18538067), UNKNOWN, ebmlId(0xec), 0x01, zeros(7).fill(0xfe))],
  ])('%s', async (why, file) => {
    expect((await mapFile(file)).map.incomplete).not.toBeNull();
    if (why === 'truncated') expect((await mapFile(file)).map.incomplete).toBe(why);
  });

  it('ends where indexes name each other, or the same place again and again', async () => {
    const loop = ebml(0x114d9b74, ...Array.from({ length: 500 }, () => seek(0x114d9b74, 0)));
    const { map } = await mapFile(webm(loop, cluster()));
    expect(map.parts).toEqual([]);
    const empty = webm(new Uint8Array(Buffer.alloc(1_250_000, ebml(0xec))));
    expect((await mapFile(empty)).map.incomplete).toBe('too-large');
  });
});
