import { Unreadable } from '../bytes/source.ts';
import type { ByteSource } from '../bytes/source.ts';
import { Window } from '../bytes/window.ts';
import type { ContainerMap } from '../model/container.ts';
import type { Format } from '../model/format.ts';
import { Findings, TooManyParts } from './findings.ts';

/**
 * Runs a container's walk and turns whatever happens into a map. A source that fails after the
 * first read leaves the parts found so far, with its reason.
 * @throws Unreadable when not even the first read succeeds.
 */
export async function walk(
  format: Format,
  source: ByteSource,
  step: (file: Window, findings: Findings) => Promise<void>,
): Promise<ContainerMap> {
  const file = new Window(source);
  const findings = new Findings(() => file.expectWhole());
  await file.at(0, 1);
  try {
    await step(file, findings);
  } catch (error) {
    if (error instanceof Unreadable) findings.fault(error.why);
    else if (!(error instanceof TooManyParts)) throw error;
  }
  return findings.toMap(format, file.size);
}
