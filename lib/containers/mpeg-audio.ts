import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import { readEndTags } from './end-tags.ts';
import type { Findings } from './findings.ts';
import { readFlac } from './flac.ts';
import { readId3Tag } from './id3.ts';
import { walk } from './walk.ts';

/**
 * MP3 (ISO/IEC 11172-3) and whatever else is sound behind ID3v2 tags: AAC frames, FLAC. C2PA stands in the tags
 * at the front; what some writers say of origin and rights, in those at the end.
 */
export const mpegAudio: Container = {
  format: 'audio/mpeg',
  matches: (head) => new ByteView(head).startsWith('ID3') || soundOf(new ByteView(head)) === 'audio/mpeg',
  map: (source) => walk('audio/mpeg', source, walkTags),
};

/** AAC as bare ADTS frames (ISO/IEC 13818-7 §6.2), which have no room for metadata save behind the last. */
export const aac: Container = {
  format: 'audio/aac',
  matches: (head) => soundOf(new ByteView(head)) === 'audio/aac',
  map: (source) => walk('audio/aac', source, (file, findings) => readEndTags(file, 0, findings)),
};

async function walkTags(file: Window, findings: Findings): Promise<void> {
  let at = 0;
  for (let count = 0; count < MOST_TAGS; count++) {
    const area = { offset: at, length: (file.size ?? Number.MAX_SAFE_INTEGER) - at };
    const length = await readId3Tag(file, area, findings);
    if (length === null) return readSound(file, at, findings);
    at += length;
  }
  findings.fault('too-large');
}

async function readSound(file: Window, at: number, findings: Findings): Promise<void> {
  const sound = await file.at(at, SOUND_LOOK);
  if (sound.startsWith('ID3')) return findings.fault('unsupported');
  if (sound.startsWith('fLaC')) return readFlac(file, at, findings);
  if (soundOf(sound) === 'audio/aac') findings.setFormat('audio/aac');
  await readEndTags(file, at, findings);
}

/** By the first frame's header. Layer I is nowhere on the web, and reads like the start of UTF-16 text. */
function soundOf(view: ByteView): 'audio/mpeg' | 'audio/aac' | null {
  const [first, second, third] = [view.u8(0), view.u8(1), view.u8(2)];
  if (first !== 0xff || second === undefined || third === undefined) return null;
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  const [version, layer, bitRate, sampleRate] = [(second >> 3) & 3, (second >> 1) & 3, third >> 4, (third >> 2) & 3];
  const isFrame = second >= 0xe0 && version !== 1 && (layer === 1 || layer === 2) && bitRate !== 15 && sampleRate !== 3;
  return isFrame ? 'audio/mpeg' : null;
}

const SOUND_LOOK = 4;
/** Writers that do not look put a second tag before the first. */
const MOST_TAGS = 16;
