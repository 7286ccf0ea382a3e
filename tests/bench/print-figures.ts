import { cpus, loadavg } from 'node:os';
import { table } from '../../scripts/inspect/table.ts';
import type { Figure } from './figure.ts';

/** What a benchmark says in the end: one JSON object in the last line, or a table for people. */
export interface Outcome {
  readonly benchmark: string;
  /** Whatever else was fixed for this run. */
  readonly setting: Readonly<Record<string, unknown>>;
  readonly figures: readonly Figure[];
}

export function printOutcome({ benchmark, setting, figures }: Outcome, isJson: boolean): void {
  const rows = figures
    .filter(({ value }) => value !== null)
    .map(({ name, in: where, of, value, unit, noise, comparedWith, target, met }) => [
      where,
      of ?? '',
      name,
      `${value} ${unit}`,
      noise === null || noise === 0 ? '' : `±${noise}`,
      comparedWith?.value == null ? '' : `${comparedWith.value}`,
      target === null ? '' : target.atMost === undefined ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`,
      met === null ? '' : met ? 'met' : 'missed',
    ]);
  const text = table(['in', 'of', 'figure', 'value', 'noise', 'compared with', 'target', ''], rows);
  if (!isJson) return void process.stdout.write(`${text}\n`);
  process.stderr.write(`${text}\n`);
  const [processor] = cpus();
  const machine = { cores: cpus().length, processor: processor?.model ?? null, load: loadavg()[0] };
  process.stdout.write(`${JSON.stringify({ benchmark, at: new Date().toISOString(), machine, setting, figures })}\n`);
}
