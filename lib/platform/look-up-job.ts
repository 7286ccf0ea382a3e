import { memorySource, Unreadable } from '../bytes/source.ts';
import { fetchRemoteManifest } from '../fetch/remote-manifest.ts';
import { findMatches, findMatchesOf, type Match, takesFingerprint } from '../fetch/soft-binding-api.ts';
import type { EngineContext } from '../inspect/context.ts';
import { readLookedUp } from '../inspect/read-looked-up.ts';
import { readPixels } from '../inspect/read-pixels.ts';
import { MAX_HASHED_BYTES } from '../inspect/read-record.ts';
import type { LookedUpRecord } from '../model/look-up.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { SoftBinding } from '../model/soft-binding.ts';
import { imageCodeOf } from '../recognition/iscc.ts';
import { ISCC_ALGORITHM, ISCC_BINDING_BITS, isccBindingOf } from '../recognition/iscc-binding.ts';
import type { Job, LookUpQuestion } from './compute-job.ts';
import type { Finished, JobPorts } from './engine-worker.ts';
import { openMedia } from './open-media.ts';

/** Milliseconds for all that is asked of a store; reading the file and validating must fit into the job after it. */
const ASKING_MS = 14_000;
/** Codes asked about in one look-up: a picture has one, seldom two. */
const MAX_BINDINGS = 4;
/** Records fetched of those a store names. */
const MAX_RECORDS = 3;

/**
 * Asks a record store about a file's codes, then by a fingerprint of its picture; or sends it the file, where the person
 * said so. Fetches what it names, validates it, and compares it with the file.
 */
export async function answerLookUp(job: Job, question: LookUpQuestion, ports: JobPorts): Promise<Finished> {
  const controller = new AbortController();
  let isSpent = false;
  const context: EngineContext = {
    c2pa: {
      version: ports.engine.version,
      async validate(...given) {
        const outcome = await ports.engine.validate(...given);
        isSpent ||= outcome.kind === 'unanswered' && outcome.why === 'engine-failed';
        return outcome;
      },
    },
    trust: ports.trust,
    version: job.version,
    now: () => performance.now(),
    abort: controller.signal,
  };
  const file = once(() => readFile(job, ports, controller.signal));
  const outcome = await ask(question, { file, decodePixels: ports.decodePixels, context }).catch(
    (error: unknown): Outcome<never> => ({
      kind: 'unanswered',
      why: reasonOf(error),
    }),
  );
  controller.abort();
  return { answer: { kind: 'looked-up', outcome }, isSpent };
}

interface Asking {
  readonly file: () => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly decodePixels: JobPorts['decodePixels'];
  readonly context: EngineContext;
}

async function ask(question: LookUpQuestion, asking: Asking): Promise<Outcome<LookedUpRecord>> {
  const { file, context } = asking;
  const { address } = question.resolver;
  const signal = AbortSignal.any([AbortSignal.timeout(ASKING_MS), context.abort]);
  const recovery = { signal, file, context };
  if (question.by === 'content') {
    const bytes = await fileOrThrow(file);
    const matches = await findMatchesOf(address, bytes, question.format, { signal });
    return matches.length === 0 ? { kind: 'absent' } : recover(matches, null, question, recovery);
  }
  for (const binding of question.bindings.slice(0, MAX_BINDINGS)) {
    const matches = await findMatches(address, binding, { signal });
    if (matches.length > 0) return recover(matches, binding, question, recovery);
  }
  const isTaken = question.pixels !== null && (await takesFingerprint(address, ISCC_ALGORITHM, { signal }));
  // A store that knows codes alone has answered by then.
  if (!isTaken) return question.bindings.length > 0 ? { kind: 'absent' } : { kind: 'unanswered', why: 'unsupported' };
  const binding = await fingerprintOf(question, asking);
  const matches = await findMatches(address, binding, { signal });
  return matches.length === 0 ? { kind: 'absent' } : recover(matches, binding, question, recovery);
}

/** The picture's ISCC Image-Code, made here of its own samples. @throws Unreadable */
async function fingerprintOf({ format, pixels }: LookUpQuestion, { file, decodePixels }: Asking): Promise<SoftBinding> {
  const source = memorySource(await fileOrThrow(file));
  const raster = await readPixels({ format, ...(pixels !== null && { pixels }) }, source, decodePixels);
  if (raster.kind !== 'found') throw new Unreadable(raster.kind === 'absent' ? 'unreadable' : couldNot(raster.why));
  const value = isccBindingOf(imageCodeOf(raster.value, ISCC_BINDING_BITS));
  return { alg: ISCC_ALGORITHM, value, from: 'fingerprint' };
}

/** `unsupported` is what a store does not take. */
function couldNot(why: Unanswered): Unanswered {
  return why === 'unsupported' ? 'unreadable' : why;
}

async function fileOrThrow(file: Asking['file']): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await file();
  if (bytes === null) throw new Unreadable('unreadable');
  return bytes;
}

interface Recovery {
  readonly signal: AbortSignal;
  readonly file: Asking['file'];
  readonly context: EngineContext;
}

/** The first record that fits, in the store's order; else the first that can be read at all; else why none could. */
async function recover(
  matches: readonly Match[],
  binding: SoftBinding | null,
  { resolver, origins }: LookUpQuestion,
  { signal, file, context }: Recovery,
): Promise<Outcome<LookedUpRecord>> {
  let best: LookedUpRecord | null = null;
  let why: Unanswered | null = null;
  for (const { manifestId, address, similarity } of matches.slice(0, MAX_RECORDS)) {
    if (!origins.includes(new URL(address).origin)) {
      why ??= 'needs-consent';
      continue;
    }
    try {
      const store = await fetchRemoteManifest(address, { pageUrl: resolver.address, signal });
      const read = await readLookedUp(store, await file(), binding, context);
      if (read.kind !== 'found') throw new Unreadable(read.kind === 'unanswered' ? read.why : 'malformed');
      const record = { ...read.value, manifestId, similarity, others: matches.length - 1 };
      if (fits(record)) return { kind: 'found', value: record };
      best ??= record;
    } catch (error) {
      why ??= reasonOf(error);
    }
  }
  return best === null ? { kind: 'unanswered', why: why ?? 'malformed' } : { kind: 'found', value: best };
}

function fits({ content, namesBinding, state }: LookedUpRecord): boolean {
  return state !== 'broken' && (content === 'matches' || namesBinding);
}

/** The whole file; `null` where it cannot be had, which leaves it uncompared. */
async function readFile(job: Job, { askPage }: JobPorts, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
  const opened = await openMedia(job, askPage, signal);
  if (opened.kind === 'not-modified') return null;
  try {
    const { source } = opened;
    if (source.size !== null && source.size > MAX_HASHED_BYTES) return null;
    const bytes = await source.read(0, source.size ?? MAX_HASHED_BYTES + 1);
    const isWhole = bytes.length <= MAX_HASHED_BYTES && (source.size === null || bytes.length === source.size);
    // What changed while it was read is no one file.
    return isWhole && opened.again() === null ? (bytes as Uint8Array<ArrayBuffer>) : null;
  } catch {
    return null;
  } finally {
    opened.close();
  }
}

function reasonOf(error: unknown): Unanswered {
  return error instanceof Unreadable ? error.why : 'engine-failed';
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
