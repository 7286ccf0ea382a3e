import { field } from '../decoders/json-fields.ts';
import type { TrainingStance, TrainingStatement } from '../model/report.ts';

/** The statement of a PLUS `DataMining` value, by its last segment in any case (https://ns.useplus.org/LDF/ldf-XMPSpecification). */
export function readDataMining(value: string): TrainingStatement {
  const code = (value.trim().split('/').at(-1) ?? '').slice(0, MAX_CODE);
  const stance = DATA_MINING.get(code.toUpperCase()) ?? 'unstated';
  return { stance, source: `XMP plus:DataMining ${code}` };
}

/**
 * The statement of a C2PA training-and-mining assertion: `cawg.training-mining` or the older
 * `c2pa.training-mining`, entries under `entries` or at the top, with either prefix (CAWG TDM 1.1; C2PA 1.4 §18.21).
 * `null`: no entry that speaks of training or mining. Inference alone is neither.
 */
export function readTrainingAssertion(label: string, content: unknown): TrainingStatement | null {
  const nested = field(content, 'entries');
  const entries = nested !== undefined ? nested : content;
  const stances = ENTRIES.flatMap((name) =>
    ['cawg.', 'c2pa.'].map((prefix) => stanceOf(field(entries, `${prefix}${name}`))),
  ).filter((stance) => stance !== null);
  return stances.length === 0 ? null : { stance: mostRestrictive(stances), source: `C2PA ${label}` };
}

/** The headline of several statements is the strictest one; all stay listed. */
export function mostRestrictive(stances: readonly TrainingStance[]): TrainingStance {
  return STRICTNESS.find((stance) => stances.includes(stance)) ?? 'unstated';
}

function stanceOf(entry: unknown): TrainingStance | null {
  const use = field(entry, 'use');
  if (use === 'allowed') return 'allowed';
  if (use === 'notAllowed') return 'prohibited';
  if (use !== 'constrained') return null;
  // "Constrained" by nothing is to be read as not allowed (CAWG TDM 1.1 §2.1).
  const terms = field(entry, 'constraint_info');
  return typeof terms === 'string' && terms.trim() !== '' ? 'constrained' : 'prohibited';
}

const STRICTNESS: readonly TrainingStance[] = ['prohibited', 'constrained', 'allowed', 'unstated'];
const ENTRIES = ['ai_generative_training', 'ai_training', 'data_mining'];
const DATA_MINING: ReadonlyMap<string, TrainingStance> = new Map([
  ['DMI-UNSPECIFIED', 'unstated'],
  ['DMI-ALLOWED', 'allowed'],
  ['DMI-PROHIBITED-AIMLTRAINING', 'prohibited'],
  ['DMI-PROHIBITED-GENAIMLTRAINING', 'prohibited'],
  ['DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING', 'prohibited'],
  ['DMI-PROHIBITED', 'prohibited'],
  ['DMI-PROHIBITED-SEECONSTRAINT', 'constrained'],
  ['DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR', 'constrained'],
  ['DMI-PROHIBITED-SEELINKEDRIGHTSEXPR', 'constrained'],
]);
const MAX_CODE = 64;
