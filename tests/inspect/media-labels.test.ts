import { describe, expect, it } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { box, bytes, ftyp, riffChunk, XMP_UUID, zeros } from '../support/build-bytes.ts';
import {
  cluster,
  DATA,
  ebml,
  EBML_HEAD,
  flac,
  flacBlock,
  FMT,
  id3,
  id3Frame,
  info,
  itunesTags,
  keyedMeta,
  MDAT,
  moov,
  MP3_FRAMES,
  MP4,
  oggPage,
  pdf,
  riff,
  simpleTag,
  tags,
  vorbisComment,
  zip,
} from '../support/build-media.ts';
import { engineContext } from '../support/engine.ts';

const AIGC = '{"Label":"1","ContentProducer":"001191110102MACQD9K64010000","ProduceID":"abc123"}';
const OFFICE = `<Properties><property name="AIGC"><lpwstr>${AIGC.replaceAll('"', '&quot;')}</lpwstr></property></Properties>`;
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"><TC260:AIGC>${AIGC}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>`;

const report = (file: Uint8Array) => inspect({ source: memorySource(file), name: 'file' }, engineContext());

describe("China's label for AI-generated content", () => {
  it.each([
    ['MP4 keys', bytes(MP4, moov(box('udta', keyedMeta('iso', { AIGC }))), MDAT)],
    ['MP4 XMP', bytes(MP4, moov(), box('uuid', XMP_UUID, XMP), MDAT)],
    ['QuickTime udta', bytes(ftyp('qt  '), moov(box('udta', box('AIGC', AIGC))), MDAT)],
    ['MP3', bytes(id3(4, id3Frame(4, 'TXXX', `\x03AIGC\0${AIGC}`)), MP3_FRAMES)],
    ['MP3, lower case', bytes(id3(3, id3Frame(3, 'TXXX', `\0aigc\0${AIGC}`)), MP3_FRAMES)],
    ['WAV', riff('WAVE', FMT, DATA, riffChunk('AIGC', AIGC))],
    ['AVI', riff('AVI ', riffChunk('LIST', 'movi', zeros(40)), info(['AIGC', AIGC]))],
    ['FLAC', flac(flacBlock(4, vorbisComment('x', `AIGC=${AIGC}`)))],
    [
      'Opus',
      bytes(
        oggPage(2, 1, [bytes('OpusHead', zeros(11))]),
        oggPage(0, 1, [bytes('OpusTags', vorbisComment('x', `AIGC=${AIGC}`))]),
      ),
    ],
    ['WebM', bytes(EBML_HEAD('webm'), ebml(0x18538067, cluster(), tags(simpleTag('AIGC', AIGC))))],
    ['PDF', pdf({ 1: '<</Type/Catalog>>', 6: `<</AIGC(${AIGC})>>` }, '/Root 1 0 R/Info 6 0 R')],
    [
      'Word',
      zip([
        { name: 'word/document.xml', content: bytes('<d/>') },
        { name: 'docProps/custom.xml', content: bytes(OFFICE), isDeflated: true },
      ]),
    ],
    ['Markdown', bytes(`---\nAIGC: '${AIGC}'\n---\n# Title\n`)],
  ])('%s', async (_, file) => {
    const { label, basis, because, signals } = await report(file);
    expect({ label, basis, because }).toEqual({ label: 'ai-generated', basis: 'declared', because: ['tc260-aigc'] });
    expect(signals['tc260-aigc']).toMatchObject({ value: { produceId: 'abc123' } });
  });
});

it('reads the name of a generator in a tag for the program, and says where it stood', async () => {
  const { signals, label } = await report(bytes(MP4, moov(itunesTags(['©too', 'Kling AI'])), MDAT));
  expect(label).toBe('ai-generated');
  expect(signals['generator-name']).toMatchObject({ value: { where: 'MP4 tag ©too' } });
});

it('takes encoders, comments and titles for no sign of AI', async () => {
  const file = bytes(
    MP4,
    moov(itunesTags(['©too', 'Lavf61.1.100'], ['©nam', 'Midjourney tutorial'], ['©cmt', 'I love DALL-E'])),
    MDAT,
  );
  expect(await report(file)).toMatchObject({ label: null, basis: 'nothing-found' });
});

it('does not call a file clean whose tags could not be read', async () => {
  const file = flac(flacBlock(4, bytes([4, 0, 0, 0], 'x')));
  expect(await report(file)).toMatchObject({ basis: 'could-not-check', why: 'malformed' });
});
