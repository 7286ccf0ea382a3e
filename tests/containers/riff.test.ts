import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { bytes, manifestStore, riffChunk, u32le, zeros } from '../support/build-bytes.ts';
import { DATA, FMT, geob, id3, id3Frame, info, rf64, riff } from '../support/build-media.ts';
import { mapFile } from './map-file.ts';

const store = manifestStore(301);

async function textsOf(file: Uint8Array) {
  const { map, source } = await mapFile(file);
  const { fields } = await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  return fields.texts.map(({ keyword, text }) => `${keyword}=${text}`);
}

describe('WAV and AVI', () => {
  it('finds the store behind the sound in few bytes', async () => {
    const { read, source, map } = await mapFile(
      riff('WAVE', FMT, riffChunk('data', zeros(2_000_001)), riffChunk('C2PA', store)),
    );
    expect(map.incomplete).toBeNull();
    expect(await read('c2pa')).toHaveLength(301);
    expect(source.bytesRead).toBeLessThan(80_000);
  });

  it('reads INFO, AIGC, Broadcast WAV and an ID3 tag, and XMP', async () => {
    const bext = bytes('Interview', zeros(247), 'Recorder', zeros(24), 'REF1', zeros(28), zeros(282), 'A=PCM');
    const tag = id3(3, bytes(id3Frame(3, 'TXXX', '\0AIGC\0{}'), id3Frame(3, 'GEOB', geob(store))));
    const file = riff(
      'WAVE',
      FMT,
      riffChunk('bext', bext),
      DATA,
      riffChunk('AIGC', '{"AIGC":{}}'),
      info(['ISFT', 'Kino\0'], ['ISRC', 'CD']),
      riffChunk('id3 ', tag),
      riffChunk('_PMX', '<x/>'),
    );
    expect(await textsOf(file)).toEqual([
      'bext Description=Interview',
      'bext Originator=Recorder',
      'bext OriginatorReference=REF1',
      'bext CodingHistory=A=PCM',
      'AIGC={"AIGC":{}}',
      'Software=Kino',
      'RIFF ISRC=CD',
      'AIGC={}',
    ]);
    const { kinds } = await mapFile(file);
    expect(kinds).toEqual(['riff-text', 'riff-text', 'riff-text', 'c2pa', 'id3v2.3', 'xmp']);
  });

  it('follows the 64-bit lengths of RF64', async () => {
    const { map, kinds } = await mapFile(rf64(FMT)(riffChunk('C2PA', store)));
    expect(map).toMatchObject({ format: 'audio/wav', incomplete: null });
    expect(kinds).toEqual(['c2pa']);
  });

  it('goes on into the further forms of OpenDML', async () => {
    const movie = riffChunk('LIST', 'movi', zeros(100_000));
    const file = bytes(
      riff('AVI ', riffChunk('LIST', 'hdrl'), movie),
      riff('AVIX', movie),
      riff('AVIX', movie, info(['AIGC', '{}'])),
    );
    expect((await mapFile(file)).map).toMatchObject({ format: 'video/x-msvideo', incomplete: null });
    expect(await textsOf(file)).toEqual(['AIGC={}']);
  });

  it.each([
    ['malformed', riff('WAVE', FMT, 'LIST', u32le(2 ** 31))],
    ['malformed', bytes(riff('WAVE', FMT), 'more than it says')],
    ['malformed', riff('WAVE', riffChunk('C2PA', 'no store'))],
    ['truncated', bytes('RIFF', u32le(5000), 'WAVE', FMT, 'data', u32le(4000), zeros(60))],
    ['unsupported', bytes('RF64', u32le(0xffffffff), 'WAVE', FMT)],
    ['too-large', riff('WAVE', ...Array.from({ length: 20_000 }, () => riffChunk('JUNK')))],
    ['too-large', bytes(riff('AVI '), ...Array.from({ length: 300 }, () => riff('AVIX')))],
  ])('%s', async (why, file) => {
    expect((await mapFile(file)).map.incomplete).toBe(why);
  });

  it('looks no deeper than the lists it knows', async () => {
    let nested: Uint8Array<ArrayBufferLike> = bytes('AIGC', u32le(0));
    for (let i = 0; i < 500; i++) nested = riffChunk('LIST', 'INFO', nested);
    expect(await textsOf(riff('WAVE', FMT, nested))).toHaveLength(1);
  });
});
