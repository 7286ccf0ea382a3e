import type { EnclosedSighting, SightingEvidence } from './evidence.ts';
import { FINGERPRINT, SIGHTING, workPictureName } from './file-names.ts';
import { sha256Of } from '../bytes/sha256-of.ts';

/** What a pack has of a sighting: files by name, and how the index names them. */
export async function sightingFiles({
  sighting,
  work,
  isPageOpen,
  fingerprint,
  picture,
  figures,
}: SightingEvidence): Promise<{
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly index: EnclosedSighting;
}> {
  const { id: _id, work: _work, mark, match, ...seen } = sighting;
  const { notes: _notes, ...described } = work;
  // Notes are the person's to themselves.
  const statement = { version: 1, work: described, seen, isPageOpen, match, figures, answer: mark };
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const enclose = async (file: string, bytes: Uint8Array<ArrayBuffer>) => {
    files.set(file, bytes);
    return { file, sha256: await sha256Of(bytes) };
  };
  return {
    files,
    index: {
      statement: await enclose(SIGHTING, new TextEncoder().encode(`${JSON.stringify(statement, null, 2)}\n`)),
      picture: picture === null ? null : await enclose(workPictureName(picture.type), picture.bytes),
      fingerprint: fingerprint === null ? null : await enclose(FINGERPRINT, fingerprint),
      isPageOpen,
    },
  };
}
