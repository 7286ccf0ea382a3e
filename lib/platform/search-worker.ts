import type { ByteSource } from '../bytes/source.ts';
import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import { findOriginal } from '../fetch/find-original.ts';
import { base64Source, dataUrlSource } from '../fetch/handed-over.ts';
import type { Validators } from '../fetch/http-facts.ts';
import { openHttp } from '../fetch/http-source.ts';
import { inspect } from '../inspect/inspect.ts';
import type { Thumbnail } from '../originals/same-picture.ts';
import type { SearchJob, SearchNote } from './search-job.ts';
import { thumbnailOf } from './thumbnail.ts';

export interface SearchScope {
  postMessage(note: SearchNote): void;
  onmessage: ((event: MessageEvent<SearchJob>) => void) | null;
}

/** Most bytes of the copy shown, read again to be compared. */
const MAX_SHOWN_BYTES = 40 * 1024 * 1024;

/** The Worker's side of a search: one job, then done. The page that started it ends it when it hangs. */
export function serveSearch(scope: SearchScope, engine: C2paEngine): void {
  // The page hears of a fault of ours as an error of the Worker.
  scope.onmessage = ({ data }) => void search(data, scope, engine).catch(reportError);
}

async function search(job: SearchJob, scope: SearchScope, engine: C2paEngine): Promise<void> {
  const abort = new AbortController();
  const c2pa = untilSpent(engine);
  const refusedHosts = new Set(job.refusedHosts);
  const obstacles = new Map(job.candidates.map(({ candidate, obstacle }) => [candidate.url, obstacle]));
  const answer = await findOriginal({
    candidates: job.candidates.map(({ candidate }) => candidate),
    pageUrl: job.pageUrl,
    shown: { report: job.report, ...(await shownCopy(job)) },
    inspect: (source, name) =>
      inspect(
        { source, name },
        { c2pa, trust: job.trust, version: job.version, now: () => performance.now(), abort: abort.signal },
      ),
    thumbnail: async (source, { format, pixels }) => thumbnailOf(await whole(source), format, pixels),
    obstacle: ({ url }) => obstacles.get(url) ?? null,
    refusedHosts,
    signal: abort.signal,
    onAsking: ({ url }) => scope.postMessage({ kind: 'asking', url }),
    onTried: (tried) => scope.postMessage({ kind: 'tried', tried }),
  });
  scope.postMessage({ kind: 'done', answer, refusedHosts: [...refusedHosts] });
}

/** After a trap the validator's memory cannot be trusted for the next file. */
function untilSpent(engine: C2paEngine): C2paEngine {
  let isSpent = false;
  return {
    version: engine.version,
    prepare: () => engine.prepare?.(),
    async validate(format, bytes, settings, at) {
      if (isSpent) return { kind: 'unanswered', why: 'engine-failed' };
      const outcome = await engine.validate(format, bytes, settings, at);
      isSpent = outcome.kind === 'unanswered' && outcome.why === 'engine-failed';
      return outcome;
    },
  };
}

interface ShownCopy {
  readonly thumbnail: Thumbnail | null;
  readonly validators: Validators | null;
}

/** The copy shown, once more: without it nothing can be called the same picture. */
async function shownCopy({ url, inline, pageUrl, report }: SearchJob): Promise<ShownCopy> {
  const { format, pixels } = report;
  const compared = async (source: ByteSource) => thumbnailOf(await whole(source), format, pixels);
  try {
    if (inline !== null) return { thumbnail: await compared(base64Source(inline)), validators: null };
    if (url.startsWith('data:')) return { thumbnail: await compared(dataUrlSource(url)), validators: null };
    const opened = await openHttp(url, { pageUrl, limits: { maxBytes: MAX_SHOWN_BYTES } });
    if (opened.kind === 'not-modified') return NOTHING;
    const { source } = opened;
    try {
      return { thumbnail: await compared(source), validators: source.facts };
    } finally {
      source.close();
    }
  } catch {
    return NOTHING;
  }
}

const NOTHING: ShownCopy = { thumbnail: null, validators: null };

async function whole(source: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await source.read(0, source.size ?? MAX_SHOWN_BYTES));
}
