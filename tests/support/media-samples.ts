import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigners } from '../../scripts/samples/signers.ts';
import { sign } from '../../scripts/samples/sign.ts';
import { generated } from '../../scripts/samples/plans.ts';
import { bytes, riffChunk, u16le, u32le, type Piece } from './build-bytes.ts';
import { id3, id3Frame, MDAT, MP3_FRAMES, MP4, moov, pdf, pdfStream, riff } from './build-media.ts';

/** Seconds the sound lasts: longer than any test looks at it. */
const SECONDS = 120;
const RATE = 8000;

/** Files that are no pictures, each saying it was made with AI: signed by a signer on no list, or by a tag. */
export async function mediaSamples(): Promise<ReadonlyMap<string, Buffer>> {
  const { lumen } = await createSigners();
  const signed = async (mime: string, file: Uint8Array): Promise<Buffer> =>
    (await sign({ bytes: Buffer.from(file), mime }, generated('A recording'), lumen)).bytes;
  return new Map([
    ['tone.wav', await signed('audio/wav', tone())],
    ['tone.mp3', await signed('audio/mpeg', bytes(id3(4, id3Frame(4, 'TIT2', bytes(3, 'Tone'))), MP3_FRAMES))],
    ['clip.mp4', await signed('video/mp4', bytes(MP4, moov(), MDAT))],
    ['paper.pdf', Buffer.from(paper())],
  ]);
}

/** Every browser plays it, in a `video` element as well: 8 bits, one channel. */
function tone(): Uint8Array {
  const samples = Uint8Array.from({ length: SECONDS * RATE }, (_, at) => 128 + 20 * Math.sin((at * Math.PI) / 20));
  const format: readonly Piece[] = [u16le(1), u16le(1), u32le(RATE), u32le(RATE), u16le(1), u16le(8)];
  return riff('WAVE', riffChunk('fmt ', ...format), riffChunk('data', samples));
}

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`;

function paper(): Uint8Array {
  return pdf(
    {
      1: '<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>',
      2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>',
      4: pdfStream('/Type/Metadata/Subtype/XML', Buffer.from(XMP)),
    },
    '/Root 1 0 R',
  );
}

/** Writes the files into a folder of their own and answers it. */
export async function mediaFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-media-'));
  for (const [name, file] of await mediaSamples()) await writeFile(join(folder, name), file);
  return folder;
}
