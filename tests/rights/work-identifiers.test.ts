import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeApeTags } from '../../lib/decoders/ape-tags.ts';
import { decodeId3 } from '../../lib/decoders/id3.ts';
import { decodeMp4Tags } from '../../lib/decoders/mp4-tags.ts';
import { decodeRiffText } from '../../lib/decoders/riff-text.ts';
import { decodeVorbisComment } from '../../lib/decoders/vorbis-comment.ts';
import { workIdentifiers } from '../../lib/rights/work-identifiers.ts';
import { box, bytes, fullBox, riffChunk, u32be, zeros } from '../support/build-bytes.ts';
import { apeItem, dataBox, id3Frame, vorbisComment } from '../support/build-media.ts';

const RECORDING = '8f3471b5-7e6a-48da-86a9-c1c07a0f47ae';
const freeform = (name: string, text: string) =>
  box('----', fullBox('mean', 0, 'com.apple.iTunes'), fullBox('name', 0, name), dataBox(text));
const xml =
  '<ebucore:identifier typeLabel="ISRC"><dc:identifier>ISRC:FRZ039800212</dc:identifier></ebucore:identifier>';

describe('identifiers of a work', () => {
  it.each([
    [
      'ID3',
      decodeId3(id3Frame(4, 'TSRC', '\x03GBAYE6800011\0US-RC1-76-07839'), 4),
      ['ISRC GBAYE6800011', 'ISRC USRC17607839'],
    ],
    ['ID3 2.2', decodeId3(id3Frame(2, 'TRC', '\0GBAYE6800011'), 2), ['ISRC GBAYE6800011']],
    [
      'ID3, free and foreign',
      decodeId3(
        bytes(
          id3Frame(3, 'TXXX', '\0ISWC\0T0345246801'),
          id3Frame(3, 'TXXX', `\0Acoustid Id\0${RECORDING}`),
          id3Frame(3, 'UFID', `http://musicbrainz.org\0${RECORDING}`),
          id3Frame(3, 'UFID', `http://example.org\0${RECORDING}`),
        ),
        3,
      ),
      ['ISWC T-034.524.680-1', `AcoustID ${RECORDING}`, `MusicBrainz ${RECORDING}`],
    ],
    [
      'Vorbis',
      decodeVorbisComment(
        vorbisComment(
          'lib',
          'isrc=GBAYE6800011',
          'ISNI=0000 0001 2103 2683',
          'IPI=00014107338',
          'BARCODE=0602557541779',
        ),
      ),
      ['ISRC GBAYE6800011', 'ISNI 0000000121032683', 'IPI 00014107338', 'UPC 0602557541779'],
    ],
    [
      'MP4',
      decodeMp4Tags(bytes(freeform('ISRC', 'GBAYE6800011'), box('xid ', dataBox('TuneCore:isrc:USTC51234567')))),
      ['ISRC GBAYE6800011', 'ISRC USTC51234567'],
    ],
    ['APE', decodeApeTags(apeItem('ISRC', 'GBAYE6800011')), ['ISRC GBAYE6800011']],
    [
      'Broadcast WAV',
      decodeRiffText(bytes(riffChunk('bext', zeros(348), zeros(32).fill(0xab), zeros(222)), riffChunk('axml', xml))),
      [`UMID ${'AB'.repeat(32)}`, 'ISRC FRZ039800212'],
    ],
    ['RIFF, where ISRC is the source', decodeRiffText(riffChunk('ISRC', 'GBAYE6800011')), []],
    [
      'a film',
      { value: [{ keyword: 'EIDR', text: '10.5240/7791-8534-2C23-9030-8610-5' }] },
      ['EIDR 10.5240/7791-8534-2C23-9030-8610-5'],
    ],
  ])('%s', (_, { value }, identifiers) => {
    expect(workIdentifiers(value)).toEqual(identifiers);
  });

  it.each([
    ['ISRC', 'not one'],
    ['ISRC', 'GBAYE68000112'],
    ['ISWC', 'T-034.524.680'],
    ['ISNI', '12345'],
    ['Comment', 'GBAYE6800011'],
    ['xid ', 'Vendor:upc:USTC51234567'],
    ['axml', '<x>GBAYE6800011</x>'],
    ['__proto__', 'GBAYE6800011'],
    ['bext UMID', ''],
    ['Nid', 'bafy'],
    ['Nid', 'https://example.org/bafybeief3yriouin54tzub5otnzka6muacrsu32tl2vxnaexgffizdxxqy'],
  ])('takes nothing of another form or place: %s %s', (keyword, text) => {
    expect(workIdentifiers([{ keyword, text }])).toEqual([]);
  });

  it('reads codes of content and documents', () => {
    expect(
      workIdentifiers([{ keyword: 'ISCC', text: 'ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY' }]),
    ).toEqual(['ISCC KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY']);
    expect(workIdentifiers([{ keyword: 'doi', text: 'https://doi.org/10.1000/182' }])).toEqual(['DOI 10.1000/182']);
    expect(workIdentifiers([{ keyword: 'ISCC', text: 'KACYPXW445' }])).toEqual([]);
    const nids = [
      'bafybeief3yriouin54tzub5otnzka6muacrsu32tl2vxnaexgffizdxxqy',
      'QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR',
    ];
    for (const nid of nids) expect(workIdentifiers([{ keyword: 'nid', text: ` ${nid} ` }])).toEqual([`Nid ${nid}`]);
  });

  it('reads any text, quickly', () => {
    const keywords = ['ISRC', 'ISWC', 'ISNI', 'IPI', 'EIDR', 'UPC', 'axml', 'xid ', 'Acoustid Id', 'bext UMID'];
    const pieces = fc.array(fc.constantFrom('T', '-', '1', '0000 ', 'ISRC', 'GB', '.', 'a', '10.5240/', '\0'), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(fc.constantFrom(...keywords), pieces, (keyword, words) => {
        for (const each of workIdentifiers([{ keyword, text: words.join('') }])) expect(each).toMatch(/^[A-Z]\w+ \S+$/);
      }),
    );
    for (const keyword of keywords)
      for (const piece of ['1', 'ISRC ', 'AB', 'T-', '0000 ', 'a-']) {
        const started = performance.now();
        workIdentifiers([{ keyword, text: piece.repeat(100_000) }]);
        expect(performance.now() - started).toBeLessThan(1000);
      }
  });
});

it('keeps an empty box of MP4 from naming a work', () => {
  expect(workIdentifiers(decodeMp4Tags(bytes(u32be(8), 'xid ')).value)).toEqual([]);
});
