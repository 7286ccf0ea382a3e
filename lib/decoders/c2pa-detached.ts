import type { Outcome } from '../model/outcome.ts';
import type { C2paAnswer, C2paEngine } from './c2pa-engine.ts';
import { field, type Json } from './json-fields.ts';
import { withDataHashChecked } from './c2pa-data-hash.ts';

/** The file a record kept elsewhere is about. */
export interface DetachedAsset {
  /** Its media type. */
  readonly format: string;
  readonly bytes: Uint8Array;
}

/** The validator for one file whose record was fetched: whatever it is asked of that file, `store` is its record. */
export function engineWithRecord(c2pa: C2paEngine, store: Uint8Array<ArrayBuffer>): C2paEngine {
  return {
    version: c2pa.version,
    validate: (format, bytes, settings, at) => validateDetached(c2pa, { format, bytes }, store, settings, at),
  };
}

/**
 * Validates a manifest store kept elsewhere against the bytes of its file. A store inside the file comes first
 * (C2PA 2.2 §15.5): then that one's answer is given and `store` is not looked at. Contacts nobody.
 *
 * A file that points at a remote manifest is validated whatever its format. One that does not (its record was named by
 * an HTTP header or lies beside it) only where the record binds it by a plain data hash; else `unanswered: unsupported`.
 * @param settings as for `C2paEngine.validate`, with remote fetching off; `at` likewise.
 */
export async function validateDetached(
  c2pa: C2paEngine,
  asset: DetachedAsset,
  store: Uint8Array<ArrayBuffer>,
  settings: string,
  at?: number,
): Promise<Outcome<C2paAnswer>> {
  const alone = await c2pa.validate(asset.format, asset.bytes, settings, at);
  if (alone.kind !== 'found') return alone;
  if (alone.value.kind === 'remote') {
    const url = URL.parse(alone.value.url);
    if (url === null) return { kind: 'unanswered', why: 'malformed' };
    // The validator reads a separate store only through its own `fetch`. So it may ask one host, and what it asks is
    // answered here with the store: nothing leaves.
    const asking = askingOnly(url.host, settings);
    return present(await whileAnswering(store, () => c2pa.validate(asset.format, asset.bytes, asking, at)));
  }
  if (alone.value.kind !== 'none') return alone;
  const read = await c2pa.validate('application/c2pa', store, settings, at);
  if (read.kind !== 'found' || read.value.kind !== 'store') return present(read);
  return present(await withDataHashChecked(read.value, asset.bytes));
}

/** Handed over and not found: what was handed over is no manifest store. */
function present(outcome: Outcome<C2paAnswer>): Outcome<C2paAnswer> {
  if (outcome.kind !== 'found') return outcome;
  const answer = outcome.value;
  const isLost = answer.kind === 'none' || answer.kind === 'remote';
  const read = isLost ? ({ kind: 'unreadable', code: 'JumbfNotFound' } as const) : answer;
  return { kind: 'found', value: { ...read, isSeparate: true } };
}

function askingOnly(host: string, settings: string): string {
  const given: Json = JSON.parse(settings);
  return JSON.stringify({
    ...Object(given),
    verify: { ...Object(field(given, 'verify')), remote_manifest_fetch: true },
    core: { ...Object(field(given, 'core')), allowed_network_hosts: [host] },
  });
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` while the first request made with a `Request`, as the validator makes them, is answered with `bytes` and
 * every further one fails as if offline. Requests by address are the engine's own and pass. One at a time.
 */
function whileAnswering<T>(bytes: Uint8Array<ArrayBuffer>, work: () => Promise<T>): Promise<T> {
  const next = turn.then(async () => {
    const real = globalThis.fetch;
    let isAnswered = false;
    // A throw in here would leave the validator waiting forever: every path returns a promise.
    globalThis.fetch = (input, init) => {
      if (!(input instanceof Request)) return real(input, init);
      if (isAnswered) return Promise.reject(new TypeError('nobody may be contacted'));
      isAnswered = true;
      return Promise.resolve(answerTo(input, bytes));
    };
    try {
      return await work();
    } finally {
      globalThis.fetch = real;
    }
  });
  turn = next.catch(() => undefined);
  return next;
}

/** The validator parses the response's address, which a response made by hand has not. */
function answerTo({ url }: Request, bytes: Uint8Array<ArrayBuffer>): Response {
  const response = new Response(bytes, { headers: { 'content-type': 'application/c2pa' } });
  return Object.defineProperty(response, 'url', { value: url });
}
