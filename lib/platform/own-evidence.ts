import type { CertificateChain } from '../model/certificate.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import { allowAddress } from './address-access.ts';
import type { EvidenceJob, ReadAgainJob } from './evidence-job.ts';
import { runEvidenceTask } from './evidence-run.ts';
import type { Subject } from './inspect-desk.ts';
import type { EvidencePorts, EvidenceProgress, MadePack } from './save-evidence.ts';
import { storedWords } from './words.ts';

/**
 * Makes the pack of what the person brought, in a Worker of its own: no page, and no picture of one. Must be called
 * inside a click, before any await: for an address, the browser may have to be asked for access.
 * @returns `null` when it could not be made.
 */
export function makeOwnEvidence(
  subject: Subject,
  report: Report,
  ports: EvidencePorts,
  onProgress: (progress: EvidenceProgress) => void,
): Promise<MadePack | null> {
  return withAddress(subject, async () => {
    const job: EvidenceJob = {
      ...(await readAgainJob(subject, report, ports)),
      address: subject.name,
      page: null,
      view: { kind: 'missing', why: 'no-page' },
      made: new Date().toISOString(),
      language: ports.language,
      words: await storedWords('pages', ports.language).catch(() => null),
    };
    const ended = await runEvidenceTask({ kind: 'make', job }, ports.startWorker(), onProgress);
    return ended?.kind === 'done' ? ended : null;
  });
}

/** The certificates of its record. Must be called inside a click, before any await, as for `makeOwnEvidence`. */
export function lookAtOwnCertificates(
  subject: Subject,
  report: Report,
  ports: Omit<EvidencePorts, 'language'>,
): Promise<Outcome<CertificateChain>> {
  return withAddress(subject, async () => {
    const job = await readAgainJob(subject, report, ports);
    const ended = await runEvidenceTask({ kind: 'certificates', job }, ports.startWorker(), () => undefined);
    return ended?.kind === 'certificates' ? ended.chain : { kind: 'unanswered', why: 'engine-failed' };
  });
}

async function withAddress<T>({ isAddress, name }: Subject, work: () => Promise<T>): Promise<T> {
  const giveBack = isAddress ? await allowAddress(name) : null;
  try {
    return await work();
  } finally {
    await giveBack?.();
  }
}

async function readAgainJob(
  { id, name, file, isAddress }: Subject,
  report: Report,
  ports: Pick<EvidencePorts, 'trust'>,
): Promise<ReadAgainJob> {
  return {
    report,
    // A file's name could read like an address.
    url: isAddress ? name : `file:${id}`,
    frameUrl: '',
    inline: null,
    ...(file !== null && { file }),
    reading: null,
    trust: await ports.trust().catch(() => []),
  };
}
