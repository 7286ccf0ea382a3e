import { Unreadable } from '../bytes/source.ts';
import { buildPack } from '../evidence/build-pack.ts';
import { type Evidence, MAX_ORIGINAL_BYTES, type ReadFrom } from '../evidence/evidence.ts';
import { base64Bytes } from '../fetch/handed-over.ts';
import { pageTranslator } from '../i18n/page-translator.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Job } from './compute-job.ts';
import type { EvidenceJob, EvidenceNote, EvidenceTask } from './evidence-job.ts';
import { measureLikeness } from './measure-likeness.ts';
import { type AskPage, type OpenMedia, openMedia } from './open-media.ts';
import { jobOf, readCertificates } from './read-certificates.ts';
import { readWhole } from './read-whole.ts';

export interface EvidenceScope {
  postMessage(note: EvidenceNote, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<EvidenceTask>) => void) | null;
}

/** From the page, from the network, and once more where the file changed meanwhile. */
const MAX_TRIES = 3;

/** The Worker's side of reading a file once more, for a pack or for its certificates: one job, then done. The page that started it ends it when it hangs. */
export function serveEvidence(scope: EvidenceScope): void {
  const questions = new Map<number, (base64: string | null) => void>();
  const askPage: AskPage = async (offset, length) => {
    const question = questions.size;
    const answer = new Promise<string | null>((resolve) => questions.set(question, resolve));
    scope.postMessage({ kind: 'ask-page', question, offset, length });
    const base64 = await answer;
    return base64 === null ? null : base64Bytes(base64);
  };
  scope.onmessage = ({ data }) => {
    // The page hears of a fault of ours as an error of the Worker.
    if (data.kind === 'make') void make(data.job, scope, askPage).catch(reportError);
    else if (data.kind === 'certificates')
      void readCertificates(data.job, askPage)
        .then((chain) => scope.postMessage({ kind: 'certificates', chain }))
        .catch(reportError);
    else questions.get(data.question)?.(data.base64);
  };
}

async function make(job: EvidenceJob, scope: EvidenceScope, askPage: AskPage): Promise<void> {
  const { report, address, page, view, trust, made, language, words } = job;
  const { sighting, luma = null } = job;
  const original = await readAgain(job, askPage, (read, size) => scope.postMessage({ kind: 'reading', read, size }));
  scope.postMessage({ kind: 'packing' });
  const figures =
    sighting === undefined || original.kind === 'missing'
      ? null
      : await measureLikeness(new Blob([original.value.bytes]), { ...sighting, luma }).catch(() => null);
  const evidence: Evidence = {
    ...{ report, address, page, original, view, trust, made },
    ...(sighting !== undefined && { sighting: { ...sighting, figures } }),
  };
  const { zip, index } = await buildPack(evidence, await pageTranslator(language, async () => words));
  scope.postMessage({ kind: 'done', zip, index }, [zip.buffer]);
}

async function readAgain(
  given: EvidenceJob,
  askPage: AskPage,
  onProgress: (read: number, size: number | null) => void,
): Promise<Evidence['original']> {
  const { report } = given;
  // What a player plays is put together by the page, and no file.
  if (report.stream !== undefined) return { kind: 'missing', why: 'stream' };
  let job: Job | null = jobOf(given);
  let why: Unanswered = 'blocked';
  for (let tries = 0; job !== null && tries < MAX_TRIES; tries += 1) {
    const open = await openMedia(job, askPage, new AbortController().signal);
    if (open.kind === 'not-modified') return { kind: 'missing', why: 'blocked' };
    try {
      const bytes = await readWhole(open.source, MAX_ORIGINAL_BYTES, onProgress);
      const again = open.again();
      if (again === null) return { kind: 'held', value: { bytes, from: fromWhere(given, open) } };
      // The server sent parts of two different files.
      why = 'unreadable';
      job = again;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      why = error.why;
      // A page that stops delivering leaves the network.
      job = open.again();
    } finally {
      open.close();
    }
  }
  return { kind: 'missing', why };
}

function fromWhere({ url, inline, file, sighting }: EvidenceJob, { isFromPage }: OpenMedia): ReadFrom {
  // That of a sighting was read by its address just now.
  if (file !== undefined) return sighting === undefined ? 'file' : 'network';
  if (inline !== null || url.startsWith('data:')) return 'address';
  return isFromPage ? 'page' : 'network';
}
