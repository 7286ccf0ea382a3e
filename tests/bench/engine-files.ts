import { open, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { recognize } from '../../lib/containers/index.ts';
import { memorySource } from '../../lib/bytes/source.ts';
import type { ContainerMap } from '../../lib/model/container.ts';
import { openCorpus } from '../../scripts/gallery/corpus.ts';
import { prepareSamples } from '../../scripts/samples/samples.ts';
import { box, bytes, ftyp, riffChunk, u32be, zeros, type Piece } from '../support/build-bytes.ts';
import {
  cluster,
  ebml,
  EBML_HEAD,
  flac,
  FMT,
  id3,
  id3Frame,
  info,
  moov,
  MP3_FRAMES,
  MP4,
  oggPage,
  riff,
  vorbisComment,
} from '../support/build-media.ts';

/** One file the engine is measured with. */
export interface EngineFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly map: ContainerMap;
  /** Holds a manifest store. */
  readonly isSigned: boolean;
}

/** Real files where there are any, the project's samples, and sound and video of everyday sizes. */
export async function engineFiles(): Promise<readonly EngineFile[]> {
  const { folder, samples } = await prepareSamples();
  const corpus = openCorpus();
  const paths = [
    ...samples.map(({ file }) => join(folder, file)),
    ...[...(corpus?.files.keys() ?? [])]
      .filter((path) => !path.startsWith('hostile/') && extname(path) !== '.c2pa')
      .map((path) => join(corpus?.folder ?? '', path)),
  ];
  const read = await Promise.all(
    paths.map(async (path) => ({
      name: path.split('/').slice(-2).join('/'),
      bytes: new Uint8Array(await readFile(path)),
    })),
  );
  const all: EngineFile[] = [];
  for (const { name, bytes: file } of [...read, ...made()]) {
    const container = recognize(file.subarray(0, 4096));
    if (container === null) continue;
    const map = await container.map(memorySource(file));
    all.push({ name, bytes: file, map, isSigned: map.parts.some(({ kind }) => kind === 'c2pa') });
  }
  return all;
}

const MB = 1000 * 1000;

function made(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const noise = (length: number): Uint8Array => zeros(length).fill(0x55);
  const many = (count: number, make: () => Piece): readonly Piece[] => Array.from({ length: count }, make);
  const tag = id3(4, bytes(id3Frame(4, 'TSSE', '\x03Recorder'), id3Frame(4, 'APIC', noise(60_000))));
  return [
    { name: 'made/moov-first.mp4', bytes: bytes(MP4, moov(box('free', zeros(20_000))), box('mdat', noise(4 * MB))) },
    { name: 'made/moov-last.mp4', bytes: bytes(MP4, box('mdat', noise(4 * MB)), moov(box('free', zeros(20_000)))) },
    {
      name: 'made/fragmented.mp4',
      bytes: bytes(
        ftyp('iso5', 'dash'),
        moov(),
        ...many(40, () => bytes(box('moof', zeros(800)), box('mdat', noise(100_000)))),
      ),
    },
    { name: 'made/song.mp3', bytes: bytes(tag, ...many(3600, () => MP3_FRAMES)) },
    { name: 'made/sound.wav', bytes: riff('WAVE', FMT, riffChunk('data', noise(4 * MB)), info(['ISFT', 'Recorder'])) },
    { name: 'made/track.flac', bytes: bytes(flac(), noise(4 * MB)) },
    {
      name: 'made/voice.ogg',
      bytes: bytes(
        oggPage(2, 7, [bytes('OpusHead', 1, 2, zeros(9))]),
        oggPage(0, 7, [bytes('OpusTags', vorbisComment('recorder', 'TITLE=Voice'))]),
        ...many(600, () => oggPage(0, 7, [noise(4000)])),
      ),
    },
    {
      name: 'made/clip.webm',
      bytes: bytes(
        EBML_HEAD('webm'),
        ebml(0x18538067, ebml(0x1549a966, zeros(40)), ...many(40, () => cluster(100_000))),
      ),
    },
  ];
}

/** Sizes of the sparse videos: the work they make must not grow with them. */
export const SPARSE_SIZES = [20 * MB, 200 * MB, 2000 * MB] as const;

/** Writes a video of `size` bytes whose index stands at its end; the file system stores next to nothing of it. */
export async function writeSparseVideo(path: string, size: number): Promise<void> {
  const end = moov(box('free', zeros(20_000)));
  const file = await open(path, 'w');
  try {
    // A box of 64-bit length: `1`, the type, then the length (ISO/IEC 14496-12 §4.2).
    const length = size - MP4.length - end.length;
    const head = bytes(MP4, u32be(1), 'mdat', u32be(Math.floor(length / 2 ** 32)), u32be(length % 2 ** 32));
    await file.write(head, 0, head.length, 0);
    await file.write(end, 0, end.length, size - end.length);
  } finally {
    await file.close();
  }
}
