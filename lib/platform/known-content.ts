import { sha256Of } from '../bytes/sha256-of.ts';
import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import type { Report } from '../model/report.ts';

/** The reason an inspection ended early: the same file, under another address, has its verdict already. */
export class KnownContent extends Error {
  readonly report: Report;
  constructor(report: Report) {
    super('this content has a verdict already');
    this.name = 'KnownContent';
    this.report = report;
  }
}

/**
 * The validator, asked only about content nobody has a verdict for. Validating is the dear step, and the whole file
 * is in memory by then, so its hash costs little.
 * @param controller ends the inspection with KnownContent.
 * @param verdictOf the stored verdict of a whole file's SHA-256 (hex), or `null`.
 */
export function unlessKnown(
  engine: C2paEngine,
  controller: AbortController,
  verdictOf: (sha256: string) => Promise<Report | null>,
): C2paEngine {
  let asked: Promise<Report | null> | null = null;
  return {
    version: engine.version,
    prepare: () => engine.prepare?.(),
    async validate(format, bytes, settings, at) {
      asked ??= sha256Of(bytes).then(verdictOf);
      const report = await asked;
      if (report === null) return engine.validate(format, bytes, settings, at);
      controller.abort(new KnownContent(report));
      return { kind: 'unanswered', why: 'budget' };
    },
  };
}
