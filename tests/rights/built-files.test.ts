import { expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { memorySource } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { fileLines } from '../../lib/rights/file-lines.ts';
import { readRights } from '../../lib/rights/read-rights.ts';
import { box, bytes, ftyp, fullBox, riffChunk, zeros } from '../support/build-bytes.ts';
import {
  cluster,
  DATA,
  dataBox,
  ebml,
  EBML_HEAD,
  flac,
  flacBlock,
  FMT,
  hdlr,
  id3,
  id3Frame,
  MDAT,
  moov,
  MP3_FRAMES,
  oggPage,
  riff,
  simpleTag,
  tags,
  vorbisComment,
} from '../support/build-media.ts';

const NID = 'bafybeief3yriouin54tzub5otnzka6muacrsu32tl2vxnaexgffizdxxqy';
const ISCC = 'KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY';
const comments = vorbisComment(
  'lib',
  'ISRC=GBAYE6800011',
  'ISWC=T-034.524.680-1',
  'ISNI=0000 0001 2103 2683',
  'COPYRIGHT=© Ada',
  'LICENSE=https://creativecommons.org/licenses/by/4.0/',
  `NID=${NID}`,
  `ISCC=ISCC:${ISCC}`,
  'DOI=10.1000/182',
);
const freeform = (name: string, text: string) =>
  box('----', fullBox('mean', 0, 'com.apple.iTunes'), fullBox('name', 0, name), dataBox(text));
const FROM_COMMENTS = [
  'copyright: © Ada',
  'licence: https://creativecommons.org/licenses/by/4.0/',
  'identifiers: ISRC GBAYE6800011',
  'identifiers: ISWC T-034.524.680-1',
  'identifiers: ISNI 0000000121032683',
  `identifiers: Nid ${NID}`,
  `identifiers: ISCC ${ISCC}`,
  'identifiers: DOI 10.1000/182',
];

/** Whole files as they lie on a disk: what a container does not map, no card can show. */
it.each<readonly [name: string, file: Uint8Array, lines: readonly string[]]>([
  [
    'an MP3 with ID3',
    bytes(
      id3(
        4,
        bytes(
          id3Frame(4, 'TSRC', '\x03GBAYE6800011'),
          id3Frame(4, 'TXXX', '\x03ISWC\0T-034.524.680-1'),
          id3Frame(4, 'TXXX', '\x03IPI\x0000014107338'),
          id3Frame(4, 'TXXX', `\x03Nid\0${NID}`),
          id3Frame(4, 'TCOP', '\x032026 Ada'),
          id3Frame(4, 'UFID', 'http://musicbrainz.org\x008f3471b5-7e6a-48da-86a9-c1c07a0f47ae'),
        ),
      ),
      MP3_FRAMES,
    ),
    [
      'copyright: 2026 Ada',
      'identifiers: ISRC GBAYE6800011',
      'identifiers: ISWC T-034.524.680-1',
      'identifiers: IPI 00014107338',
      `identifiers: Nid ${NID}`,
      'identifiers: MusicBrainz 8f3471b5-7e6a-48da-86a9-c1c07a0f47ae',
    ],
  ],
  ['a FLAC with Vorbis comments', flac(flacBlock(4, comments)), FROM_COMMENTS],
  [
    'an Ogg Opus',
    bytes(
      oggPage(2, 7, [bytes('OpusHead', 1, 2, zeros(10))]),
      oggPage(0, 7, [bytes('OpusTags', comments)]),
      oggPage(4, 7, [zeros(40)]),
    ),
    FROM_COMMENTS,
  ],
  [
    'an M4A with tags of iTunes',
    bytes(
      ftyp('M4A ', 'isom'),
      moov(
        box(
          'udta',
          fullBox(
            'meta',
            0,
            hdlr('mdir'),
            box(
              'ilst',
              box('cprt', dataBox('© Ada')),
              freeform('ISRC', 'GBAYE6800011'),
              freeform('ISWC', 'T0345246801'),
              box('xid ', dataBox('TuneCore:isrc:USTC51234567')),
            ),
          ),
        ),
      ),
      MDAT,
    ),
    [
      'copyright: © Ada',
      'identifiers: ISRC GBAYE6800011',
      'identifiers: ISWC T-034.524.680-1',
      'identifiers: ISRC USTC51234567',
    ],
  ],
  [
    'a Broadcast WAV',
    riff(
      'WAVE',
      riffChunk('bext', zeros(348), zeros(32).fill(0xab), zeros(222)),
      riffChunk(
        'axml',
        '<ebucore:identifier typeLabel="ISRC"><dc:identifier>ISRC:FRZ039800212</dc:identifier></ebucore:identifier>',
      ),
      FMT,
      DATA,
    ),
    [`identifiers: UMID ${'AB'.repeat(32)}`, 'identifiers: ISRC FRZ039800212'],
  ],
  [
    'a Matroska film',
    bytes(
      EBML_HEAD('matroska'),
      ebml(
        0x18538067,
        tags(simpleTag('ISRC', 'GBAYE6800011'), simpleTag('EIDR', '10.5240/7791-8534-2C23-9030-8610-5')),
        cluster(),
      ),
    ),
    ['identifiers: ISRC GBAYE6800011', 'identifiers: EIDR 10.5240/7791-8534-2C23-9030-8610-5'],
  ],
])('%s says who holds rights and which work it is', async (_name, file, lines) => {
  const source = memorySource(file);
  const map = await recognize(file.subarray(0, 4096))?.map(source);
  if (map === undefined) throw new Error('No container knows it.');
  const { fields } = await decodeParts(map, (part) => readPart(source, part, 16 << 20));
  expect(fileLines(readRights(fields)).map(({ field, value }) => `${field}: ${value}`)).toEqual(lines);
});
