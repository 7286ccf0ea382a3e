import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PartKind } from '../../lib/model/container.ts';
import type { Unanswered } from '../../lib/model/outcome.ts';
import { mapFile } from './map-file.ts';

const corpus = process.env.WHENCE_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus');

/** What stands in each real file, and how many bytes finding it may cost: with a manifest, the head and the whole. */
const files: readonly [path: string, kinds: readonly PartKind[], bytes: number, incomplete: Unanswered | null][] = [
  ['signed-formats/video1.mp4', ['c2pa', 'mp4-tags', 'xmp'], 840_000, null],
  ['signed-formats/dashinit.mp4', ['c2pa', 'mp4-tags'], 9_000, null],
  ['signed-formats/dash1.m4s', [], 70_000, 'unsupported'],
  ['signed-formats/adobe-20240110-single_manifest_store.pdf', ['c2pa', 'xmp', 'pdf-info'], 670_000, null],
  ['c2pa/cloud_manifest.c2pa', ['c2pa'], 70_000, null],
  ['unsigned/video1_no_manifest.mp4', ['mp4-tags', 'xmp'], 70_000, null],
  ['unsigned/sample1.wav', ['riff-text', 'id3v2.3'], 70_000, null],
  ['unsigned/test.avi', ['riff-text'], 75_000, null],
  ['unsigned/sample1.jxl', ['exif', 'xmp'], 70_000, null],
  ['unsigned/basic.pdf', ['xmp', 'pdf-info'], 10_100, null],
  ['hostile/id3v23_compression_underflow.mp3', [], 500, 'malformed'],
  ['hostile/nested_moov_1000.mp4', [], 9_000, null],
  ['hostile/riff_bomb_1000.wav', ['riff-text'], 13_000, null],
  ['hostile/sample3.invalid.wav', [], 70_000, 'truncated'],
];

describe.skipIf(!existsSync(corpus))('real media', () => {
  it.each(files)('%s', async (path, kinds, bytes, incomplete) => {
    const { map, kinds: found, source } = await mapFile(new Uint8Array(readFileSync(join(corpus, path))));
    expect(found).toEqual(kinds);
    expect(map.incomplete).toBe(incomplete);
    expect(source.bytesRead).toBeLessThanOrEqual(bytes);
  });
});
