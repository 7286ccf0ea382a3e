import type { Change, Fate, Mark, Share, Sighting, Work, WorkFacts } from '../model/work.ts';
import type { NewWork } from './catalog.ts';

/** Characters of a text, bytes of a picture: what registration itself writes is well below. */
const MAX_TEXT = 4_096;
const MAX_PICTURE = 256 * 1024;
const MAX_FINGERPRINT = 8 * 1024;
const MAX_CORNERS = 16;
const MAX_SIDE = 1_000_000;

type Fields = Readonly<Record<string, unknown>>;

/** A line of an exported catalog that holds a work; `null` where it does not. Unknown fields are left out. */
export function parseWork(value: unknown): NewWork | null {
  const line = fieldsOf(value);
  const work = workOf(fieldsOf(line?.['work']));
  if (line === null || work === null) return null;
  const fingerprint = bytesOf(line['fingerprint'], MAX_FINGERPRINT);
  const shown = bytesOf(line['shown'], MAX_PICTURE);
  const luma = bytesOf(line['luma'], MAX_PICTURE);
  const shownType = line['shownType'];
  if (fingerprint === null || shown === null || luma === null) return null;
  if (shownType !== 'image/webp' && shownType !== 'image/png' && shownType !== 'image/jpeg') return null;
  return { work, fingerprint, pictures: { shown, shownType, luma } };
}

/** A line that holds a sighting; `null` where it does not. */
export function parseSighting(value: unknown): Sighting | null {
  const fields = fieldsOf(fieldsOf(value)?.['sighting']);
  const match = fieldsOf(fields?.['match']);
  if (fields === null || match === null) return null;
  const texts = textsOf(fields, ['work', 'page', 'pageTitle', 'picture']);
  const [firstSeen, lastSeen] = [dateOf(fields['firstSeen']), dateOf(fields['lastSeen'])];
  const mark = fields['mark'] === null ? null : oneOf(MARKS, fields['mark']);
  const [sureness, record, credit] = [
    oneOf(SURE, match['sureness']),
    oneOf(FATES, match['record']),
    oneOf(FATES, match['credit']),
  ];
  const changes = Array.isArray(match['changes'])
    ? match['changes'].map((change) => oneOf(CHANGES, change))
    : [undefined];
  const [inWork, inCopy] = [outlineOf(match['inWork']), outlineOf(match['inCopy'])];
  if (texts === null || firstSeen === null || lastSeen === null || mark === undefined) return null;
  if (sureness === undefined || record === undefined || credit === undefined) return null;
  if (inWork === undefined || inCopy === undefined || changes.length > CHANGES.length) return null;
  const known = changes.filter((change) => change !== undefined);
  if (known.length < changes.length) return null;
  const id = JSON.stringify([texts.work, texts.page, texts.picture]);
  return {
    ...texts,
    id,
    firstSeen,
    lastSeen,
    mark,
    match: { sureness, changes: known, inWork, inCopy, record, credit },
  };
}

function workOf(fields: Fields | null): Work | null {
  if (fields === null) return null;
  const texts = textsOf(fields, ['id', 'title', 'creator', 'licence', 'notes', 'name']);
  const { width, height, sha256, iscc = null, isWholeOnly } = fields;
  const added = dateOf(fields['added']);
  const facts = factsOf(fieldsOf(fields['facts']));
  if (texts === null || texts.id === '' || added === null || facts === null) return null;
  if (!isSide(width) || !isSide(height) || typeof isWholeOnly !== 'boolean') return null;
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  if (iscc !== null && (typeof iscc !== 'string' || !/^ISCC:[A-Z2-7]{1,120}$/.test(iscc))) return null;
  return { ...texts, added, width, height, sha256, iscc, isWholeOnly, facts };
}

function factsOf(fields: Fields | null): WorkFacts | null {
  const hasRecord = fields?.['hasRecord'];
  if (fields === null || typeof hasRecord !== 'boolean') return null;
  const [signer, creator, credit, copyright] = (['signer', 'creator', 'credit', 'copyright'] as const).map((name) =>
    textOrNull(fields[name]),
  );
  if (signer === undefined || creator === undefined || credit === undefined || copyright === undefined) return null;
  return { hasRecord, signer, creator, credit, copyright };
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function textsOf<Name extends string>(fields: Fields, names: readonly Name[]): Record<Name, string> | null {
  const texts = names.map((name) => [name, Object.hasOwn(fields, name) ? fields[name] : null] as const);
  const isSound = texts.every(([, text]) => typeof text === 'string' && text.length <= MAX_TEXT);
  return isSound ? (Object.fromEntries(texts) as Record<Name, string>) : null;
}

/** `undefined`: no such text. */
function textOrNull(value: unknown): string | null | undefined {
  if (value === null) return null;
  return typeof value === 'string' && value.length <= MAX_TEXT ? value : undefined;
}

function dateOf(value: unknown): string | null {
  const time = typeof value === 'string' && value.length < 40 ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((each) => each === value);
}

function isSide(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= MAX_SIDE;
}

function outlineOf(value: unknown): readonly Share[] | null | undefined {
  if (value === null) return null;
  if (!Array.isArray(value) || value.length > MAX_CORNERS) return undefined;
  const isSound = value.every(
    (corner) => Array.isArray(corner) && corner.length === 2 && corner.every((share) => Number.isFinite(share)),
  );
  return isSound ? (value as readonly Share[]) : undefined;
}

function bytesOf(value: unknown, most: number): Uint8Array<ArrayBuffer> | null {
  if (typeof value !== 'string' || value.length > most * 1.4) return null;
  try {
    return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

const MARKS: readonly Mark[] = ['licensed-page', 'licensed-site', 'not-licensed', 'not-mine'];
const SURE = ['close', 'likely'] as const;
const FATES: readonly Fate[] = ['kept', 'changed', 'gone', 'none', 'unknown'];
const CHANGES: readonly Change[] = [
  'same-file',
  're-encoded',
  'resized',
  'cropped',
  'mirrored',
  'rotated',
  'tilted',
  'overlaid',
  'inside-larger',
];
