import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { Basis, Label, SignalId } from '../model/verdict.ts';
import type { C2paManifestValue } from '../signals/c2pa-manifest.ts';
import { declaredSignals, signals as detectors, watermarkSignals } from '../signals/registry.ts';
import type { Declaration, Signal } from '../signals/signal.ts';
import { type Answers, rules } from './rules.ts';

export interface Verdict {
  readonly label: Label;
  readonly basis: Basis;
  readonly because: readonly SignalId[];
  readonly why: Unanswered | null;
}

/**
 * Decides one label with its reasons from the detectors' answers.
 * @param shortfall a reason that concerns the file as a whole (it could not be read at all)
 */
export function decide(signals: ReadonlyMap<SignalId, Outcome<unknown>>, shortfall: Unanswered | null = null): Verdict {
  const answers: Answers = {
    signals,
    manifest: foundValue<C2paManifestValue>(signals, 'c2pa-manifest'),
    declarations: foundOf(declaredSignals, signals),
    watermarks: foundOf(watermarkSignals, signals),
    shortfall: shortfall ?? firstUnanswered(signals),
  };
  for (const rule of rules) {
    if (!rule.holds(answers)) continue;
    const { basis } = rule;
    const why = basis === 'could-not-check' ? answers.shortfall : null;
    return { label: rule.label(answers), basis, because: rule.cites(answers), why };
  }
  throw new Error('The last rule of the verdict table holds always.');
}

function foundOf(
  detectors: readonly Signal<SignalId, Declaration>[],
  signals: ReadonlyMap<SignalId, Outcome<unknown>>,
): Answers['declarations'] {
  return detectors.flatMap(({ id }) => {
    const value = foundValue<Declaration>(signals, id);
    return value === null ? [] : [{ id, value }];
  });
}

function foundValue<Value>(signals: ReadonlyMap<SignalId, Outcome<unknown>>, id: SignalId): Value | null {
  const outcome = signals.get(id);
  return outcome?.kind === 'found' ? (outcome.value as Value) : null;
}

/**
 * One check that applies and was not made keeps "nothing found" from being said. Looking for marks in the pixels is
 * no part of what it says: that it was not done stands beside it.
 */
function firstUnanswered(signals: ReadonlyMap<SignalId, Outcome<unknown>>): Unanswered | null {
  for (const [id, outcome] of signals) if (outcome.kind === 'unanswered' && !OF_PIXELS.has(id)) return outcome.why;
  return null;
}

const OF_PIXELS: ReadonlySet<SignalId> = new Set(
  detectors.filter(({ needs }) => needs === 'pixels').map(({ id }) => id),
);
