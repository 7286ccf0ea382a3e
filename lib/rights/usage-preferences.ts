import type { TrainingStance } from '../model/report.ts';
import type { StanceScope } from '../model/stance.ts';

/** One preference, as `train-ai=n`. */
export interface UsagePreference {
  readonly key: string;
  readonly value: string;
  readonly scope: StanceScope;
  readonly stance: TrainingStance;
}

/** Longest list read, in characters; a header of all words known has under a hundred. */
const MAX_LENGTH = 4096;
const MAX_PREFERENCES = 32;

/**
 * The members of a `Content-Usage` dictionary (IETF AIPREF, draft-ietf-aipref-attach; RFC 9651 §3.2) or of a
 * `Content-Signal` line (contentsignals.org): the last of a key counts, and what says neither yes nor no is kept
 * without a stance. Members that are none are passed over.
 */
export function parsePreferences(text: string): readonly UsagePreference[] {
  const found = new Map<string, UsagePreference>();
  for (const member of text.slice(0, MAX_LENGTH).split(',')) {
    const [, key, value = ''] = /^\s*([a-z*][a-z0-9_.*-]{0,63})\s*=\s*([^\s;,]{1,64})/i.exec(member) ?? [];
    if (key === undefined || (found.size === MAX_PREFERENCES && !found.has(key.toLowerCase()))) continue;
    const name = key.toLowerCase();
    found.set(name, { key: name, value, scope: SCOPES.get(name) ?? 'ai', stance: stanceOf(name, value) });
  }
  return [...found.values()];
}

function stanceOf(key: string, value: string): TrainingStance {
  if (!SCOPES.has(key)) return 'unstated';
  if (/^(n|no|\?0)$/i.test(value)) return 'prohibited';
  return /^(y|yes|\?1)$/i.test(value) ? 'allowed' : 'unstated';
}

/** The words of both vocabularies and of earlier drafts; whatever else is written is kept and decides nothing. */
const SCOPES: ReadonlyMap<string, StanceScope> = new Map([
  ['train-ai', 'training'],
  ['train-genai', 'training'],
  ['ai-train', 'training'],
  ['ai-use', 'ai'],
  ['ai-input', 'input'],
  ['search', 'search'],
]);
