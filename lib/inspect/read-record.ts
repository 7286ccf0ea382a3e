import type { ByteSource } from '../bytes/source.ts';
import { Unreadable } from '../bytes/source.ts';
import { sha256Of } from '../bytes/sha256-of.ts';
import type { ContainerMap } from '../model/container.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RecordReading } from '../signals/record-evidence.ts';
import type { EngineContext } from './context.ts';
import { type Judgment, judgeRecord } from './judge-record.ts';
import { listThatVouches } from './list-that-vouches.ts';

/** Largest file whose content hash is computed. */
export const MAX_HASHED_BYTES = 200 * 1024 * 1024;

export interface RecordAnswer {
  readonly record: Outcome<RecordReading>;
  /** It was not in the file: it was fetched for it. */
  readonly isSeparate: boolean;
  /** Address of a record kept elsewhere, as the validator names it. */
  readonly remote: string | null;
  /** Hex, when the whole file was read. */
  readonly sha256: string | null;
}

/** Validator errors that mean "a variant not read", not "a faulty record". */
const UNSUPPORTED = new Set(['UnknownAlgorithm', 'PrereleaseError', 'UnsupportedType', 'UnsupportedFormatError']);

/**
 * Validates the file's manifest store. The prefilter: no whole file is read and no wasm compiled
 * unless the container really holds a store, or one was fetched for it.
 * @param fragments what may be other pieces of a file that is a piece; asked for only as long as none fits.
 */
export async function readRecord(
  map: ContainerMap,
  source: ByteSource,
  context: EngineContext,
  fragments: AsyncIterable<Uint8Array> | null = null,
): Promise<RecordAnswer> {
  if (!hasStore(map) && context.hasSeparateRecord !== true) {
    const record: Outcome<never> =
      map.incomplete === null ? { kind: 'absent' } : { kind: 'unanswered', why: map.incomplete };
    return { record, isSeparate: false, remote: null, sha256: null };
  }
  if ((source.size ?? 0) <= MAX_HASHED_BYTES) context.c2pa.prepare?.();
  const whole = await readWhole(source);
  if (whole.kind !== 'found') return { record: whole, isSeparate: false, remote: null, sha256: null };
  const bytes = whole.value;
  context.abort.throwIfAborted();
  // The hash is computed on a thread of its own.
  const [hash, answer] = await Promise.all([
    sha256Of(bytes),
    map.isPiece === true ? ofPieces(map, bytes, context, fragments) : validate(map, bytes, context),
  ]);
  return { ...answer, sha256: hash };
}

/** A piece alone, or with the first of the others that the record is about. */
async function ofPieces(
  map: ContainerMap,
  bytes: Uint8Array,
  context: EngineContext,
  fragments: AsyncIterable<Uint8Array> | null,
): Promise<Omit<RecordAnswer, 'sha256'>> {
  for await (const fragment of fragments ?? []) {
    const answer = await validate(map, bytes, context, fragment);
    if (fits(answer.record)) return answer;
  }
  const alone = await validate(map, bytes, context);
  return { ...alone, record: ofPiece(alone.record) };
}

/** Whether the file itself carries a manifest store. */
export function hasStore(map: ContainerMap): boolean {
  return map.parts.some((part) => part.kind === 'c2pa');
}

/** A record about a whole of which the file is a piece: that the whole's hash is not the piece's says nothing. */
function ofPiece(record: Outcome<RecordReading>): Outcome<RecordReading> {
  return isOfOtherContent(record) ? { kind: 'unanswered', why: 'piece' } : record;
}

/** The fragment is one of those the record is about. Another one may be of another track, or of another size. */
function fits(record: Outcome<RecordReading>): boolean {
  return record.kind === 'found' && record.value.kind === 'validated' && !isOfOtherContent(record);
}

function isOfOtherContent(record: Outcome<RecordReading>): boolean {
  if (record.kind !== 'found' || record.value.kind !== 'validated') return false;
  return record.value.store.status.failure.some(({ code }) => /^assertion\.\w+Hash\.mismatch$/.test(code));
}

async function validate(
  map: ContainerMap,
  bytes: Uint8Array,
  context: EngineContext,
  fragment?: Uint8Array,
): Promise<Omit<RecordAnswer, 'sha256'>> {
  const judgment = await judgeRecord(map, bytes, context, fragment);
  if (judgment.kind === 'no-store') return withoutStore(map, judgment.outcome);
  const { store, isSeparate, trust } = judgment;
  if (store.kind !== 'found') return { record: store, isSeparate, remote: null };
  const trustList = await listThatVouches(store.value, map.format, bytes, trust, context, fragment);
  const value = { kind: 'validated', store: store.value, trustList } as const;
  return { record: { kind: 'found', value }, isSeparate, remote: null };
}

function withoutStore(
  map: ContainerMap,
  outcome: Extract<Judgment, { kind: 'no-store' }>['outcome'],
): Omit<RecordAnswer, 'sha256'> {
  if (outcome.kind !== 'found') return { record: outcome, isSeparate: false, remote: null };
  const answer = outcome.value;
  if (answer.kind === 'remote') return { record: { kind: 'absent' }, isSeparate: false, remote: answer.url };
  // The container saw a store and the validator did not: present, and not readable.
  if (answer.kind === 'none') return { record: unreadable(map, 'JumbfNotFound'), isSeparate: false, remote: null };
  return { record: unreadable(map, answer.code), isSeparate: answer.isSeparate === true, remote: null };
}

/** A store in a file that is cut short, or of a kind not read, is no fault of the record. */
function unreadable(map: ContainerMap, code: string): Outcome<RecordReading> {
  if (map.incomplete !== null) return { kind: 'unanswered', why: map.incomplete };
  if (UNSUPPORTED.has(code)) return { kind: 'unanswered', why: 'unsupported' };
  return { kind: 'found', value: { kind: 'unreadable', code } };
}

async function readWhole(source: ByteSource): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  try {
    if (source.size !== null && source.size > MAX_HASHED_BYTES) return { kind: 'unanswered', why: 'too-large' };
    const bytes = await source.read(0, source.size ?? MAX_HASHED_BYTES + 1);
    if (bytes.length > MAX_HASHED_BYTES) return { kind: 'unanswered', why: 'too-large' };
    if (source.size !== null && bytes.length < source.size) return { kind: 'unanswered', why: 'truncated' };
    return { kind: 'found', value: bytes as Uint8Array<ArrayBuffer> };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unanswered', why: error.why };
    throw error;
  }
}
