import { beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../lib/inspect/inspect.ts';
import { memorySource } from '../../lib/bytes/source.ts';
import type { Format } from '../../lib/model/format.ts';
import { createAuthority, type Credential } from '../../scripts/samples/authority.ts';
import { sign } from '../../scripts/samples/sign.ts';
import { box, bytes, ftyp, riffChunk, tiff, directory, long, zeros } from '../support/build-bytes.ts';
import {
  DATA,
  flac,
  flacBlock,
  FMT,
  id3,
  id3Frame,
  info,
  itunesTags,
  MDAT,
  moov,
  MP3_FRAMES,
  MP4,
  riff,
  vorbisComment,
} from '../support/build-media.ts';
import { engineContext } from '../support/engine.ts';
import { mapFile } from './map-file.ts';

const dng = tiff(
  directory(8, [
    long(256, 8),
    long(257, 8),
    long(273, 400),
    long(279, 10),
    { tag: 50706, type: 1, value: bytes([1, 4, 0, 0]) },
  ]),
  zeros(300),
);

/** Small files in every format that the reference library writes records into, besides pictures. */
const files: { readonly name: string; readonly format: Format; readonly file: Uint8Array }[] = [
  { name: 'MP4', format: 'video/mp4', file: bytes(MP4, moov(itunesTags(['©too', 'x'])), MDAT) },
  { name: 'MP4, media first', format: 'video/mp4', file: bytes(MP4, MDAT, moov()) },
  { name: 'QuickTime', format: 'video/quicktime', file: bytes(ftyp('qt  ', 'qt  '), moov(), MDAT) },
  { name: 'M4A', format: 'audio/mp4', file: bytes(ftyp('M4A ', 'isom'), moov(), MDAT) },
  { name: 'MP3', format: 'audio/mpeg', file: bytes(id3(3, id3Frame(3, 'TIT2', '\0x')), MP3_FRAMES) },
  { name: 'MP3 without a tag', format: 'audio/mpeg', file: MP3_FRAMES },
  { name: 'WAV', format: 'audio/wav', file: riff('WAVE', FMT, DATA, info(['ISFT', 'x'])) },
  {
    name: 'AVI',
    format: 'video/x-msvideo',
    file: riff('AVI ', riffChunk('LIST', 'hdrl', zeros(60)), riffChunk('LIST', 'movi', zeros(80))),
  },
  { name: 'FLAC', format: 'audio/flac', file: flac(flacBlock(4, vorbisComment('x', 'TITLE=y'))) },
  {
    name: 'JPEG XL',
    format: 'image/jxl',
    file: bytes(box('JXL ', '\r\n\x87\n'), ftyp('jxl ', 'jxl '), box('jxlc', 0xff, 0x0a, zeros(40))),
  },
  { name: 'DNG', format: 'image/x-adobe-dng', file: dng },
];

describe('files of the reference C2PA writer', () => {
  let credential: Credential;
  beforeAll(async () => {
    const authority = await createAuthority('Container Tests');
    const [from, until] = [new Date('2025-01-01'), new Date('2045-01-01')];
    credential = await authority.issue({ organization: 'Container Tests', name: 'Signer', from, until });
  });

  it.each(files)(
    '$name: the store is found, and validated under the name Whence gives the format',
    async ({ format, file }) => {
      const plan = {
        title: 'Test',
        generator: 'Test',
        actions: [{ action: 'c2pa.created', source: 'trainedAlgorithmicMedia' }],
      };
      const signed = new Uint8Array((await sign({ bytes: Buffer.from(file), mime: format }, plan, credential)).bytes);

      const before = await mapFile(file);
      expect(before.map).toMatchObject({ format, incomplete: null });
      expect(before.kinds).not.toContain('c2pa');

      const after = await mapFile(signed);
      expect(after.map).toMatchObject({ format, incomplete: null });
      expect(after.kinds.filter((kind) => kind === 'c2pa')).toHaveLength(1);
      const store = Buffer.from(await after.read('c2pa'), 'latin1');
      expect(store.readUInt32BE(0)).toBe(store.length);

      const report = await inspect({ source: memorySource(signed), name: 'signed' }, engineContext());
      expect(report).toMatchObject({ format, basis: 'signed-unrecognised', label: 'ai-generated' });
    },
  );
});
