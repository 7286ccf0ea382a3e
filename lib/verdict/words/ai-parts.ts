import { formatList } from '../../i18n/format.ts';
import type { PageTranslate } from '../../i18n/page-translator.ts';
import type { RecordAction, RecordNode, RecordReport } from '../../model/report.ts';
import { normalizeSourceType, sourceTypes } from '../../signals/digital-source-type.ts';
import { displayName } from './display-name.ts';
import { stepName } from './step-name.ts';

/** What a record says AI did, line by line, each in the words of the record's own statements. */
interface AiParts {
  readonly withAi: readonly string[];
  /** Listed with a source that is not AI. */
  readonly without: readonly string[];
  /** What the record leaves open. Silence about AI is no statement. */
  readonly unclear: readonly string[];
}

/** Lines of one kind at most; the record's own list follows further down. */
const MAX_LINES = 6;
/** Steps named in one line at most. */
const MAX_STEPS = 8;

/** Sorts what a record lists by what it says of AI. Never says more than the record does. */
export function aiPartsOf(record: RecordReport, t: PageTranslate): AiParts {
  const steps = record.actions.map((action) => ({ action, side: sideOf(action) }));
  const origins = record.tree.filter(({ relationship }) => relationship !== 'active');
  const of = (side: Side): string[] => [
    ...lines(steps.filter((step) => step.side === side).map(({ action }) => stepLine(action, t))),
    ...lines(origins.filter((node) => sideOfNode(node) === side).map((node) => nodeLine(node, t))),
  ];
  return {
    withAi: [...of('with'), ...(record.restsOnSigner ? [t('panel.ai.rests-on-signer')] : [])],
    without: of('without'),
    unclear: [...of('unclear'), ...silences(record, steps, origins, t)],
  };
}

type Side = 'with' | 'without' | 'unclear' | 'unsaid';

function sideOf({ digitalSourceType }: RecordAction): Side {
  if (digitalSourceType === null) return 'unsaid';
  const code = normalizeSourceType(digitalSourceType);
  if (code === null) return 'unclear';
  const says = sourceTypes[code];
  if (says === 'ai-generated' || says === 'ai-edited') return 'with';
  // Nothing is in an empty file, and drawing programs write "digital art" whatever was used.
  return says === 'may-contain-ai' || code === 'empty' || code === 'digitalArt' ? 'unclear' : 'without';
}

function sideOfNode({ label, hasRecord, broken }: RecordNode): Side {
  if (!hasRecord || broken || label === null) return 'unsaid';
  if (label === 'ai-generated' || label === 'ai-edited') return 'with';
  return label === 'camera-captured' ? 'without' : 'unclear';
}

function silences(
  record: RecordReport,
  steps: readonly { readonly action: RecordAction; readonly side: Side }[],
  origins: readonly RecordNode[],
  t: PageTranslate,
): readonly string[] {
  const unsaid = [
    ...new Set(steps.flatMap(({ action, side }) => (side === 'unsaid' ? [stepName(action.action, t)] : []))),
  ];
  const bare = origins.filter(({ hasRecord, broken }) => !hasRecord && !broken).length;
  const broken = origins.filter((node) => node.broken).length;
  return [
    ...(unsaid.length === 0 ? [] : [t('panel.ai.unsaid', { steps: formatList(capped(unsaid, t), t.language) })]),
    ...(bare === 0 ? [] : [t('panel.ai.bare', { count: bare })]),
    ...(broken === 0 ? [] : [t('panel.ai.broken', { count: broken })]),
    ...(record.editsMayBeMissing ? [t('panel.ai.missing')] : []),
  ];
}

/** At most so many steps, and how many others there are. */
function capped(steps: readonly string[], t: PageTranslate): readonly string[] {
  if (steps.length <= MAX_STEPS) return steps;
  return [...steps.slice(0, MAX_STEPS), t('panel.ai.more-steps', { count: steps.length - MAX_STEPS })];
}

function stepLine(action: RecordAction, t: PageTranslate): string {
  const step = stepName(action.action, t);
  const source = displayName(action.digitalSourceType ?? '');
  return action.by === null
    ? t('panel.ai.step', { step, source })
    : t('panel.ai.step-by', { step, source, tool: displayName(action.by) });
}

function nodeLine({ relationship, title, label, generator }: RecordNode, t: PageTranslate): string {
  const name = [t(`report.node.${relationship}`), title === null ? '' : displayName(title)].join(' ').trim();
  const says = label === null ? '' : t(`says.${label}`);
  return generator === null
    ? t('panel.ai.origin', { name, says })
    : t('panel.ai.origin-by', { name, says, tool: displayName(generator) });
}

function lines(all: readonly string[]): readonly string[] {
  const different = [...new Set(all)];
  return different.length <= MAX_LINES ? different : [...different.slice(0, MAX_LINES - 1), '…'];
}
